using NodaTime;

namespace Daylight.Gate;

/// <summary>An obligation or content rule, compiled.</summary>
internal sealed class Demand
{
    private readonly RuleJudge judge;

    public Demand(PolicyRule rule, PolicyPack pack)
    {
        // Only its scope and dates are asked; it never refuses.
        judge = new ForbidJudge(rule, pack);
        Finding = judge.Finding(RuleEffect.Oblige);
        Obligation = new(rule is ObligationRule demand ? demand.Code : "content", rule.Text, rule.Id);
    }

    public RuleFinding Finding { get; }

    public Obligation Obligation { get; }

    /// <summary>The next instant at which it may be demanded or no longer be; null is never.</summary>
    public Instant? NextTurn(Inquiry q, Instant t) => judge.NextTurn(q, t);

    public bool Matches(Inquiry q, Instant t) => judge.IsInForce(t) && judge.Matches(q) && judge.IsCalledFor(q, t);
}
