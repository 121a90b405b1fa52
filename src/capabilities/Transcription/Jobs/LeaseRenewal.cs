using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Transcription;

/// <summary>While a recording is heard: notes every few seconds how far it is and that somebody is alive.</summary>
internal sealed class LeaseRenewal(Database database, HumanClock clock, string id, TimeSpan every) : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private double _share;

    public void Report(double value) => Volatile.Write(ref _share, value);

    public async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(every, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stopping.IsCancellationRequested)
            {
                var share = Volatile.Read(ref _share);

                // A failing database is told by the writing of the result; a lost lease costs a second hearing, no more.
                await ServiceRounds.TryAsync(
                    () => database.WriteAsync(
                        session => TranscriptionStore.Progress(session, id, share, UtcMicros.From(clock.UtcNow + TranscribeRecordings.Lease)), CancellationToken.None),
                    _ => { },
                    CancellationToken.None);
            }
        }
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
