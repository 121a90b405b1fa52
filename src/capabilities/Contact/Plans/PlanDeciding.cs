using Daylight.Gate;
using Daylight.Identity;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Decides a case over a span: for each person, channel and contact point it asks the gate at the beginning and again exactly
/// where the answers say that they turn (<see cref="Decision.ValidUntil"/>, <see cref="Decision.Next"/>); nothing is sampled.
/// Pure but for the tally; many threads may decide at once.
/// </summary>
internal sealed class PlanDeciding(
    GatePolicy policy, CollectorReading collector, StaffSenders senders, PlanWish wish, DateTimeZone home, DateTimeOffset now, PlanTally tally, IReadOnlyList<KnowledgeGap> gaps)
{
    /// <summary>A span that turns more often is not permitted from there on.</summary>
    private const int TurnsMax = 256;

    private readonly Instant _now = Instant.FromDateTimeOffset(now);

    public IReadOnlyList<PlanRow> Decide(PlanCase one)
    {
        List<PlanRow> rows = [];
        GateHistory? history = null;
        foreach (var person in one.File.People.Where(person => wish.Roles.Contains(person.Role)))
        {
            history ??= GateDesk.HistoryOf(one.File, one.Events, now).With(gaps);
            Asking asking = new(one, person, GateDesk.StateOf(one.File, person, one.Facts, history, collector), history.Events, Span(person));
            foreach (var channel in wish.Channels)
            {
                rows.AddRange(Decide(asking, channel));
            }
        }

        return rows;
    }

    private IEnumerable<PlanRow> Decide(Asking asking, Channel channel)
    {
        var points = asking.Case.File.Points.Where(point => point.PersonId == asking.Person.Id && GateDesk.Reaches(channel, Words.KindOf(point.Name))).ToList();
        return points.Count == 0
            ? [Refused(asking, channel, null, PlanReasons.NoPoint)]
            : points.Select(point => asking.From >= asking.To ? Refused(asking, channel, point, PlanReasons.SpanOver) : Decide(asking, channel, point));
    }

    private PlanRow Decide(Asking asking, Channel channel, GatePoint point)
    {
        PlanTurns turns = new(asking.From, asking.To);
        var question = Question(asking, channel, point);
        for (var i = 0; i < TurnsMax && turns.Moment is { } moment; i++)
        {
            turns.Hear(policy.Decide(question with { Intent = question.Intent with { At = moment } }));
        }

        tally.Learn(turns.First);
        var shown = turns.FirstPermitted ?? turns.First;
        return Row(asking, channel, point) with
        {
            Zone = shown.Zone,
            Status = turns.Status,
            Windows = turns.Windows(),
            Rules = turns.InTheWay(),
            Obligations = turns.Obligations,
            Left = Left(shown),
            Next = turns.Status == PlanStatus.Refused && turns.First.Next is { } next ? PlanTurns.Ceiling(next) : null,
        };
    }

    private GateQuestion Question(Asking asking, Channel channel, GatePoint point) => new()
    {
        Intent = new ContactIntent
        {
            At = asking.From,
            Channel = channel,
            Person = asking.Person.Id,
            Debts = asking.Debts,
            Point = point.Name,
            By = asking.Case.File.InstitutionId,
            Agent = asking.Case.StaffId,
            Place = channel == Channel.Visit ? wish.Place : null,
            StaffCount = channel == Channel.Visit ? wish.StaffCount : null,
        },
        State = asking.State with { Sender = SenderReading.Of(senders.Of(asking.Case.StaffId), channel) },
        History = asking.History,
    };

    private PlanRow Refused(Asking asking, Channel channel, GatePoint? point, string reason) =>
        Row(asking, channel, point) with { Status = PlanStatus.Refused, Rules = [reason] };

    private static PlanRow Row(Asking asking, Channel channel, GatePoint? point) => new()
    {
        CaseId = asking.Case.File.CaseId,
        PersonId = asking.Person.Id,
        Role = Words.Of(asking.Person.Role),
        Zone = asking.Person.Zones.Count > 0 ? asking.Person.Zones[0] : null,
        Channel = Words.Of(channel),
        PointId = point?.Id,
        Point = point?.Name,
        Status = PlanStatus.Refused,
    };

    /// <summary>Several counters of one cap (one for each debt): the fewest left are what counts.</summary>
    private static List<PlanLeft> Left(Decision decision)
    {
        List<PlanLeft> left = new(decision.Counters.Count);
        foreach (var counter in decision.Counters)
        {
            PlanLeft here = new(counter.Rule, Math.Max(0, counter.Limit - counter.Before), counter.Limit);
            var known = left.FindIndex(one => one.Rule == counter.Rule);
            if (known < 0)
            {
                left.Add(here);
            }
            else if (here.Left < left[known].Left)
            {
                left[known] = here;
            }
        }

        return left;
    }

    /// <summary>A person whose zone is not known is asked about in the institution's; the gate refuses then.</summary>
    private (Instant From, Instant To) Span(GatePerson person)
    {
        var zone = (person.Zones.Count > 0 ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.Zones[0]) : null) ?? home;
        var (from, to) = wish.Span.In(zone);
        return (Instant.Max(from, _now), to);
    }

    private sealed class Asking(PlanCase one, GatePerson person, PersonState state, ContactHistory history, (Instant From, Instant To) span)
    {
        public PlanCase Case => one;

        public GatePerson Person => person;

        public PersonState State => state;

        public ContactHistory History => history;

        public Instant From => span.From;

        public Instant To => span.To;

        public IReadOnlyList<string> Debts { get; } = [.. one.File.Debts.Select(debt => debt.Id)];
    }
}

/// <summary>Reasons that are the plan's own and not a rule's.</summary>
internal static class PlanReasons
{
    public const string NoPoint = "plan.no-contact-point", SpanOver = "plan.span-over";
}
