using Daylight.Gate;
using NodaTime;

namespace Daylight.Contact;

/// <summary>Writes the engine's answers as views.</summary>
internal static class DecisionViews
{
    public static DecisionView Of(Decision decision, string? id) => new(
        id,
        Words.Of(decision.Verdict),
        decision.At.ToDateTimeOffset(),
        decision.ValidUntil.ToDateTimeOffset(),
        Moment(decision.Next),
        decision.Zone,
        [.. decision.Rules.Select(Rule)],
        [.. decision.Obligations.Select(obligation => new ObligationView(obligation.Code, Text(obligation.Text), obligation.Rule))],
        decision.Flags,
        [.. decision.Counters.Select(Counter)],
        [.. decision.Packs.Select(Ref)],
        [.. decision.SetAside.Select(SetAside)],
        decision.ZoneData);

    public static PackRefView Ref(PackRef pack) => new(pack.Name, pack.Version, pack.Hash);

    public static PackSetAsideView SetAside(PackSetAside pack) => new(pack.Pack, Words.Of(pack.Reason), pack.Governs, pack.Known);

    public static PackView Pack(PolicyPack pack, bool applies) => new(
        pack.Ref.Name,
        pack.Ref.Version,
        pack.Ref.Hash,
        pack.Jurisdiction,
        Text(pack.Title),
        applies,
        [.. pack.Rules.Select(rule => new RuleView(
            rule.Id, rule.Kind, rule.Instrument, rule.Article, Text(rule.Text), Words.Of(rule.Strength), rule.Mark, rule.Confirmed))]);

    public static Platform.Bilingual Text(Bilingual text) => new(text.Zh, text.En);

    /// <summary>The rules that stand in the way: those that refuse, and those that want a person to decide.</summary>
    public static IEnumerable<RuleFinding> InTheWay(Decision decision) =>
        decision.Rules.Where(rule => rule.Effect is RuleEffect.Refuse or RuleEffect.Refer);

    private static RuleSpokeView Rule(RuleFinding rule) => new(
        rule.Id,
        Words.Of(rule.Effect),
        Words.Of(rule.Strength),
        rule.Instrument,
        rule.Article,
        Text(rule.Text),
        rule.Because,
        rule.Confirmed,
        Moment(rule.Next));

    private static CounterView Counter(Counter counter) => new(
        counter.Rule, counter.Key, Text(counter.Label), counter.Limit, counter.Before, counter.After, counter.Window);

    private static DateTimeOffset? Moment(Instant? instant) => instant?.ToDateTimeOffset();
}
