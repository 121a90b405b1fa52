using Daylight.Evidence;

namespace Daylight.Conduct;

/// <summary>A call that somebody else recorded, as the recorder tells of it.</summary>
public sealed record RecordedCall
{
    /// <summary>What it is known by: the same one again changes nothing. At most 200 characters.</summary>
    public required string ExternalId { get; init; }

    /// <summary><c>outbound</c> or <c>inbound</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null if the recorder does not tell.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The sign-in name of who held it.</summary>
    public required string Staff { get; init; }

    /// <summary>The number of the case or account; null: by the person's number.</summary>
    public string? Case { get; init; }

    /// <summary>The number on the person's side; only asked for where no case is named, and kept nowhere.</summary>
    public string? Number { get; init; }

    /// <summary>What came of it, one of <see cref="Words.Outcomes"/>; null counts as a conversation of both sides.</summary>
    public string? Outcome { get; init; }

    /// <summary>Operands for rules.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What became of a recorded call.</summary>
/// <param name="ConversationId">The conversation it is.</param>
/// <param name="IsNew">False if it was here before.</param>
/// <param name="ExhibitId">The recording; null if there was none, or if it was here before.</param>
/// <param name="Receipt">Of the recording, or else of the conversation; null if it was here before.</param>
public sealed record KeptCall(string ConversationId, bool IsNew, string? ExhibitId, ReceiptView? Receipt);
