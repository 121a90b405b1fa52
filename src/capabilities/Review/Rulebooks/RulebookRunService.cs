using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>Looks for waiting work over the archive and works it off.</summary>
internal sealed partial class RulebookRunService(RulebookRunWork work, ILogger<RulebookRunService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ServiceRounds.WorkOffAsync(() => work.NextAsync(int.MaxValue, stoppingToken), Every, failure => LogFailure(log, failure), stoppingToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work over the archive failed; it goes on where it stopped")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
