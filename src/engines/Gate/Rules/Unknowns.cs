using NodaTime;

namespace Daylight.Gate;

/// <summary>The gate's own refusals: what is not known is never permitted, and nobody is contacted in a case that is over.</summary>
internal static class Unknowns
{
    /// <summary>The refusal of a moment at which no rule is in force.</summary>
    public static readonly RuleFinding NoRulesInForce =
        Finding("gate.no-rules-in-force", "此时没有生效的规则", "No rule of the packs is in force at this moment.");

    /// <summary>Everything about a question that is not known or over; when empty, its zones are resolved.</summary>
    public static List<RuleFinding> In(GateQuestion question, GatePolicy policy, out DateTimeZone[] zones)
    {
        var (intent, found) = (question.Intent, new List<RuleFinding>());
        if (policy.Packs.Count == 0) found.Add(Finding("gate.no-packs", "没有适用的策略包", "No policy pack applies."));
        if (!Enum.IsDefined(intent.Channel) || intent.Channel == Channel.Unknown)
            found.Add(Finding("gate.unknown-channel", "触达渠道未知", "The channel is not known."));
        if (!Enum.IsDefined(intent.Purpose) || intent.Purpose == Purpose.Unknown)
            found.Add(Finding("gate.unknown-purpose", "触达目的未知", "The purpose is not known."));
        if (!Enum.IsDefined(question.State.Role) || question.State.Role == PartyRole.Unknown)
            found.Add(Finding("gate.unknown-role", "此人在案件中的身份未知", "What the person is in the case is not known."));
        if (string.IsNullOrEmpty(intent.Person))
            found.Add(Finding("gate.unknown-person", "触达对象未知", "The person is not known."));
        if (intent.At < Instants.Earliest || intent.At >= Instants.Latest)
            found.Add(Finding("gate.unknown-time", "触达时间不可信", "The time of the contact cannot be believed."));
        zones = Zones(question.State.Zones);
        if (zones.Length == 0 || zones.Length != question.State.Zones.Count)
            found.Add(Finding("gate.unknown-zone", "对方所在时区未知或无效", "The person's time zone is missing or not valid."));
        if (question.State.IsCaseClosed)
            found.Add(Finding("gate.case-closed", "案件已结，不得再触达；确需触达时先重启案件", "The case is closed; nobody is contacted in it until it is reopened.") with { Article = "closed cases" });
        foreach (var gap in question.State.Gaps) found.Add(Finding(gap));
        return found;
    }

    private static RuleFinding Finding(KnowledgeGap gap) => gap switch
    {
        KnowledgeGap.UnreadableHistory => Finding("gate.unreadable-history", "过往触达记录含有无法识别的内容", "Past contacts are recorded in words that cannot be read."),
        KnowledgeGap.UnreadableFacts => Finding("gate.unreadable-facts", "已记录的事实含有无法识别的内容", "Recorded facts hold words that cannot be read."),
        KnowledgeGap.EmptyWindow => Finding(
            "gate.empty-window",
            "触达历史未覆盖规则的计数期：请先导入原系统的触达历史，或由有权人员声明从零开始",
            "The contact history does not reach back as far as the rules count: import the former dialer's history, or let an authorised person declare a clean start."),
        _ => Finding("gate.unknown-gap", "有一项情况未知", "Something is not known."),
    };

    public static Decision Refuse(GateQuestion question, IReadOnlyList<PackRef> packs, List<RuleFinding> unknown) => new()
    {
        Verdict = Verdict.Refuse,
        At = question.Intent.At,
        Rules = unknown,
        Obligations = [],
        Flags = [],
        Counters = [],
        Next = null,
        ValidUntil = question.Intent.At,
        Zone = null,
        Packs = packs,
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

    private static DateTimeZone[] Zones(IReadOnlyList<string> ids)
    {
        var zones = new DateTimeZone[ids.Count];
        var count = 0;
        foreach (var id in ids)
            if (id is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone) zones[count++] = zone;
        Array.Resize(ref zones, count);
        return zones;
    }
}
