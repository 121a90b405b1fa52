using NodaTime;

namespace Daylight.Gate;

/// <summary>Third parties only once every debtor is shown to be out of reach, and only until one of them is reached again.</summary>
internal sealed class LadderJudge(LadderRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    private readonly ulong failures = ScopeTest.Bits(rule.Failures);

    public override Say Raw(Inquiry q, Instant t)
    {
        var debtors = q.State.Debtors;
        if (debtors.Count == 0) return Say.Refuse(null);
        var (refuses, next, turns) = (false, (Instant?)t, (Instant?)null);
        foreach (var debtor in debtors)
        {
            var open = Open(q, debtor, t);
            if (open.Stands) turns = Instants.Earlier(turns, open.Turns);
            else (refuses, next) = (true, Instants.Later(next, open.Turns));
        }
        return refuses ? Say.Refuse(next) : Say.Pass(turns);
    }

    private Standing Open(Inquiry q, string debtor, Instant t)
    {
        var (reached, failed) = Dials(q, debtor);
        var opens = Instants.Earlier(AfterDials(q, failed), AfterDays(q, failed));
        if (opens <= t) return new(true, null);
        foreach (var fact in q.State.Facts)
        {
            if (fact.Person != debtor || !rule.Facts.Contains(fact.Kind)) continue;
            if (fact.Kind is not (FactKind.Deceased or FactKind.Incapacitated) && fact.At < reached) continue;
            var here = FactSpan.At(q, fact, t, end: null, narrow: true);
            if (here.Stands) return here;
            opens = Instants.Earlier(opens, here.Turns);
        }
        return new(false, opens);
    }

    /// <summary>When the debtor was last reached, and the failed dials since, oldest first.</summary>
    private (Instant Reached, List<Instant> Failed) Dials(Inquiry q, string debtor)
    {
        var failed = new List<Instant>();
        var events = q.History.All;
        for (var i = events.Length - 1; i >= 0; i--)
        {
            var e = events[i];
            if (e.Person != debtor) continue;
            if (IsReached(e)) return (e.At, Reversed(failed));
            if (Channels.IsVoice(e.Channel) && e.Outcome is { } outcome && (failures >> (int)outcome & 1) != 0) failed.Add(e.At);
        }
        return (Instant.MinValue, Reversed(failed));
    }

    private static bool IsReached(ContactEvent e) =>
        e.Direction == Direction.Inbound
        || e.Outcome is Outcome.Conversation or Outcome.EffectiveTalk or Outcome.Replied or Outcome.Refused or Outcome.Dropped;

    private Instant? AfterDials(Inquiry q, List<Instant> failed) =>
        failed.Count >= rule.Dials ? q.StartOfDayAfter(failed[rule.Dials - 1], 1) : null;

    private Instant? AfterDays(Inquiry q, List<Instant> failed)
    {
        var (run, last) = (0, default(LocalDate));
        foreach (var at in failed)
        {
            var date = Instants.Within(at).InZone(q.Zones[0]).Date;
            if (run > 0 && date == last) continue;
            run = run > 0 && date == last.PlusDays(1) ? run + 1 : 1;
            last = date;
            if (run >= rule.Days) return at;
        }
        return null;
    }

    private static List<Instant> Reversed(List<Instant> instants)
    {
        instants.Reverse();
        return instants;
    }
}
