using NodaTime;

namespace Daylight.Gate;

/// <summary>Refuses while a fact stands. One reply or confirmation is measured from the fact, so those exceptions are asked here.</summary>
internal sealed class RestrictionJudge : RuleJudge
{
    private readonly RestrictionRule rule;
    private readonly ulong kinds;
    private readonly RuleException[] replies;
    private readonly EventFilter? restrictingOutcomes;

    public RestrictionJudge(RestrictionRule rule, PolicyPack pack)
        : base(rule with { Unless = [.. rule.Unless.Where(e => !IsReply(e))] }, pack)
    {
        this.rule = rule;
        kinds = ScopeTest.Bits(rule.Facts);
        replies = [.. rule.Unless.Where(IsReply)];
        if (rule.Outcomes.Count > 0) restrictingOutcomes = EventFilters.Outcomes(ScopeTest.Bits(rule.Outcomes));
    }

    public override Say Raw(Inquiry q, Instant t)
    {
        if (restrictingOutcomes is not null && q.Times(restrictingOutcomes).Length > 0) return Say.Refuse(null);
        if ((q.FactKinds & kinds) == 0) return Say.Pass();
        var (refuses, next, starts) = (false, (Instant?)t, (Instant?)null);
        var facts = q.State.Facts;
        for (var i = 0; i < facts.Count; i++)
        {
            if (!Hears(q, facts[i])) continue;
            var here = Stands(q, facts[i], t);
            if (here.Stands) (refuses, next) = (true, Instants.Later(next, here.Turns));
            else starts = Instants.Earlier(starts, here.Turns);
        }
        if (!refuses) return Say.Pass(starts);
        return Say.Refuse(next is { } end ? FirstFree(q, end, t) : null);
    }

    public override string? Because(Inquiry q)
    {
        foreach (var fact in q.State.Facts)
            if (Hears(q, fact) && Stands(q, fact, q.Intent.At).Stands)
                return fact.Scope is null ? Words.Of(fact.Kind) : $"{Words.Of(fact.Kind)}: {fact.Scope}";
        return null;
    }

    /// <summary>The first instant from <paramref name="end"/> on at which none of the facts stands.</summary>
    private Instant? FirstFree(Inquiry q, Instant end, Instant asked)
    {
        var facts = q.State.Facts;
        while (end - asked < Instants.Horizon)
        {
            Instant? next = end;
            for (var i = 0; i < facts.Count; i++)
                if (Hears(q, facts[i]) && Stands(q, facts[i], end) is { Stands: true } here)
                    next = Instants.Later(next, here.Turns);
            if (next is null) return null;
            if (next == end) return end;
            end = next.Value;
        }
        return null;
    }

    private Standing Stands(Inquiry q, Fact fact, Instant t)
    {
        var end = rule.Days is { } days ? q.StartOfDayAfter(fact.At, days + 1) : (Instant?)null;
        var here = FactSpan.At(q, fact, t, end, narrow: false);
        if (!here.Stands || replies.Length == 0) return here;
        return Lift.At(q, replies, t, Began(q, fact, t)).Stands ? new(false, null) : here;
    }

    /// <summary>When the present spell of the restriction began: the fact itself, or its hours today.</summary>
    private static Instant Began(Inquiry q, Fact fact, Instant t)
    {
        if (fact.From is null && fact.To is null) return fact.At;
        var window = new LocalWindow(fact.From ?? LocalTime.Midnight, fact.To ?? LocalTime.Midnight, IncludesTo: false, Narrow: false);
        var latest = fact.At;
        for (var z = 0; z < q.Zones.Length; z++)
            for (var day = -1; day <= 0; day++)
            {
                var (start, end) = window.On(q, z, q.DateAt(z, t).PlusDays(day));
                if (start <= t && t < end) latest = Instant.Max(latest, start);
            }
        return latest;
    }

    private bool Hears(Inquiry q, Fact fact)
    {
        if ((kinds >> (int)fact.Kind & 1) == 0) return false;
        if (fact.Person != q.Intent.Person && !(rule.Reach == FactReach.Case && q.State.Debtors.Contains(fact.Person))) return false;
        if (rule.Forms is { } forms && fact.Form is { } form && !forms.Contains(form)) return false;
        if (rule.Scopes is { } scopes && !scopes.Contains(ScopeOf(fact))) return false;
        if (rule.TimeOfDayOnly && fact.From is null && fact.To is null) return false;
        if (rule.SameChannel && fact.Channel is { } channel && !q.SameChannel(channel)) return false;
        if (fact.Point is { } point && q.Intent.Point is { } asked && point != asked) return false;
        if (fact.Place is { } place && q.Intent.Place is { } goal && place != goal) return false;
        if (fact.Purpose is { } purpose && purpose != q.Intent.Purpose) return false;
        return rule.AllDebts || Concerns(q, fact);
    }

    /// <summary>A place that is inconvenient is the same whether the fact names it as a scope or as a place.</summary>
    private static string ScopeOf(Fact fact) => fact.Scope ?? (fact.Kind == FactKind.Inconvenient ? fact.Place : null) switch
    {
        VisitPlace.Home => "home",
        VisitPlace.Office => "workplace",
        _ => "",
    };

    /// <summary>Whether a fact is about any of the debts spoken of; one that names none is about all.</summary>
    public static bool Concerns(Inquiry q, Fact fact)
    {
        if (fact.Debts.Count == 0 || q.Intent.Debts.Count == 0) return true;
        foreach (var debt in q.Intent.Debts)
            if (fact.Debts.Contains(debt)) return true;
        return false;
    }

    private static bool IsReply(RuleException e) => e.Kind is ExceptionKind.Reply or ExceptionKind.Confirmation;
}
