using System.Threading.Channels;

namespace Daylight.Review;

/// <summary>A change of a wall.</summary>
/// <param name="InstitutionId">Whose.</param>
/// <param name="HasAlert">True for one that somebody must see now.</param>
internal readonly record struct LiveChange(string InstitutionId, bool HasAlert);

/// <summary>Says which institutions' walls have changed; saying it twice is saying it once.</summary>
internal sealed class LiveSignal
{
    private const int InstitutionsMax = 10_000;

    private readonly Channel<LiveChange> _changed = Channel.CreateBounded<LiveChange>(
        new BoundedChannelOptions(InstitutionsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<LiveChange> Reader => _changed.Reader;

    /// <summary>Says so.</summary>
    /// <param name="change">Whose wall, and whether somebody must see it now.</param>
    public void Changed(LiveChange change) => _changed.Writer.TryWrite(change);
}
