using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Has leftovers removed soon after the start and every few hours, on each server in its own folder.</summary>
internal sealed partial class LeftoversService(Leftovers leftovers, ILogger<LeftoversService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rounds = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(FirstAfter, stoppingToken).ConfigureAwait(false);
            using PeriodicTimer timer = new(Rounds);
            do
            {
                await ServiceRounds.TryAsync(() => RemoveAsync(stoppingToken), failure => LogFailure(logger, failure), stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start looks again.
        }
    }

    private async Task RemoveAsync(CancellationToken stopping)
    {
        if (await leftovers.RemoveAsync(stopping).ConfigureAwait(false) is { } found && found != new LeftoversReport(0, 0))
        {
            LogRemoved(logger, found.HalfWritten, found.Orphans);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed what a killed process had left: {HalfWritten} files written half, {Orphans} sealed objects that nothing refers to")]
    private static partial void LogRemoved(ILogger logger, int halfWritten, int orphans);

    [LoggerMessage(Level = LogLevel.Error, Message = "What a killed process left could not be removed; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
