using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform.Web;

/// <summary>
/// Purges stored answers that are older than <see cref="Idempotency.AnswersKept"/>, oldest first and a batch a transaction,
/// so that writes of others never wait long for it.
/// </summary>
internal sealed partial class IdempotencyPurge(Database database, HumanClock clock, ILogger<IdempotencyPurge> log) : BackgroundService
{
    internal const int BatchMax = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Purges what is due, at most a batch, and tells how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            session.Lock("idempotency-purge");
            return session.Execute(
                """
                DELETE FROM idempotency WHERE (institution_id, staff_id, idempotency_key) IN (
                  SELECT institution_id, staff_id, idempotency_key FROM idempotency WHERE created_at < @before ORDER BY created_at LIMIT @most)
                """,
                new { before = UtcMicros.From(clock.UtcNow - Idempotency.AnswersKept), most = BatchMax });
        },
        cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SweepAsync(stoppingToken).ConfigureAwait(false) == BatchMax)
                {
                    continue;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: the next round tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, failure);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Stored answers could not be purged")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
