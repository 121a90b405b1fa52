using NodaTime;

namespace Daylight.Gate;

/// <summary>Third parties only once every debtor is shown to be out of reach, and only until one of them is reached again.</summary>
internal sealed class LadderJudge(LadderRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    private readonly EventFilter failedCalls = EventFilters.Calls(ScopeTest.Bits(rule.Failures));

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
        var reached = q.Times(EventFilters.Reached, debtor).LastSince(Instant.MinValue) ?? Instant.MinValue;
        var calls = q.Times(failedCalls, debtor);
        var failed = calls[calls.FirstAtOrAfter(reached == Instant.MinValue ? reached : reached + Duration.Epsilon)..];
        var opens = AfterDials(q, failed);
        if (!(opens <= t)) opens = Instants.Earlier(opens, AfterDays(q, failed));
        if (opens <= t) return new(true, null);
        var (stands, ends) = (false, (Instant?)null);
        foreach (var fact in q.State.Facts)
        {
            if (fact.Person != debtor || !rule.Facts.Contains(fact.Kind)) continue;
            // Being reached disproves that somebody cannot be, but neither death nor incapacity.
            if (fact.Kind is not (FactKind.Deceased or FactKind.Incapacitated) && fact.At < reached) continue;
            var here = FactSpan.At(q, fact, t, end: null, narrow: true);
            if (here.Stands) (stands, ends) = (true, stands ? Instants.Later(ends, here.Turns) : here.Turns);
            else opens = Instants.Earlier(opens, here.Turns);
        }
        return stands ? new(true, ends) : new(false, opens);
    }

    private Instant? AfterDials(Inquiry q, ReadOnlySpan<Instant> failed) =>
        failed.Length >= rule.Dials ? q.StartOfDayAfter(failed[rule.Dials - 1], 1) : null;

    private Instant? AfterDays(Inquiry q, ReadOnlySpan<Instant> failed)
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
}
