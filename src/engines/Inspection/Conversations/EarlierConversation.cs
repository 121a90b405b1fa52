using NodaTime;

namespace Daylight.Inspection;

/// <summary>An earlier conversation with the same person, as far as rules may ask about it. The caller says which belong to the person.</summary>
public sealed record EarlierConversation
{
    /// <summary>When it began.</summary>
    public required Instant At { get; init; }

    /// <summary>The channel.</summary>
    public ConversationKind Kind { get; init; }

    /// <summary>Who began.</summary>
    public ConversationDirection Direction { get; init; }

    /// <summary>The staff member's id.</summary>
    public string? Staff { get; init; }

    /// <summary>The rules that fired in it.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The categories of those rules.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
