using System.Collections;
using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// Events sorted by time, oldest first. Build it once to ask many questions over the same history: what rules look up in it
/// is indexed the first time it is asked for, so that later questions cost the same however long it is. Safe for many threads.
/// </summary>
public sealed class ContactHistory : IReadOnlyList<ContactEvent>
{
    // A window of so few events is counted faster than it is indexed.
    private const int FewEvents = 48;

    private readonly ContactEvent[] events;
    private bool asked;

    private ContactHistory(ContactEvent[] events, int few)
    {
        this.events = events;
        Few = few;
        Index = new(events);
    }

    /// <summary>Sorts the events by time, keeping the order of equals.</summary>
    public static ContactHistory Of(IReadOnlyList<ContactEvent> events) => events as ContactHistory ?? Of(events, FewEvents);

    /// <inheritdoc/>
    public int Count => events.Length;

    /// <inheritdoc/>
    public ContactEvent this[int index] => events[index];

    /// <summary>The position of the first event at or after an instant; <see cref="Count"/> when there is none.</summary>
    public int FirstAtOrAfter(Instant start)
    {
        var (low, high) = (0, events.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (events[middle].At < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <inheritdoc/>
    public IEnumerator<ContactEvent> GetEnumerator() => ((IEnumerable<ContactEvent>)events).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => events.GetEnumerator();

    /// <summary>Whether a question was asked before: the first one counts what it needs, because an index may never be used again.</summary>
    internal bool WasAsked()
    {
        if (Volatile.Read(ref asked)) return true;
        Volatile.Write(ref asked, true);
        return false;
    }

    /// <summary>Up to how many events of a window are counted one by one.</summary>
    internal int Few { get; }

    internal EventIndex Index { get; }

    internal ReadOnlySpan<ContactEvent> All => events;

    internal static ContactHistory Of(IReadOnlyList<ContactEvent> events, int few)
    {
        for (var i = 1; i < events.Count; i++)
            if (events[i].At < events[i - 1].At)
                return new([.. events.OrderBy(e => e.At)], few);
        return new([.. events], few);
    }
}
