using System.Collections;
using NodaTime;

namespace Daylight.Gate;

/// <summary>Events sorted by time, oldest first. Build it once to ask many questions over the same history.</summary>
public sealed class ContactHistory : IReadOnlyList<ContactEvent>
{
    private readonly ContactEvent[] events;

    private ContactHistory(ContactEvent[] events) => this.events = events;

    /// <summary>Sorts the events by time, keeping the order of equals.</summary>
    public static ContactHistory Of(IReadOnlyList<ContactEvent> events)
    {
        if (events is ContactHistory history) return history;
        for (var i = 1; i < events.Count; i++)
            if (events[i].At < events[i - 1].At)
                return new ContactHistory([.. events.OrderBy(e => e.At)]);
        return new ContactHistory([.. events]);
    }

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

    internal ReadOnlySpan<ContactEvent> From(Instant start) => events.AsSpan(FirstAtOrAfter(start));

    internal ReadOnlySpan<ContactEvent> All => events;
}
