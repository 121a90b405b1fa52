using NodaTime;

namespace Daylight.Gate;

/// <summary>The gate's own refusals: what is not known is never permitted.</summary>
internal static class Unknowns
{
    public static Decision Refuse(GateQuestion question, GatePolicy policy, string id, string zh, string en) => new()
    {
        Verdict = Verdict.Refuse,
        At = question.Intent.At,
        Rules = [Finding(id, zh, en)],
        Obligations = [],
        Flags = [],
        Counters = [],
        Next = null,
        ValidUntil = question.Intent.At,
        Zone = null,
        Packs = [.. policy.Packs.Select(p => p.Ref)],
        ZoneData = DateTimeZoneProviders.Tzdb.VersionId,
    };

    public static RuleFinding Finding(string id, string zh, string en) => new()
    {
        Id = id,
        Pack = "gate",
        Effect = RuleEffect.Refuse,
        Strength = Strength.Prohibit,
        Instrument = "Daylight",
        Article = "unknown states",
        Text = new(zh, en),
        Confirmed = true,
    };
}
