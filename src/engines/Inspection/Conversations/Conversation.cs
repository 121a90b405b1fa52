using NodaTime;

namespace Daylight.Inspection;

/// <summary>Who spoke.</summary>
public enum UtteranceRole
{
    /// <summary>The institution's side: a collector, agent or bot (催收员).</summary>
    Staff,

    /// <summary>The person the conversation is about or with (客户).</summary>
    Customer,

    /// <summary>Somebody else: a relative, colleague, whoever picked up (第三方).</summary>
    ThirdParty,

    /// <summary>A machine announcement or a platform notice (系统).</summary>
    System,
}

/// <summary>The channel of a conversation.</summary>
public enum ConversationKind
{
    /// <summary>A telephone call.</summary>
    Call,

    /// <summary>A chat thread (WeChat, WeCom, in-app).</summary>
    Chat,

    /// <summary>A text-message thread.</summary>
    Sms,

    /// <summary>An e-mail thread.</summary>
    Email,

    /// <summary>A recorded visit.</summary>
    Visit,
}

/// <summary>Who began.</summary>
public enum ConversationDirection
{
    /// <summary>The institution reached out.</summary>
    Outbound,

    /// <summary>The person called or wrote.</summary>
    Inbound,
}

/// <summary>What is known about a conversation before anybody speaks.</summary>
public sealed record ConversationHead
{
    /// <summary>The id that findings refer to.</summary>
    public required string Id { get; init; }

    /// <summary>The channel.</summary>
    public ConversationKind Kind { get; init; } = ConversationKind.Call;

    /// <summary>Who began.</summary>
    public ConversationDirection Direction { get; init; } = ConversationDirection.Outbound;

    /// <summary>The moment from which utterances count their seconds; null when not known.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>IANA zone of the person contacted; null means the rulebook's own zone.</summary>
    public string? Zone { get; init; }

    /// <summary>The staff member's id.</summary>
    public string? Staff { get; init; }

    /// <summary>The case reference.</summary>
    public string? Case { get; init; }

    /// <summary>The person's id.</summary>
    public string? Person { get; init; }

    /// <summary>What the person is in the case (a PartyRole name such as Debtor); null when not known.</summary>
    public string? PersonRole { get; init; }

    /// <summary>Path of a WAV file (staff on channel 1, customer on channel 2) as the sender wrote it; null when there is none.</summary>
    public string? Recording { get; init; }

    /// <summary>Operands for rules: employer, continuing, consent, queue and whatever else the sender knows.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Earlier conversations with the same person, for rules that count over days; empty where nobody gathered them.</summary>
    public IReadOnlyList<EarlierConversation> Earlier { get; init; } = [];
}

/// <summary>One turn by one role. Utterances are given in <see cref="Seq"/> order; the caller orders them.</summary>
public sealed record Utterance
{
    /// <summary>Position in the conversation, from 0.</summary>
    public required int Seq { get; init; }

    /// <summary>Who spoke.</summary>
    public required UtteranceRole Role { get; init; }

    /// <summary>The words as received; findings count their spans in UTF-16 code units of this text.</summary>
    public required string Text { get; init; }

    /// <summary>The sender's id for it.</summary>
    public string? Id { get; init; }

    /// <summary>Seconds from the start of the conversation.</summary>
    public double? Start { get; init; }

    /// <summary>Seconds from the start of the conversation.</summary>
    public double? End { get; init; }

    /// <summary>The moment of a text message, when <see cref="Start"/> is absent.</summary>
    public Instant? At { get; init; }

    /// <summary>Loudness in dB, when measured.</summary>
    public double? LoudnessDb { get; init; }

    /// <summary>Deleted by its writer afterwards. It is inspected all the same.</summary>
    public bool Deleted { get; init; }

    /// <summary>Recalled by its writer afterwards. It is inspected all the same.</summary>
    public bool Recalled { get; init; }

    /// <summary>What was done beyond the words; the text may be empty then.</summary>
    public UtteranceEvent? Event { get; init; }

    /// <summary>The whole text repeats somebody else's words (a forwarded or quoted message).</summary>
    public bool Quoted { get; init; }

    /// <summary>An earlier message that stands inside <see cref="Text"/> as a quotation.</summary>
    public string? QuotedText { get; init; }
}

/// <summary>A whole conversation, as one line of the conversation JSONL.</summary>
public sealed record Conversation(ConversationHead Head, IReadOnlyList<Utterance> Utterances);

/// <summary>What is known once a conversation has ended.</summary>
public sealed record ClosingFacts
{
    /// <summary>Nothing more is known than that it ended.</summary>
    public static ClosingFacts None { get; } = new();

    /// <summary>The outcome as reported, when there is one.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? EndedAt { get; init; }
}
