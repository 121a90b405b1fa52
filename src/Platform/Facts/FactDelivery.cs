using System.Text.Json;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform.Facts;

/// <summary>
/// Delivers the facts of one consumer from the outbox: at once after a commit, and once a second for what another server
/// committed. Of several servers one delivers to a consumer. A fact that fails five times is set aside with the kind of its error, and the rest go on.
/// </summary>
internal sealed partial class FactDelivery<TFact>(
    string consumer,
    Func<IFactConsumer<TFact>> resolve,
    Database database,
    FactRegistry registry,
    TimeProvider clock,
    ILogger<FactDelivery<TFact>> log) : BackgroundService
{
    private const int BatchMax = 128;
    private const int AttemptsMax = 5;

    /// <summary>Another server took the lead and handled some of them meanwhile: nothing is written twice, and no fact is to blame.</summary>
    private static readonly Failure Overtaken = new(FailureKind.Conflict, "overtaken", "Another server has handled these facts.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var target = resolve();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await database.LeadsAsync($"outbox:{consumer}", stoppingToken).ConfigureAwait(false)
                    || await DeliverAsync(target, BatchMax, stoppingToken).ConfigureAwait(false) == 0)
                {
                    await registry.WaitAsync(consumer, TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A foreign callback: one bad fact must not stop the others.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, consumer, failure);
                await DeliverOneByOneAsync(target, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> DeliverAsync(IFactConsumer<TFact> target, int most, CancellationToken cancellation)
    {
        var rows = await PendingAsync(most, cancellation).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return 0;
        }

        var facts = rows.ConvertAll(row => JsonSerializer.Deserialize<TFact>(row.Body)!);
        var write = await target.ConsiderAsync(facts, cancellation).ConfigureAwait(false);
        var ids = rows.ConvertAll(row => row.Id);
        var written = await database.WriteAsync<Result<int>>(
            session =>
            {
                session.Lock($"outbox:{consumer}");
                if (session.Execute("DELETE FROM outbox WHERE id IN @ids", new { ids }) != ids.Count)
                {
                    return Overtaken;
                }

                write(session);
                return ids.Count;
            },
            cancellation).ConfigureAwait(false);
        return written.IsFailure ? 0 : written.Value;
    }

    private Task<List<OutboxRow>> PendingAsync(int most, CancellationToken cancellation) => database.ReadAsync(
        session => session.Query<OutboxRow>(
            "SELECT id AS Id, body AS Body FROM outbox WHERE consumer = @consumer AND failed_at IS NULL ORDER BY id LIMIT @most",
            new { consumer, most }),
        cancellation);

    private async Task DeliverOneByOneAsync(IFactConsumer<TFact> target, CancellationToken cancellation)
    {
        for (var i = 0; i < BatchMax && !cancellation.IsCancellationRequested; i++)
        {
            try
            {
                if (await DeliverAsync(target, 1, cancellation).ConfigureAwait(false) == 0)
                {
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
#pragma warning disable CA1031 // As above.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                await CountFailureAsync(failure, cancellation).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }
        }
    }

    private async Task CountFailureAsync(Exception failure, CancellationToken cancellation)
    {
        try
        {
            var now = UtcMicros.From(clock.GetUtcNow());
            await database.WriteAsync(
                session => session.Execute(
                    """
                    UPDATE outbox SET attempts = attempts + 1, error = @error,
                      failed_at = CASE WHEN attempts + 1 >= @most THEN @now ELSE NULL END
                    WHERE id = (SELECT MIN(id) FROM outbox WHERE consumer = @consumer AND failed_at IS NULL)
                    """,
                    new { error = failure.GetType().Name, most = AttemptsMax, now, consumer }),
                cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The database itself is failing: the next round tries again.
        catch (Exception second)
#pragma warning restore CA1031
        {
            LogFailure(log, consumer, second);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Facts for {Consumer} could not be handled")]
    private static partial void LogFailure(ILogger logger, string consumer, Exception failure);

    private sealed class OutboxRow
    {
        public long Id { get; init; }

        public string Body { get; init; } = "";
    }
}
