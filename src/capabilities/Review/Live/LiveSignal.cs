using System.Threading.Channels;

namespace Daylight.Review;

/// <summary>Says which institutions' walls have changed; saying it twice is saying it once.</summary>
internal sealed class LiveSignal
{
    private const int InstitutionsMax = 10_000;

    private readonly Channel<string> _changed = Channel.CreateBounded<string>(
        new BoundedChannelOptions(InstitutionsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<string> Reader => _changed.Reader;

    public void Changed(string institutionId) => _changed.Writer.TryWrite(institutionId);
}
