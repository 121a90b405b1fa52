using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>
/// After an erasure, and once after each start, has the database remove from its own files what was overwritten. A long reading
/// may hold the old state: it is asked again until nothing is left.
/// </summary>
internal sealed partial class ErasureScrub(Database database, ILogger<ErasureScrub> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _asked = new(1, 1); // Something may have been erased right before the last end.

    /// <summary>Asks for a round; quick, and never throws.</summary>
    public void Ask()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // Asked already: the coming round covers this erasure too.
        }
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _asked.WaitAsync(stoppingToken).ConfigureAwait(false);
                while (!await database.ScrubAsync(stoppingToken).ConfigureAwait(false))
                {
                    await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: what is left is removed at the next round.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(logger, failure);
                Ask();
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Overwritten keys could not be scrubbed from the database's files; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
