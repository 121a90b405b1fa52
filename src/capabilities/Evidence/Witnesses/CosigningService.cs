using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Takes new checkpoints to the witnesses, once a second at most.</summary>
internal sealed partial class CosigningService(WitnessSettings settings, Cosigning cosigning, Database database, ILogger<CosigningService> logger) : BackgroundService
{
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Witnesses.Count == 0)
        {
            return;
        }

        using PeriodicTimer timer = new(Rounds);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not cosigned is taken to the witnesses after the next start.
        }
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            if (await database.LeadsAsync(Cosigning.Leader, stopping).ConfigureAwait(false))
            {
                await cosigning.RoundAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A full disk or a lost database must not end the service: it says so and tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(logger, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The witnesses could not be asked; they are asked again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
