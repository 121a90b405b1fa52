namespace Daylight.Contact;

/// <summary>What the act about to happen is, so that a permit for something else is not used for it; null means any.</summary>
public sealed record PermitExpectation
{
    /// <summary>The case.</summary>
    public string? CaseId { get; init; }

    /// <summary>The person.</summary>
    public string? PersonId { get; init; }

    /// <summary>The channels of which the permit must name one.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>The contact point.</summary>
    public string? ContactPointId { get; init; }

    /// <summary>The channels that a kind of conversation may run through: call, chat, sms, email, visit; empty for any other word.</summary>
    public static IReadOnlyList<string> ChannelsOf(string conversationKind) => conversationKind switch
    {
        "call" => ["call", "ai-call", "prerecorded"],
        "chat" => ["im"],
        "sms" => ["sms"],
        "email" => ["email"],
        "visit" => ["visit"],
        _ => [],
    };
}
