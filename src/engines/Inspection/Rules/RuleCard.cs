namespace Daylight.Inspection;

/// <summary>What a rule says about itself: everything a screen or a report needs to name it.</summary>
public sealed record RuleCard
{
    /// <summary>The id, such as "cn.impersonation".</summary>
    public required string Id { get; init; }

    /// <summary>The finding category.</summary>
    public required string Category { get; init; }

    /// <summary>How serious a finding is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The law or norm it rests on.</summary>
    public string? Basis { get; init; }

    /// <summary>What the speaker could say instead, for a hint on their own screen; null for none.</summary>
    public LocalText? Advice { get; init; }

    /// <summary>Points taken from the score.</summary>
    public double Points { get; init; }

    /// <summary>A fatal item sets the score to 0.</summary>
    public bool Fatal { get; init; }

    /// <summary>What to do with a message that breaks it.</summary>
    public MessageAction Action { get; init; }

    /// <summary>How sure a finding is, from 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>What a language model is asked about its findings where the institution has one; null where nothing is.</summary>
    public JudgeQuestion? Judge { get; init; }

    /// <summary>The line of the file on which the rule stands, from 1.</summary>
    public int Line { get; init; }
}
