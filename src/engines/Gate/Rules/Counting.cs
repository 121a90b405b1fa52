using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// Counts events over a window. History stands still, so the count only falls with time: a limit is met until the
/// so-manieth newest counted event has left the window. What is not known counts where a rule limits; a <paramref name="narrow"/>
/// count, for a rule that demands, leaves it out and takes the shorter window where the zone is uncertain.
/// </summary>
internal sealed class Counting(EventCount count, bool narrow = false) : EventFilter
{
    private readonly ulong channels = ScopeTest.Bits(count.Channels);
    private readonly ulong outcomes = ScopeTest.Bits(count.Outcomes);
    private readonly ulong purposes = ScopeTest.Bits(count.Purposes);
    private readonly ulong places = ScopeTest.Bits(count.Places);
    private readonly bool byUnit = (count.Key & (CounterKey.Debt | CounterKey.Account)) != 0;
    private readonly bool byAccount = (count.Key & CounterKey.Account) != 0;
    private readonly ulong excludingFacts = ScopeTest.Bits(count.Excluding.Select(e => e.Fact).OfType<FactKind>().ToHashSet());
    private readonly bool excludesWithoutFacts = count.Excluding.Any(e => e.Kind != ExceptionKind.Fact);

    public EventCount Rule => count;

    /// <summary>The units a contact counts to: each debt or account spoken of, or one null for everything.</summary>
    public Units UnitsOf(Inquiry q) => byUnit ? Units.Of(q, byAccount) : Units.Whole;

    /// <summary>Whether it is known which units a contact counts to.</summary>
    public bool KnowsUnits(Inquiry q) => !byUnit || q.Intent.Debts.Count > 0;

    /// <summary>How many events count at an instant, and the instant of the <paramref name="nth"/> newest of them.</summary>
    public (int Count, Instant? Nth) At(Inquiry q, Instant t, string? unit, int nth)
    {
        if (q.History.Count == 0) return (0, null);
        var start = WindowStart(q, t);
        var events = q.EventsFrom(start);
        if (q.CountsOneByOne(events.Length)) return CountOneByOne(q, events, unit, nth);
        var times = q.Times(this, unit);
        times = times[times.FirstAtOrAfter(start)..];
        if (Excludes(q)) return CountStretches(q, times, unit, nth);
        return (times.Length, nth <= times.Length ? times[^nth] : null);
    }

    /// <summary>The instants that count at an instant, oldest first.</summary>
    public ReadOnlySpan<Instant> InWindow(Inquiry q, Instant t, string? unit)
    {
        var start = WindowStart(q, t);
        var events = q.EventsFrom(start);
        if (!q.CountsOneByOne(events.Length) && !Excludes(q))
        {
            var times = q.Times(this, unit);
            return times[times.FirstAtOrAfter(start)..];
        }
        var counted = new List<Instant>();
        foreach (var e in events)
            if (Counts(q, e, unit)) counted.Add(e.At);
        return counted.ToArray();
    }

    /// <summary>Whether a contact as intended would count.</summary>
    public bool CountsIntent(Inquiry q, Instant t, string? unit) =>
        (channels >> (int)q.Intent.Channel & 1) != 0
        && (purposes >> (int)q.Intent.Purpose & 1) != 0
        && count.Direction != Direction.Inbound
        && !IsExcluded(q, t, unit);

    public override EventKey KeyOf(Inquiry q, string? subject)
    {
        var (key, intent) = (count.Key, q.Intent);
        return new(subject)
        {
            Person = (key & CounterKey.Person) != 0 ? intent.Person : null,
            Collector = (key & CounterKey.Collector) != 0 ? intent.By : null,
            Agent = (key & CounterKey.Agent) != 0 ? intent.Agent : null,
            Point = (key & CounterKey.Point) != 0 ? intent.Point : null,
            Channel = (key & CounterKey.Channel) != 0 ? intent.Channel : default,
            Purpose = (key & CounterKey.Purpose) != 0 ? intent.Purpose : default,
            Debts = subject is not null && q.State.Debts.Count > 0 ? q.State.Debts : null,
        };
    }

    /// <summary>Whether an event counts, leaving aside what is excluded.</summary>
    public override bool Takes(Inquiry q, ContactEvent e, string? subject) => Judge(q, e, subject) == TallyReason.Counts;

    /// <summary>What becomes of each event at an instant, for the unit that has most.</summary>
    public CountTally Tally(Inquiry q, Instant t)
    {
        var (start, units, most) = (WindowStart(q, t), UnitsOf(q), new CountTally(-1, []));
        for (var u = 0; u < units.Count; u++)
        {
            var unit = units[u];
            List<TalliedEvent> events = [.. q.History.Select(e => new TalliedEvent(e, Reason(q, e, unit, start)))];
            var counted = events.Count(one => one.Reason == TallyReason.Counts);
            if (counted > most.Count) most = new(counted, events);
        }
        return most;
    }

    private TallyReason Reason(Inquiry q, ContactEvent e, string? unit, Instant start)
    {
        if (e.At < start) return TallyReason.BeforeWindow;
        var reason = Judge(q, e, unit);
        return reason == TallyReason.Counts && IsExcluded(q, e.At, unit) ? TallyReason.Excepted : reason;
    }

    /// <summary>The first thing for which an event does not count, leaving aside the window and what is excluded.</summary>
    private TallyReason Judge(Inquiry q, ContactEvent e, string? subject)
    {
        if ((channels >> (int)e.Channel & 1) == 0) return TallyReason.OtherChannel;
        if ((purposes >> (int)e.Purpose & 1) == 0) return TallyReason.OtherPurpose;
        if (e.Outcome is { } outcome ? (outcomes >> (int)outcome & 1) == 0 : narrow && count.Outcomes is not null) return TallyReason.OtherOutcome;
        if (e.Place is { } place ? (places >> (int)place & 1) == 0 : count.Places is not null && (narrow || e.Channel != Channel.Visit)) return TallyReason.OtherPlace;
        if (count.Direction is { } direction && e.Direction != direction) return TallyReason.OtherDirection;
        var (key, intent) = (count.Key, q.Intent);
        if ((key & CounterKey.Person) != 0 && e.Person != intent.Person) return TallyReason.OtherPerson;
        if ((key & CounterKey.Collector) != 0 && Differs(e.By, intent.By)) return TallyReason.OtherSender;
        if ((key & CounterKey.Agent) != 0 && Differs(e.Agent, intent.Agent)) return TallyReason.OtherSender;
        if ((key & CounterKey.Point) != 0 && Differs(e.Point, intent.Point)) return TallyReason.OtherPoint;
        if ((key & CounterKey.Channel) != 0 && e.Channel != intent.Channel) return TallyReason.OtherChannel;
        if ((key & CounterKey.Purpose) != 0 && e.Purpose != intent.Purpose) return TallyReason.OtherPurpose;
        return subject is null || Units.Touches(q, e, subject, byAccount, emptyTouches: !narrow) ? TallyReason.Counts : TallyReason.OtherDebt;
    }

    private bool Counts(Inquiry q, ContactEvent e, string? unit) => Takes(q, e, unit) && !IsExcluded(q, e.At, unit);

    private bool Excludes(Inquiry q) => excludesWithoutFacts || (q.FactKinds & excludingFacts) != 0;

    private bool IsExcluded(Inquiry q, Instant at, string? unit) => Excludes(q) && Exclusion(q, at, unit).Stands;

    private Standing Exclusion(Inquiry q, Instant at, string? unit) => Lift.At(q, count.Excluding, at, Instant.MinValue, Units.DebtOf(q, unit));

    private (int Count, Instant? Nth) CountOneByOne(Inquiry q, ReadOnlySpan<ContactEvent> events, string? unit, int nth)
    {
        var (counted, found) = (0, (Instant?)null);
        for (var i = events.Length - 1; i >= 0; i--)
        {
            if (!Counts(q, events[i], unit)) continue;
            if (++counted == nth) found = events[i].At;
        }
        return (counted, found);
    }

    /// <summary>An exception stands for stretches of time: each is asked about once, and what lies in it is left out together.</summary>
    private (int Count, Instant? Nth) CountStretches(Inquiry q, ReadOnlySpan<Instant> times, string? unit, int nth)
    {
        var (counted, stretches) = (0, new List<(int First, int End)>());
        for (var first = 0; first < times.Length;)
        {
            var exclusion = Exclusion(q, times[first], unit);
            var end = exclusion.Turns is { } turns ? Math.Max(first + 1, times.FirstAtOrAfter(turns)) : times.Length;
            if (!exclusion.Stands)
            {
                stretches.Add((first, end));
                counted += end - first;
            }
            first = end;
        }
        if (nth > counted) return (counted, null);
        for (var (s, left) = (stretches.Count - 1, nth); ; s--)
        {
            var (first, end) = stretches[s];
            if (left <= end - first) return (counted, times[end - left]);
            left -= end - first;
        }
    }

    /// <summary>When an event has left the window, in the zone where it comes last (first, for a narrow count); null is never.</summary>
    public Instant? Leaves(Inquiry q, Instant at) => Leaving(q, Instants.Within(at));

    private Instant? Leaving(Inquiry q, Instant e) => count.Window.Unit switch
    {
        WindowUnit.Minutes => e + Duration.FromMinutes(count.Window.Length) + Duration.Epsilon,
        WindowUnit.Hours => e + Duration.FromHours(count.Window.Length),
        WindowUnit.LocalDays => DayAfter(q, e, count.Window.Length),
        WindowUnit.CalendarDay => DayAfter(q, e, 1),
        WindowUnit.CalendarWeek or WindowUnit.CalendarMonth => StartOfNextPeriod(q, e),
        WindowUnit.Ever => null,
        _ => throw new InvalidOperationException($"window unit {count.Window.Unit}"),
    };

    private Instant WindowStart(Inquiry q, Instant t)
    {
        switch (count.Window.Unit)
        {
            // "Within five minutes" includes the fifth; "24 hours later" does not count the hour that has passed.
            case WindowUnit.Minutes: return t - Duration.FromMinutes(count.Window.Length);
            case WindowUnit.Hours: return t - Duration.FromHours(count.Window.Length) + Duration.Epsilon;
            case WindowUnit.Ever: return Instant.MinValue;
        }
        var start = narrow ? Instant.MinValue : Instant.MaxValue;
        for (var z = 0; z < q.Zones.Length; z++)
        {
            var here = q.StartOf(z, FirstDay(q.DateAt(z, t)));
            start = narrow ? Instant.Max(start, here) : Instant.Min(start, here);
        }
        return start;
    }

    private LocalDate FirstDay(LocalDate today) => count.Window.Unit switch
    {
        WindowUnit.LocalDays => today.PlusDays(1 - count.Window.Length),
        WindowUnit.CalendarWeek => today.PlusDays(-(((int)today.DayOfWeek - (int)count.WeekStarts + 7) % 7)),
        WindowUnit.CalendarMonth => new LocalDate(today.Year, today.Month, 1),
        _ => today,
    };

    private Instant StartOfNextPeriod(Inquiry q, Instant e)
    {
        var found = narrow ? Instant.MaxValue : Instant.MinValue;
        for (var z = 0; z < q.Zones.Length; z++)
        {
            var first = FirstDay(Instants.Within(e).InZone(q.Zones[z]).Date);
            var next = q.StartOf(z, count.Window.Unit == WindowUnit.CalendarWeek ? first.PlusDays(7) : first.PlusMonths(1));
            found = narrow ? Instant.Min(found, next) : Instant.Max(found, next);
        }
        return found;
    }

    private Instant DayAfter(Inquiry q, Instant e, int days) => narrow ? q.FirstStartOfDayAfter(e, days) : q.StartOfDayAfter(e, days);

    /// <summary>What is not known counts as the same where a rule limits, and as different where it demands.</summary>
    private bool Differs(string? a, string? b) => a is null || b is null ? narrow : a != b;
}
