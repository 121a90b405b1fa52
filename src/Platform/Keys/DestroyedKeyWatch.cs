using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform.Keys;

/// <summary>
/// Drops from this server's memory the keys that another server of the same database destroyed: twice a second, so that an
/// erased person's data cannot be opened anywhere a second later. The embedded database has one process and needs none of it.
/// </summary>
internal sealed partial class DestroyedKeyWatch(Database database, KeyRing ring, ILogger<DestroyedKeyWatch> logger) : BackgroundService
{
    private const int PageMax = 500;

    // Numbers are given before the commit: what committed late may stand below what was seen.
    private const int Overlap = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private long _seen = -1;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (_seen < 0)
        {
            // What was destroyed before this process began was never in its memory.
            _seen = await database.ReadAsync(session => session.First<long>("SELECT COALESCE(MAX(seq), 0) FROM key_destruction"), cancellation).ConfigureAwait(false);
            ring.ForgetSubjects();
        }

        for (var before = long.MaxValue; ;)
        {
            var from = before;
            var rows = await database.ReadAsync(
                session => session.Query<Destruction>(
                    """
                    SELECT seq AS Seq, institution_id AS InstitutionId, subject_id AS SubjectId FROM key_destruction
                    WHERE seq < @from AND seq > @down ORDER BY seq DESC LIMIT @most
                    """,
                    new { from, down = _seen - Overlap, most = PageMax }),
                cancellation).ConfigureAwait(false);
            rows.ForEach(row => ring.Forget(row.InstitutionId, row.SubjectId));
            if (rows.Count < PageMax)
            {
                _seen = Math.Max(_seen, before == long.MaxValue && rows.Count > 0 ? rows[0].Seq : _seen);
                return;
            }

            _seen = before == long.MaxValue ? rows[0].Seq : _seen;
            before = rows[^1].Seq;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (database.Dialect == Dialect.Postgres && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: while the database is away nothing can be opened either; the next round looks again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(logger, failure);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not look for keys that other servers destroyed")]
    private static partial void LogFailure(ILogger logger, Exception failure);

    private sealed class Destruction
    {
        public long Seq { get; init; }

        public string InstitutionId { get; init; } = "";

        public string SubjectId { get; init; } = "";
    }
}
