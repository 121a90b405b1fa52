namespace Daylight.Evidence;

/// <summary>Wakes the sequencer after a commit.</summary>
internal sealed class SequencerSignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    public void Set()
    {
        try
        {
            _semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set: the sequencer will see this entry too.
        }
    }

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation) => _semaphore.WaitAsync(longest, cancellation);

    public void Dispose() => _semaphore.Dispose();
}
