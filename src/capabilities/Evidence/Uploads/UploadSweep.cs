using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Gives up uploads that nobody goes on with.</summary>
internal sealed partial class UploadSweep(Uploads uploads, ILogger<UploadSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Rounds = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Rounds);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is swept after the next start.
        }
    }

    private Task SweepAsync(CancellationToken stopping) =>
        ServiceRounds.TryAsync(() => uploads.SweepAsync(stopping), failure => LogFailure(logger, failure), stopping);

    [LoggerMessage(Level = LogLevel.Error, Message = "Uploads that nobody goes on with could not be removed")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
