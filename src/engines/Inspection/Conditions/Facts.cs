using NodaTime;

namespace Daylight.Inspection;

/// <summary>Something was done in this utterance: a message taken back, a red packet, a screenshot; with a number where it has one.</summary>
internal sealed record EventHappened(IReadOnlyList<UtteranceEventKind> Kinds, IReadOnlyList<UtteranceRole> By, decimal? AtLeast, decimal? Below) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new EventWatch(this);
}

/// <summary>So many earlier conversations with the same person in the days before this one; with findings of these rules where they are named.</summary>
internal sealed record Earlier(EarlierFilter Filter, int AtLeast, int Days) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new EarlierWatch(this, setting);
}

/// <summary>Which earlier conversations count; empty lists count all.</summary>
internal sealed record EarlierFilter(IReadOnlyList<string> Rules, IReadOnlyList<string> Categories, IReadOnlyList<ConversationKind> Kinds, IReadOnlyList<ConversationDirection> Directions, bool SameStaff)
{
    internal bool Holds(EarlierConversation earlier, ConversationHead head)
        => (Kinds.Count == 0 || Kinds.Contains(earlier.Kind))
            && (Directions.Count == 0 || Directions.Contains(earlier.Direction))
            && (Rules.Count == 0 || Rules.Any(r => earlier.Rules.Contains(r, StringComparer.Ordinal)))
            && (Categories.Count == 0 || Categories.Any(c => earlier.Categories.Contains(c, StringComparer.Ordinal)))
            && (!SameStaff || (head.Staff is not null && head.Staff == earlier.Staff));
}

/// <summary>One role says nearly the same again: the n-th time within the distance.</summary>
internal sealed record Repeated(IReadOnlyList<UtteranceRole> By, double Similarity, int Times, int LengthMin, Window? Within) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new RepeatedWatch(this);
}

/// <summary>Letters, digits and Han characters a minute, over one utterance of known length.</summary>
internal sealed record Pace(double? Above, double? Below, UtteranceRole By, int LengthMin) : Condition
{
    internal override Watch Begin(WatchSetting setting) => new PaceWatch(this);
}

/// <summary>How long the whole conversation was; known at its end.</summary>
internal sealed record Length(double? SecondsMin, double? SecondsBelow, int? UtterancesMin, int? UtterancesBelow) : Condition
{
    internal override bool IsImmediate => false;

    internal override Watch Begin(WatchSetting setting) => new LengthWatch(this);
}

/// <summary>Hits between two parts of the conversation, in per cent of its seconds, or of its utterances where seconds are unknown.</summary>
internal sealed record Within(Condition Of, double FromPercent, double ToPercent) : Condition
{
    internal override bool IsImmediate => false;

    internal override IReadOnlyList<Condition> Parts => [Of];

    internal override Watch Begin(WatchSetting setting) => new WithinWatch(Of.Begin(setting), this);
}

/// <summary>What another rule asks, where that rule applies.</summary>
internal sealed record OfRule(Rule Rule) : Condition
{
    internal override bool IsImmediate => Rule.When.IsImmediate;

    internal override bool ScreensMessages => Rule.When.ScreensMessages;

    internal override IReadOnlyList<Condition> Parts => [Rule.When];

    internal override Watch Begin(WatchSetting setting)
        => Rule.Applies.Holds(setting.Head, setting.Zone) ? Rule.When.Begin(setting) : new SilentWatch();
}
