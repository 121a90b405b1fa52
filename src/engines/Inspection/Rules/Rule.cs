namespace Daylight.Inspection;

/// <summary>A rule ready to run: its card, where it applies, what it asks, and its examples.</summary>
internal sealed record Rule
{
    internal required RuleCard Card { get; init; }

    internal required Applicability Applies { get; init; }

    internal required Condition When { get; init; }

    /// <summary>At most one finding per conversation.</summary>
    internal bool Once { get; init; }

    /// <summary>Its findings need no confirmation, whatever the rulebook asks of its category.</summary>
    internal bool IsConfirmed { get; init; }

    /// <summary>Why this is a breach, in Chinese: the end of the why sentence.</summary>
    internal string? Explanation { get; init; }

    internal IReadOnlyList<RuleExample> Examples { get; init; } = [];
}

/// <summary>A conversation stored with a rule that the rule must hit, or must not hit.</summary>
internal sealed record RuleExample(Conversation Conversation, bool MustHit, int Line);
