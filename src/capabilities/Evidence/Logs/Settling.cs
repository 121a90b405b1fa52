using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Moves the mark below which no entry can wait for its number any more, so that a round looks at the newest entries only. On
/// PostgreSQL places are taken before the commit: an entry with a lower place may still come while a higher one is there. So
/// the mark moves up to what was seen once everybody who was writing then has ended; whoever began later has a higher place.
/// </summary>
internal sealed class Settling
{
    private long _seen;
    private List<string> _writing = [];

    /// <summary>Once a round, in a transaction.</summary>
    public void Advance(Session session)
    {
        if (_writing.Count > 0 && NumberStore.Writing(session).Exists(_writing.Contains))
        {
            return;
        }

        NumberStore.Settle(session, _seen);

        // In this order: who took a place up to the newest has ended before, or is still seen writing after it.
        _seen = NumberStore.Newest(session);
        _writing = NumberStore.Writing(session);
    }
}
