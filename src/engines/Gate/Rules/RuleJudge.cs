using NodaTime;

namespace Daylight.Gate;

/// <summary>A compiled rule. A judge is a pure function of the question and an instant.</summary>
internal abstract class RuleJudge
{
    private const int LookAhead = 8;

    private readonly ScopeTest scope;
    private readonly FactCondition? condition;
    private readonly Instant inForce;
    private readonly Instant? lapses;

    protected RuleJudge(PolicyRule rule, PolicyPack pack)
    {
        Rule = rule;
        Pack = pack;
        scope = new ScopeTest(rule.When, rule is RestrictionRule);
        condition = rule.While is { } facts ? new(facts) : null;
        inForce = rule.EffectiveFrom is { } from ? pack.Zone.AtStartOfDay(from).ToInstant() : Instant.MinValue;
        lapses = rule.EffectiveTo is { } to ? pack.Zone.AtStartOfDay(to.PlusDays(1)).ToInstant() : null;
        Passing = Finding(RuleEffect.Pass);
        Lifted = Finding(RuleEffect.Pass, "lifted by an exception");
    }

    public PolicyRule Rule { get; }

    public PolicyPack Pack { get; }

    /// <summary>The finding of a rule that applied and found nothing; the same every time.</summary>
    public RuleFinding Passing { get; }

    /// <summary>The finding of a rule that would have refused without one of its exceptions.</summary>
    public RuleFinding Lifted { get; }

    public bool MatchesChannel(Channel channel) => scope.MatchesChannel(channel);

    public bool Matches(Inquiry q) => scope.Matches(q);

    /// <summary>The first instant at which it is in force, and the first at which it no longer is; null is never.</summary>
    public (Instant From, Instant? To) Dates => (inForce, lapses);

    public bool IsInForce(Instant t) => t >= inForce && !(t >= lapses);

    /// <summary>Whether the facts stand while which the rule applies.</summary>
    public bool IsCalledFor(Inquiry q, Instant t) => condition is null || condition.At(q, t).Stands;

    /// <summary>The next instant at which it comes into force, lapses, or its facts begin or end to stand; null is never.</summary>
    public Instant? NextTurn(Inquiry q, Instant t) =>
        Instants.Earlier(inForce > t ? inForce : lapses > t ? lapses : null, condition?.At(q, t).Turns);

    /// <summary>What the rule says, with its dates and its exceptions.</summary>
    public Say Judge(Inquiry q, Instant t) => Judge(q, t, LookAhead);

    /// <summary>What the rule says before any exception.</summary>
    public abstract Say Raw(Inquiry q, Instant t);

    /// <summary>Why it refused, in few words.</summary>
    public virtual string? Because(Inquiry q) => null;

    public RuleFinding Finding(RuleEffect effect, string? because = null, Instant? next = null) => new()
    {
        Id = Rule.Id,
        Pack = Pack.Ref.Name,
        Effect = effect,
        Strength = Rule.Strength,
        Instrument = Rule.Instrument,
        Article = Rule.Article,
        Text = Rule.Text,
        Confirmed = Rule.Confirmed,
        Because = because,
        Next = next,
    };

    private Say Judge(Inquiry q, Instant t, int depth)
    {
        if (t >= lapses) return Say.Pass();
        if (t < inForce) return PassUntil(q, inForce, depth);
        if (condition is not null)
        {
            var here = condition.At(q, t);
            if (!here.Stands) return here.Turns is { } begins ? PassUntil(q, begins, depth) : Say.Pass();
            var inside = Inside(q, t, depth);
            return inside.Refuses ? Say.Refuse(Instants.Earlier(inside.Turns, here.Turns)) : inside;
        }
        return Inside(q, t, depth);
    }

    /// <summary>What the rule says where it is in force and called for.</summary>
    private Say Inside(Inquiry q, Instant t, int depth)
    {
        var raw = Raw(q, t);
        if (!raw.Refuses) return raw.Turns is { } turns && Rule.Unless.Count > 0 ? PassUntil(q, turns, depth) : raw;
        var next = raw.Turns;
        if (Rule.Unless.Count > 0)
        {
            var lift = Lift.At(q, Rule.Unless, t, Instant.MinValue);
            if (lift.Stands) return (lift.Turns is { } ends ? PassUntil(q, ends, depth) : Say.Pass()) with { Lifted = true };
            next = Instants.Earlier(next, lift.Turns);
        }
        return Say.Refuse(Instants.Earlier(next, lapses));
    }

    /// <summary>It passes until an instant, and longer if it passes there too.</summary>
    private Say PassUntil(Inquiry q, Instant until, int depth)
    {
        if (depth == 0) return Say.Pass(until);
        var later = Judge(q, until, depth - 1);
        return later.Refuses ? Say.Pass(until) : Say.Pass(later.Turns);
    }

    public static RuleJudge? Compile(PolicyRule rule, PolicyPack pack) => rule switch
    {
        HoursRule hours => new HoursJudge(hours, pack),
        CapRule cap => new CapJudge(cap, pack),
        CooldownRule cooldown => new CooldownJudge(cooldown, pack),
        FlagRule => null,
        RestrictionRule restriction => new RestrictionJudge(restriction, pack),
        ForbidRule forbid => new ForbidJudge(forbid, pack),
        LadderRule ladder => new LadderJudge(ladder, pack),
        BasisRule basis => new BasisJudge(basis, pack),
        StaffRule staff => new StaffJudge(staff, pack),
        SenderRule sender => new SenderJudge(sender, pack),
        NoticeRule notice => new NoticeJudge(notice, pack),
        PriorRule prior => new PriorJudge(prior, pack),
        ObligationRule or ContentRule or RetentionRule => null,
        _ => throw new InvalidOperationException($"rule kind {rule.Kind}"),
    };
}
