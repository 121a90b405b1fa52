using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>Looks for trainings that wait and works them off.</summary>
internal sealed partial class ModelTrainingService(ModelTrainingWork work, ILogger<ModelTrainingService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ServiceRounds.WorkOffAsync(() => work.NextAsync(stoppingToken), Every, failure => LogFailure(log, failure), stoppingToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The training of a model failed; it begins anew")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
