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
        while (!stoppingToken.IsCancellationRequested)
        {
            var worked = false;
            try
            {
                worked = await run.NextAsync(null, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: a run that failed is left behind and begun anew.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, failure);
            }

            if (!worked)
            {
                await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A what-if could not be worked off")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
