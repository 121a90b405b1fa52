using Daylight.Identity;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>Wakes the upkeep of the search index.</summary>
internal sealed class SearchSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    /// <summary>Quick, and never throws.</summary>
    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already: the coming round sees this too.
        }
    }

    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _raised.WaitAsync(longest, cancellation);

    public void Dispose() => _raised.Dispose();
}

/// <summary>What the search index needs beside what is captured: erased people's tokens are taken out, and the archive is brought in.</summary>
internal sealed class SearchUpkeep(Database database, SearchArchive archive, Institutions institutions)
{
    private const int DocsAtOnce = 100;

    private bool _scrub = true; // Something may have been taken out right before the last end.

    /// <summary>One step: what is urgent first.</summary>
    /// <returns>False if there was nothing to do.</returns>
    public async Task<bool> NextAsync(CancellationToken cancellation)
    {
        if (await TakeOutAsync(cancellation).ConfigureAwait(false))
        {
            return true;
        }

        if (_scrub)
        {
            _scrub = !await database.ScrubTableAsync("search_document", cancellation).ConfigureAwait(false);
        }

        var worked = false;
        foreach (var institution in await institutions.AllAsync(cancellation).ConfigureAwait(false))
        {
            worked |= await archive.NextAsync(institution.Id, cancellation).ConfigureAwait(false);
        }

        return worked;
    }

    /// <summary>Takes out some of the tokens of an erased person: few at once, because others want to write.</summary>
    private async Task<bool> TakeOutAsync(CancellationToken cancellation)
    {
        if (await database.ReadAsync(SearchStore.NextErased, cancellation).ConfigureAwait(false) is not { } number)
        {
            return false;
        }

        _scrub = true;
        await database.WriteAsync(
            session =>
            {
                var docs = SearchStore.Docs(session, number, DocsAtOnce);
                SearchStore.Remove(session, docs);
                if (docs.Count < DocsAtOnce)
                {
                    SearchStore.Delete(session, number);
                }
            },
            cancellation).ConfigureAwait(false);
        return true;
    }
}

/// <summary>Runs the upkeep, on one of several servers.</summary>
internal sealed partial class SearchUpkeepService(Database database, SearchUpkeep upkeep, SearchSignal signal, ILogger<SearchUpkeepService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await database.LeadsAsync("search-upkeep", stoppingToken).ConfigureAwait(false)
                    || !await upkeep.NextAsync(stoppingToken).ConfigureAwait(false))
                {
                    await signal.WaitAsync(Every, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: a full disk or a lost database must not end the service; the next round goes on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, failure);
                await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The search index could not be kept up; it goes on where it stopped")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
