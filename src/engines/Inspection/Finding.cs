namespace Daylight.Inspection;

/// <summary>How serious a finding is.</summary>
public enum Severity
{
    /// <summary>A slip.</summary>
    Minor,

    /// <summary>A breach somebody must look at.</summary>
    Major,

    /// <summary>A red line.</summary>
    Critical,
}

/// <summary>What a rule asks for when a message that breaks it is about to be sent.</summary>
public enum MessageAction
{
    /// <summary>Nothing; the finding is only noted.</summary>
    None,

    /// <summary>The writer must acknowledge the rule before the message goes out.</summary>
    Warn,

    /// <summary>The message must not go out.</summary>
    Block,
}

/// <summary>A text in Chinese and in English.</summary>
public sealed record LocalText(string Zh, string En);

/// <summary>Part of an utterance's original text, in UTF-16 code units: from included, to excluded.</summary>
public readonly record struct TextSpan(int From, int To);

/// <summary>A rule that fired: where, why and how severe. A finding is never withdrawn.</summary>
public sealed record Finding
{
    /// <summary>The conversation's id.</summary>
    public required string Conversation { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>The hash of the rulebook that held the rule ("sha256:…").</summary>
    public required string RuleVersion { get; init; }

    /// <summary>The finding category, such as "threat".</summary>
    public required string Category { get; init; }

    /// <summary>How serious it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The rule's title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The law or norm the rule rests on; null for a house rule.</summary>
    public string? Basis { get; init; }

    /// <summary>What the speaker could say instead, as the rule has it; null for none.</summary>
    public LocalText? Advice { get; init; }

    /// <summary>The utterance's seq; null for a finding about absence.</summary>
    public int? Utterance { get; init; }

    /// <summary>The words, in the original text; null where no words are the point.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>The original words; empty where no words are the point.</summary>
    public string Matched { get; init; } = "";

    /// <summary>The same words after normalisation.</summary>
    public string Normalised { get; init; } = "";

    /// <summary>What was undone to read the words: symbols between them, homophones and so on.</summary>
    public Evasion Evasion { get; init; }

    /// <summary>Seconds from the start of the conversation.</summary>
    public double? Start { get; init; }

    /// <summary>Seconds from the start of the conversation.</summary>
    public double? End { get; init; }

    /// <summary>A Chinese sentence that says which rule fired, on which words, by whom and in what context.</summary>
    public required string Why { get; init; }

    /// <summary>From 0 to 1; 1 for a rule that is certain about what it saw.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>The hash of the detector that found it, or without which it would not count; null where none took part.</summary>
    public string? Model { get; init; }

    /// <summary>Points the rule takes from the score.</summary>
    public double Points { get; init; }

    /// <summary>A fatal item sets the score to 0.</summary>
    public bool Fatal { get; init; }

    /// <summary>What to do with a message that breaks the rule.</summary>
    public MessageAction Action { get; init; }

    /// <summary>What a language model may be asked about it; null for nothing. Not judged yet, whatever comes of it later.</summary>
    public JudgeQuestion? Judge { get; init; }
}
