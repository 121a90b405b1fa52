using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Portfolio;

/// <summary>Has <see cref="ImportKeeping"/> look every hour.</summary>
internal sealed partial class ImportKeepingService(ImportKeeping keeping, ILogger<ImportKeepingService> logger) : BackgroundService
{
    private static readonly TimeSpan Rounds = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Rounds);
        try
        {
            do
            {
                await ServiceRounds.TryAsync(() => keeping.SweepAsync(stoppingToken), failure => LogFailure(logger, failure), stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is due is removed after the next start.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What past imports keep could not be removed; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
