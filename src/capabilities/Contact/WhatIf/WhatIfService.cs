using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Contact;

/// <summary>Looks for waiting what-ifs and works them off.</summary>
internal sealed partial class WhatIfService(WhatIfRun run, ILogger<WhatIfService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ServiceRounds.WorkOffAsync(() => run.NextAsync(null, stoppingToken), Every, failure => LogFailure(log, failure), stoppingToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A what-if could not be worked off")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
