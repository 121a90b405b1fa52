using NodaTime;

namespace Daylight.Gate;

/// <summary>When a fact stands: from the moment it counts, in its hours of the day, until it ends, is taken back or runs out.</summary>
internal static class FactSpan
{
    /// <summary>Whether a fact stands at an instant in hours read the strict way round: wide for restrictions, narrow for permissions.</summary>
    public static Standing At(Inquiry q, Fact fact, Instant t, Instant? end, bool narrow)
    {
        end = Instants.Earlier(end, Instants.Earlier(fact.Until, fact.Withdrawn));
        if (end <= t || end <= fact.At) return new(false, null);
        var from = Instant.Max(t, fact.At);
        if (fact.From is null && fact.To is null)
            return from == t ? new(true, end) : new(false, fact.At);
        var window = new LocalWindow(fact.From ?? LocalTime.Midnight, fact.To ?? LocalTime.Midnight, IncludesTo: false, narrow);
        var hours = narrow ? InAll(q, window, from) : InAny(q, window, from);
        if (!hours.Stands) return new(false, hours.Turns < end || end is null ? hours.Turns : null);
        return from == t ? new(true, Instants.Earlier(hours.Turns, end)) : new(false, from);
    }

    /// <summary>Stands while any zone is inside; turns when the last of them leaves, or the first enters.</summary>
    private static Standing InAny(Inquiry q, LocalWindow window, Instant t)
    {
        Instant? leaves = null, enters = null;
        for (var z = 0; z < q.Zones.Length; z++)
        {
            var here = window.At(q, z, t, q.DateAt(z, t));
            if (here.Stands) leaves = leaves is null ? here.Turns : Instants.Later(leaves, here.Turns);
            else enters = Instants.Earlier(enters, here.Turns);
        }
        return leaves is null ? new(false, enters) : new(true, leaves);
    }

    /// <summary>Stands while all zones are inside; turns when the first leaves, or all have entered.</summary>
    private static Standing InAll(Inquiry q, LocalWindow window, Instant t)
    {
        var start = t;
        while (start - t < Instants.Horizon)
        {
            Instant? enters = null, leaves = null;
            for (var z = 0; z < q.Zones.Length; z++)
            {
                var here = window.At(q, z, start, q.DateAt(z, start));
                if (here.Stands) leaves = Instants.Earlier(leaves, here.Turns);
                else enters = enters is null ? here.Turns : Instants.Later(enters, here.Turns);
            }
            if (enters is null) return start == t ? new(true, leaves) : new(false, start);
            start = enters.Value;
        }
        return new(false, null);
    }
}
