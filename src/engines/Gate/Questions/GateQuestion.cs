using NodaTime;

namespace Daylight.Gate;

/// <summary>May this contact be made, given what is known and what has happened?</summary>
public sealed record GateQuestion
{
    /// <summary>The contact somebody wants to make.</summary>
    public required ContactIntent Intent { get; init; }

    /// <summary>What is known about the person and the case.</summary>
    public required PersonState State { get; init; }

    /// <summary>
    /// Earlier contacts with the people of the case, oldest first; permits still out count as events without an outcome.
    /// Pass a <see cref="ContactHistory"/> to ask many questions over the same history.
    /// </summary>
    public IReadOnlyList<ContactEvent> History { get; init; } = [];
}

/// <summary>Who wants to reach whom, about what, through which channel and point, when and why.</summary>
public sealed record ContactIntent
{
    /// <summary>When the contact would be made (for messages: sent).</summary>
    public required Instant At { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The person to be contacted.</summary>
    public required string Person { get; init; }

    /// <summary>The debts that would be spoken of; empty counts as all of them.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];

    /// <summary>The contact point, named by kind and number: mobile1, home1, addr2.</summary>
    public string? Point { get; init; }

    /// <summary>The collecting legal entity.</summary>
    public string? By { get; init; }

    /// <summary>The member of staff.</summary>
    public string? Agent { get; init; }

    /// <summary>The purpose; collection unless said otherwise.</summary>
    public Purpose Purpose { get; init; } = Purpose.Collection;

    /// <summary>Where a visit would take place.</summary>
    public VisitPlace? Place { get; init; }

    /// <summary>How many members of staff would visit.</summary>
    public int? StaffCount { get; init; }
}

/// <summary>A contact that was made, tried or is under way.</summary>
public sealed record ContactEvent
{
    /// <summary>When it began.</summary>
    public required Instant At { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What came of it; null when not yet reported, which counts as the worst it may turn out to be.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Who began it.</summary>
    public Direction Direction { get; init; }

    /// <summary>The person contacted, or who contacted us.</summary>
    public required string Person { get; init; }

    /// <summary>The debts spoken of; empty counts to all of them.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];

    /// <summary>The contact point.</summary>
    public string? Point { get; init; }

    /// <summary>The collecting legal entity.</summary>
    public string? By { get; init; }

    /// <summary>The member of staff.</summary>
    public string? Agent { get; init; }

    /// <summary>The purpose.</summary>
    public Purpose Purpose { get; init; } = Purpose.Collection;

    /// <summary>Where a visit took place.</summary>
    public VisitPlace? Place { get; init; }
}
