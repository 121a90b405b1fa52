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

    /// <summary>As above, where the one server of several does the round that leads in this work.</summary>
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
