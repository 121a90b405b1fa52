using NodaTime;

namespace Daylight.Gate;

/// <summary>One question while it is being answered: resolved zones, sorted history, what scopes look at.</summary>
internal sealed class Inquiry
{
    private readonly Taint taint;
    private readonly Instant? before;
    private readonly Instant[] asked;
    private readonly LocalDate[] today;
    private readonly bool indexed;
    private List<(Fact Consent, bool IsTainted)>? traced;
    private (PolicyPack? Of, DayTypes? Days) days;

    public Inquiry(GateQuestion question, DateTimeZone[] zones, Taint taint)
        : this(question.Intent, question.State, ContactHistory.Of(question.History), zones, taint, before: null) => indexed = History.WasAsked();

    private Inquiry(ContactIntent intent, PersonState state, ContactHistory history, DateTimeZone[] zones, Taint taint, Instant? before)
    {
        (Intent, State, History, Zones, this.taint, this.before) = (intent, state, history, zones, taint, before);
        PointKind = Words.KindOf(intent.Point);
        Voice = Channels.IsVoice(intent.Channel);
        asked = new Instant[zones.Length];
        Array.Fill(asked, Instant.MinValue);
        today = new LocalDate[zones.Length];
        foreach (var fact in state.Facts) FactKinds |= 1UL << (int)fact.Kind;
    }

    public ContactIntent Intent { get; }

    public PersonState State { get; }

    public ContactHistory History { get; }

    public DateTimeZone[] Zones { get; }

    public PointKind PointKind { get; }

    public bool Voice { get; }

    /// <summary>The kinds of the facts, as bits: most rules are about facts that nobody has stated.</summary>
    public ulong FactKinds { get; }

    /// <summary>The channel of the intent, where all voice is one.</summary>
    public Channel Medium => Voice ? Channel.Call : Intent.Channel;

    /// <summary>The same people as they were just before an instant: what was known, and what had happened.</summary>
    public Inquiry AsOf(Instant at, ContactIntent intent) =>
        new(intent, State with { Facts = [.. State.Facts.Where(f => f.At < at)] }, History, Zones, taint, before: at);

    /// <summary>Whether a consent came from a contact that broke the rules. Consents of the past are not traced further: the search does not go round in circles.</summary>
    public bool IsTainted(Fact consent)
    {
        if (before is not null) return false;
        foreach (var known in traced ??= [])
            if (ReferenceEquals(known.Consent, consent)) return known.IsTainted;
        var tainted = taint.Of(this, consent);
        traced.Add((consent, tainted));
        return tainted;
    }

    /// <summary>Whether so many events are better counted one by one than looked up in the index.</summary>
    public bool CountsOneByOne(int events) => events <= History.Few || !indexed;

    /// <summary>Events from an instant on.</summary>
    public ReadOnlySpan<ContactEvent> EventsFrom(Instant start)
    {
        var (first, end) = (History.FirstAtOrAfter(start), before is { } at ? History.FirstAtOrAfter(at) : History.Count);
        return first < end ? History.All[first..end] : [];
    }

    /// <summary>The instants, in order, of all events a filter takes.</summary>
    public ReadOnlySpan<Instant> Times(EventFilter filter, string? subject = null)
    {
        if (History.Count == 0) return [];
        ReadOnlySpan<Instant> times = History.Index.Of(filter, this, subject);
        return before is { } at ? times[..times.FirstAtOrAfter(at)] : times;
    }

    /// <summary>A pack's day types with the holidays of the question.</summary>
    public DayTypes DaysOf(PolicyPack pack)
    {
        if (State.Holidays.Count == 0) return pack.Days;
        if (!ReferenceEquals(days.Of, pack)) days = (pack, pack.Days.With(State.Holidays));
        return days.Days ?? pack.Days;
    }

    /// <summary>The local date at an instant; the last answer per zone is kept, because rules ask for the same instant.</summary>
    public LocalDate DateAt(int zone, Instant t)
    {
        if (asked[zone] != t) (asked[zone], today[zone]) = (t, Instants.Within(t).InZone(Zones[zone]).Date);
        return today[zone];
    }

    /// <summary>A local day of one of the zones.</summary>
    public ZoneDay Day(int zone, LocalDate date) => ZoneDays.Of(Zones[zone], date);

    /// <summary>The first moment of a local date.</summary>
    public Instant StartOf(int zone, LocalDate date) => Day(zone, date).Start;

    /// <summary>The start of the local day so many days after that of an instant, in the zone where it comes last.</summary>
    public Instant StartOfDayAfter(Instant t, int days)
    {
        var latest = Instant.MinValue;
        for (var z = 0; z < Zones.Length; z++)
        {
            var date = Instants.Within(t).InZone(Zones[z]).Date;
            latest = Instant.Max(latest, StartOf(z, date.PlusDays(days)));
        }
        return latest;
    }

    /// <summary>The same, in the zone where it comes first.</summary>
    public Instant FirstStartOfDayAfter(Instant t, int days)
    {
        var first = Instant.MaxValue;
        for (var z = 0; z < Zones.Length; z++)
        {
            var date = Instants.Within(t).InZone(Zones[z]).Date;
            first = Instant.Min(first, StartOf(z, date.PlusDays(days)));
        }
        return first;
    }

    /// <summary>Whether an event went through the channel of this intent; all voice is one channel here.</summary>
    public bool SameChannel(Channel channel) => channel == Intent.Channel || Voice && Channels.IsVoice(channel);
}

internal static class Channels
{
    public static bool IsVoice(Channel channel) => channel is Channel.Call or Channel.AiCall or Channel.Prerecorded;

    public static bool IsTalk(Outcome? outcome) => outcome is null or Outcome.Conversation or Outcome.EffectiveTalk;
}
