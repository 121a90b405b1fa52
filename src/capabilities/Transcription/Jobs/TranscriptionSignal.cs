namespace Daylight.Transcription;

/// <summary>Wakes the workers when a recording has been noted.</summary>
internal sealed class TranscriptionSignal
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody is about to look already.
        }
    }

    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _set.WaitAsync(longest, cancellation);
}
