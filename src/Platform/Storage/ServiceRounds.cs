namespace Daylight.Platform.Storage;

/// <summary>Work that a background service does again and again, and that no failure may end.</summary>
public static class ServiceRounds
{
    /// <summary>
    /// One round. What it throws goes to <paramref name="failed"/>, and the caller goes on; only being stopped passes through.
    /// </summary>
    public static async Task TryAsync(Func<Task> round, Action<Exception> failed, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(failed);
        try
        {
            await round().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The host's border: a full disk or a lost database must not end the service; the next round tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failed(failure);
        }
    }

    /// <summary>
    /// Works off what waits, one after the other, until stopped; when there was nothing, or a round failed, it looks again after a pause.
    /// </summary>
    /// <param name="next">Does the next one; false if none waited.</param>
    /// <param name="pause">How long it waits before it looks again.</param>
    /// <param name="failed">Is told what a round throws.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task WorkOffAsync(Func<Task<bool>> next, TimeSpan pause, Action<Exception> failed, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(next);
        while (!stopping.IsCancellationRequested)
        {
            var worked = false;
            await TryAsync(async () => worked = await next().ConfigureAwait(false), failed, stopping).ConfigureAwait(false);
            if (!worked)
            {
                await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One round as above, where the one server of several does the round that leads in this work.</summary>
    public static Task TryLedAsync(this Database database, string leader, Func<CancellationToken, Task> round, Action<Exception> failed, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(round);
        return TryAsync(
            async () =>
            {
                if (await database.LeadsAsync(leader, stopping).ConfigureAwait(false))
                {
                    await round(stopping).ConfigureAwait(false);
                }
            },
            failed,
            stopping);
    }
}
