using NodaTime;

namespace Daylight.Gate;

/// <summary>One question while it is being answered: resolved zones, sorted history, what scopes look at.</summary>
internal sealed class Inquiry
{
    private const int StartsKept = 8;

    private readonly (Instant At, LocalDate Date)[] today;
    private readonly (int Zone, LocalDate Date, Instant Start)[] starts = new (int, LocalDate, Instant)[StartsKept];
    private int kept;
    private (PolicyPack? Of, DayTypes? Days) days;

    public Inquiry(GateQuestion question, DateTimeZone[] zones)
    {
        Intent = question.Intent;
        State = question.State;
        History = ContactHistory.Of(question.History);
        Zones = zones;
        PointKind = Words.KindOf(Intent.Point);
        Voice = Channels.IsVoice(Intent.Channel);
        today = new (Instant, LocalDate)[zones.Length];
        Array.Fill(today, (Instant.MinValue, default));
    }

    public ContactIntent Intent { get; }

    public PersonState State { get; }

    public ContactHistory History { get; }

    public DateTimeZone[] Zones { get; }

    public PointKind PointKind { get; }

    public bool Voice { get; }

    /// <summary>Whether consents are being traced to the contacts they came from; that search does not go round in circles.</summary>
    public bool TracesConsent { get; init; }

    /// <summary>Consents that were found to come from a contact that broke the rules.</summary>
    public required Func<Inquiry, Fact, bool> IsTainted { get; init; }

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
        ref var known = ref today[zone];
        if (known.At != t) known = (t, Instants.Within(t).InZone(Zones[zone]).Date);
        return known.Date;
    }

    /// <summary>The first moment of a local date; rules ask for the same few dates.</summary>
    public Instant StartOf(int zone, LocalDate date)
    {
        for (var i = 0; i < Math.Min(kept, StartsKept); i++)
            if (starts[i].Zone == zone && starts[i].Date == date) return starts[i].Start;
        var start = Zones[zone].AtStartOfDay(date).ToInstant();
        starts[kept++ % StartsKept] = (zone, date, start);
        return start;
    }

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
