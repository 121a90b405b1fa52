using NodaTime;

namespace Daylight.Gate;

/// <summary>Whether facts stand while which a rule applies; read widely, as a restriction is.</summary>
internal sealed class FactCondition(RuleCondition condition)
{
    private readonly ulong kinds = ScopeTest.Bits(condition.Facts);

    public Standing At(Inquiry q, Instant t)
    {
        if ((q.FactKinds & kinds) == 0) return new(false, null);
        Instant? starts = null, ends = null;
        var stands = false;
        var facts = q.State.Facts;
        for (var i = 0; i < facts.Count; i++)
        {
            if (!Hears(q, facts[i])) continue;
            var here = FactSpan.At(q, facts[i], t, end: null, narrow: false);
            if (!here.Stands) starts = Instants.Earlier(starts, here.Turns);
            else (stands, ends) = (true, stands ? Instants.Later(ends, here.Turns) : here.Turns);
        }
        return stands ? new(true, ends) : new(false, starts);
    }

    private bool Hears(Inquiry q, Fact fact) =>
        (kinds >> (int)fact.Kind & 1) != 0
        && (fact.Person == q.Intent.Person || condition.Reach == FactReach.Case && q.State.Debtors.Contains(fact.Person))
        && (fact.Channel is not { } channel || q.SameChannel(channel))
        && (fact.Purpose is not { } purpose || purpose == q.Intent.Purpose)
        && RestrictionJudge.Concerns(q, fact);
}
