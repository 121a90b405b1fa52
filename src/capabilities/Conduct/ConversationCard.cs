using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>A conversation as the rooms above need it to inspect, count and show it.</summary>
public sealed record ConversationCard
{
    /// <summary>The conversation.</summary>
    public required string Id { get; init; }

    /// <summary>Its case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The person; content about them is sealed under their key.</summary>
    public required string PersonId { get; init; }

    /// <summary>Who held it.</summary>
    public required string StaffId { get; init; }

    /// <summary>Their team when it began.</summary>
    public required string? TeamId { get; init; }

    /// <summary>The permit it was begun under; null for what the person began and for what was held elsewhere.</summary>
    public required string? PermitId { get; init; }

    /// <summary>What the inspection is told beforehand.</summary>
    public required ConversationHead Head { get; init; }

    /// <summary>When it began, as the sender says.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>True if it was held elsewhere and loaded afterwards.</summary>
    public required bool Imported { get; init; }

    /// <summary>How many utterances came in.</summary>
    public required long UtteranceCount { get; init; }

    /// <summary>How many times words were replaced by corrected ones.</summary>
    public required long CorrectionCount { get; init; }

    /// <summary>The first seq that has not come in.</summary>
    public required long NextSeq { get; init; }

    /// <summary>When it was closed; null while it is live.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it ended, as the sender says.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it; null while it is live.</summary>
    public required string? Outcome { get; init; }
}
