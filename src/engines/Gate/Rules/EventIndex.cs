using NodaTime;

namespace Daylight.Gate;

/// <summary>Which events of a history somebody looks for. A filter is compiled once and compared by identity.</summary>
internal abstract class EventFilter
{
    /// <summary>What of the question the answer depends on: equal keys find equal events in one history.</summary>
    public abstract EventKey KeyOf(Inquiry q, string? subject);

    /// <summary>Whether an event is one of them. <paramref name="subject"/> is what the filter is asked about: a debt, a person.</summary>
    public abstract bool Takes(Inquiry q, ContactEvent e, string? subject);
}

/// <summary>The parts of a question that a filter looks at; parts it does not look at are left out.</summary>
internal readonly record struct EventKey(string? Subject)
{
    public string? Person { get; init; }

    public string? Collector { get; init; }

    public string? Agent { get; init; }

    public string? Point { get; init; }

    public Channel Channel { get; init; }

    public Purpose Purpose { get; init; }

    /// <summary>What is known of the debts, by identity: it decides which debts are one.</summary>
    public object? Debts { get; init; }
}

/// <summary>The instants of a history's events by filter, each list made when it is first asked for.</summary>
internal sealed class EventIndex(ContactEvent[] events)
{
    // Far more than the packs of one country ask for; beyond it the index begins anew rather than grow.
    private const int ListsMost = 256;

    private readonly Lock writing = new();
    private List[] lists = [];

    public Instant[] Of(EventFilter filter, Inquiry q, string? subject)
    {
        var key = filter.KeyOf(q, subject);
        foreach (var list in Volatile.Read(ref lists))
            if (ReferenceEquals(list.Filter, filter) && list.Key == key) return list.Times;
        return Add(new(filter, key, Find(filter, q, subject)));
    }

    private Instant[] Find(EventFilter filter, Inquiry q, string? subject)
    {
        var found = new List<Instant>();
        foreach (var e in events)
            if (filter.Takes(q, e, subject)) found.Add(e.At);
        return [.. found];
    }

    private Instant[] Add(List list)
    {
        lock (writing)
            lists = lists.Length < ListsMost ? [.. lists, list] : [list];
        return list.Times;
    }

    private sealed record List(EventFilter Filter, EventKey Key, Instant[] Times);
}

internal static class SortedInstants
{
    /// <summary>The position of the first instant at or after another.</summary>
    public static int FirstAtOrAfter(this ReadOnlySpan<Instant> times, Instant start)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (times[middle] < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The first instant after another; null when there is none.</summary>
    public static Instant? FirstAfter(this ReadOnlySpan<Instant> times, Instant after)
    {
        var first = times.FirstAtOrAfter(after + Duration.Epsilon);
        return first < times.Length ? times[first] : null;
    }

    /// <summary>The newest; null when there is none at or after another.</summary>
    public static Instant? LastSince(this ReadOnlySpan<Instant> times, Instant since) => times.Length > 0 && times[^1] >= since ? times[^1] : null;
}
