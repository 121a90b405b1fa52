using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Runs the sequencer after commits, so that a signed checkpoint covers an entry within a second.</summary>
internal sealed partial class SequencerService(Sequencer sequencer, SequencerSignal signal, Database database, ILogger<SequencerService> logger) : BackgroundService
{
    // Entries of this span share one checkpoint: less writing, and still far below the promised second.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RoundsAtLeastEvery = TimeSpan.FromSeconds(5);

    // What another server committed gives no signal here, and is owed its checkpoint within the second all the same.
    private static readonly TimeSpan RoundsForOthersEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var longest = database.Dialect == Dialect.Postgres ? RoundsForOthersEvery : RoundsAtLeastEvery;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
                if (await signal.WaitAsync(longest, stoppingToken).ConfigureAwait(false))
                {
                    await Task.Delay(Gathering, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not sequenced yet is durable in the database and is sequenced at the next start.
        }
    }

    private Task RoundAsync(CancellationToken cancellation) =>
        database.TryLedAsync("ledger", sequencer.CatchUpAsync, failure => LogFailure(logger, failure), cancellation);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger could not be brought up to date; acts stay durable and are sequenced when it can")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
