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

    private Task RoundAsync(CancellationToken stopping) =>
        database.TryLedAsync(Cosigning.Leader, cosigning.RoundAsync, failure => LogFailure(logger, failure), stopping);

    [LoggerMessage(Level = LogLevel.Error, Message = "The witnesses could not be asked; they are asked again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
