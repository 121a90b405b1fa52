namespace Daylight.Inspection;

/// <summary>
/// What a rule asks of a conversation. Closed: <see cref="Said"/>, <see cref="Addressed"/>, <see cref="AnyOf"/>,
/// <see cref="AllOf"/>, <see cref="Sequence"/>, <see cref="Without"/>, <see cref="Never"/>, <see cref="Count"/>, <see cref="Evidence"/>,
/// <see cref="AtEnd"/>, <see cref="LocalHours"/>, <see cref="Silence"/>, <see cref="Overlap"/>, <see cref="Louder"/>,
/// <see cref="OrderBroken"/>. A condition is immutable; a <see cref="Watch"/> holds its state in one conversation.
/// </summary>
internal abstract record Condition
{
    /// <summary>True when a hit is always known at the utterance it belongs to, never later.</summary>
    internal virtual bool IsImmediate => Parts.All(p => p.IsImmediate);

    /// <summary>True when a message can be judged by it before it is sent: one utterance and the head suffice.</summary>
    internal virtual bool ScreensMessages => false;

    /// <summary>True when a single message can never meet it, so that it does no harm to a screening.</summary>
    internal virtual bool NeedsMoreUtterances => false;

    /// <summary>The conditions this one is made of.</summary>
    internal virtual IReadOnlyList<Condition> Parts => [];

    internal abstract Watch Begin(WatchSetting setting);
}

/// <summary>Some role said something, in one utterance.</summary>
internal sealed record Said(SaidTest Test) : Condition
{
    internal override bool ScreensMessages => true;

    internal override Watch Begin(WatchSetting setting) => new SaidWatch(Test);
}

/// <summary>What is said is said to this role: whoever spoke last, or the first to speak, or the person of the head.</summary>
internal sealed record Addressed(Condition Of, UtteranceRole To) : Condition
{
    internal override IReadOnlyList<Condition> Parts => [Of];

    internal override bool ScreensMessages => Of.ScreensMessages;

    internal override Watch Begin(WatchSetting setting) => new AddressedWatch(Of.Begin(setting), To, setting);
}

/// <summary>Every hit of any part.</summary>
internal sealed record AnyOf(IReadOnlyList<Condition> Of) : Condition
{
    internal override IReadOnlyList<Condition> Parts => Of;

    /// <summary>Parts that need more utterances stay silent on a single message.</summary>
    internal override bool ScreensMessages => Of.Any(c => c.ScreensMessages) && Of.All(c => c.ScreensMessages || c.NeedsMoreUtterances);

    internal override bool NeedsMoreUtterances => Of.All(c => c.NeedsMoreUtterances);

    internal override Watch Begin(WatchSetting setting) => new AnyOfWatch(Of.Select(c => c.Begin(setting)).ToArray());
}

/// <summary>All parts held somewhere in the conversation; one hit, at the first part's place.</summary>
internal sealed record AllOf(IReadOnlyList<Condition> Of) : Condition
{
    internal override bool IsImmediate => false;

    internal override IReadOnlyList<Condition> Parts => Of;

    internal override Watch Begin(WatchSetting setting) => new AllOfWatch(Of.Select(c => c.Begin(setting)).ToArray());
}

/// <summary>The steps one after the other, each within the distance of the one before; the hit is the last step's.</summary>
internal sealed record Sequence(IReadOnlyList<Condition> Steps, Window? Within) : Condition
{
    internal override IReadOnlyList<Condition> Parts => Steps;

    internal override bool NeedsMoreUtterances => true;

    internal override Watch Begin(WatchSetting setting) => new SequenceWatch(Steps.Select(c => c.Begin(setting)).ToArray(), Within);
}

/// <summary>A hit that nothing of <see cref="Before"/> preceded and nothing of <see cref="After"/> followed.</summary>
internal sealed record Without(Condition When, Condition? Before, Condition? After, Window? Within, UtteranceRole? Spoken) : Condition
{
    internal override bool NeedsMoreUtterances => When.NeedsMoreUtterances;

    internal override bool IsImmediate => After is null && Spoken is null && When.IsImmediate;

    internal override IReadOnlyList<Condition> Parts => new[] { When, Before, After }.OfType<Condition>().ToArray();

    internal override Watch Begin(WatchSetting setting)
        => new WithoutWatch(When.Begin(setting), Before?.Begin(setting), After?.Begin(setting), Within, Spoken);
}

/// <summary>No hit in the whole conversation.</summary>
internal sealed record Never(Condition Of, string Note) : Condition
{
    internal override bool IsImmediate => false;

    internal override IReadOnlyList<Condition> Parts => [Of];

    internal override Watch Begin(WatchSetting setting) => new NeverWatch(Of.Begin(setting), Note);
}

/// <summary>At least so many hits, all within the distance of the first of them.</summary>
internal sealed record Count(Condition Of, int AtLeast, Window? Within) : Condition
{
    internal override bool NeedsMoreUtterances => true;

    internal override IReadOnlyList<Condition> Parts => [Of];

    internal override Watch Begin(WatchSetting setting) => new CountWatch(Of.Begin(setting), AtLeast, Within);
}

/// <summary>
/// What a detector thinks of single utterances, taken together: enough once 1 − Π(1 − p) over the five most probable, as if they were
/// independent of each other, reaches a level. The hit is the most probable utterance's, once a conversation.
/// </summary>
internal sealed record Evidence(Condition Of, double AtLeast) : Condition
{
    /// <summary>So many utterances count: in a long conversation, what is hardly probable of each would add up.</summary>
    internal const int UtterancesMax = 5;

    internal override bool IsImmediate => false;

    internal override IReadOnlyList<Condition> Parts => [Of];

    internal override Watch Begin(WatchSetting setting) => new EvidenceWatch(Of.Begin(setting), AtLeast);
}

/// <summary>Hits that lie within the distance from the end of the conversation.</summary>
internal sealed record AtEnd(Condition Of, Window Last) : Condition
{
    internal override bool IsImmediate => false;

    internal override IReadOnlyList<Condition> Parts => [Of];

    internal override Watch Begin(WatchSetting setting) => new AtEndWatch(Of.Begin(setting), Last);
}

/// <summary>A step that came, but only after another that should have waited for it.</summary>
internal sealed record OrderBroken(Condition First, Condition Then, string Note) : Condition
{
    internal override bool IsImmediate => false;

    internal override IReadOnlyList<Condition> Parts => [First, Then];

    internal override Watch Begin(WatchSetting setting) => new OrderWatch(First.Begin(setting), Then.Begin(setting), Note);
}
