using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Contact;

/// <summary>
/// Ends unused permits once their time is over and says so in the ledger. Caps do not wait for it: a reservation stops
/// counting at the moment of its expiry.
/// </summary>
internal sealed partial class PermitExpiry(
    Database database, StandingPermits standing, TimeProvider clock, ILogger<PermitExpiry> log) : BackgroundService
{
    private const int BatchMax = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Ends all overdue permits, in batches.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var ended = 0;
        for (var batch = BatchMax; batch == BatchMax;)
        {
            batch = await database.WriteAsync(session => standing.EndOverdue(session, clock.GetUtcNow(), BatchMax), cancellation).ConfigureAwait(false);
            ended += batch;
        }

        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.TryLedAsync("permit-expiry", SweepAsync, failure => LogFailure(log, failure), stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Overdue permits could not be ended")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
