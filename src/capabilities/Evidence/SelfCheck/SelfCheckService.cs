using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Has every institution's ledger check itself on schedule, a few minutes after the start for the first time.</summary>
internal sealed partial class SelfCheckService(
    LedgerVerification verification, SelfCheckSettings settings, Database database, HumanClock clock, ILogger<SelfCheckService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private volatile string? _problem;

    /// <summary>Why the last check could not be run on this server; null if it could.</summary>
    public string? Problem => _problem;

    /// <summary>Checks every institution that is due; the ones checked.</summary>
    internal async Task<IReadOnlyList<string>> RoundAsync(CancellationToken cancellation)
    {
        var now = clock.UtcNow;
        var institutions = await database.ReadAsync(
            session => LogStore.All(session, null).Select(log => log.InstitutionId).Distinct(StringComparer.Ordinal).ToList(), cancellation).ConfigureAwait(false);
        List<string> done = [];
        foreach (var institution in institutions)
        {
            if (!_due.TryGetValue(institution, out var due))
            {
                _due[institution] = due = now + (settings.Every < FirstAfter ? settings.Every : FirstAfter);
            }

            if (now < due)
            {
                continue;
            }

            _due[institution] = now + settings.Every;
            var view = await verification.SelfCheckAsync(institution, settings.Percent, cancellation).ConfigureAwait(false);
            done.Add(institution);
            if (!view.Ok)
            {
                LogFound(logger, institution, string.Join(", ", view.Checks.Where(check => check.Status == "failed").Select(check => check.Id)));
            }
        }

        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Rounds);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await GuardedAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start checks again.
        }
    }

    private Task GuardedAsync(CancellationToken stopping) => database.TryLedAsync(
        "self-check",
        async cancellation =>
        {
            await RoundAsync(cancellation).ConfigureAwait(false);
            _problem = null;
        },
        failure =>
        {
            _problem = failure.GetType().Name;
            LogFailure(logger, failure);
        },
        stopping);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The self-check of {Institution} found damage in the ledger: {Checks}. See the evidence page")]
    private static partial void LogFound(ILogger logger, string institution, string checks);

    [LoggerMessage(Level = LogLevel.Error, Message = "A self-check of the ledger could not be run; it is tried again when it is due next")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
