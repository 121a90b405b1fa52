using System.Globalization;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Retention;

/// <summary>
/// Goes through all people of each institution once a day, or when asked, and writes down who is due: it proposes, and never
/// erases. One batch is one transaction, and the position is kept, so that a crash or another server goes on behind the last one.
/// </summary>
internal sealed partial class RetentionSchedule(
    Database database, PersonFiles people, RetentionDesk desk, StaffDirectory staff, EvidenceLog log, TimeProvider clock, ILogger<RetentionSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Begins a run at the next look; a run that is under way goes on.</summary>
    public static void Ask(Session session, string institutionId, long now)
    {
        if (RetentionStore.Run(session, institutionId) is not { Status: "running" } run)
        {
            RetentionStore.SetRun(session, new RunRow { InstitutionId = institutionId, Status = "running", StartedAt = now, FinishedAt = RetentionStore.Run(session, institutionId)?.FinishedAt });
        }
    }

    /// <summary>Runs what is due; the test and the service call it.</summary>
    internal async Task RoundAsync(CancellationToken cancellation)
    {
        foreach (var institution in await database.ReadAsync(staff.Institutions, cancellation).ConfigureAwait(false))
        {
            var now = clock.GetUtcNow();
            var run = await database.ReadAsync(session => RetentionStore.Run(session, institution), cancellation).ConfigureAwait(false);
            if (run is null || (run.Status != "running" && UtcMicros.ToInstant(run.StartedAt) + Every <= now))
            {
                await database.WriteAsync(session => Ask(session, institution, UtcMicros.From(now)), cancellation).ConfigureAwait(false);
            }
            else if (run.Status != "running")
            {
                continue;
            }

            while (await database.WriteAsync(session => Batch(session, institution), cancellation).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.TryLedAsync("retention", RoundAsync, failure => LogFailure(logger, failure), stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One batch; true if there may be more.</summary>
    private bool Batch(Session session, string institutionId)
    {
        session.Lock(LegalHolds.LockOf(institutionId));
        if (RetentionStore.Run(session, institutionId) is not { Status: "running" } run)
        {
            return false; // Another server finished it.
        }

        var now = UtcMicros.From(clock.GetUtcNow());
        var ids = people.Ids(session, institutionId, run.After, RetentionDesk.BatchMax);
        RetentionStore.SetPeople(session, desk.Work(session, institutionId, ids));
        var more = ids.Count == RetentionDesk.BatchMax;
        RetentionStore.SetRun(session, new RunRow
        {
            InstitutionId = institutionId,
            Status = more ? "running" : "done",
            StartedAt = run.StartedAt,
            FinishedAt = more ? run.FinishedAt : now,
            After = more ? ids[^1] : "",
            People = (run.After.Length == 0 ? 0 : run.People) + ids.Count,
        });
        if (!more)
        {
            Propose(session, institutionId, now);
        }

        return more;
    }

    private void Propose(Session session, string institutionId, long now)
    {
        var woken = RetentionStore.Wake(session, institutionId, now);
        var counts = RetentionStore.Counts(session, institutionId, now);
        log.Append(session, new EntryDraft(institutionId, "retention.proposed")
        {
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["due"] = counts.Due.ToString(CultureInfo.InvariantCulture),
                ["held"] = counts.Held.ToString(CultureInfo.InvariantCulture),
                ["people"] = counts.Total.ToString(CultureInfo.InvariantCulture),
                ["requestsDue"] = woken.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The retention schedule could not go on; it begins again behind its last batch")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
