namespace Daylight.Inspection;

/// <summary>A condition that held: at which utterance, on which words, and which other hits made it so.</summary>
internal sealed record Hit
{
    /// <summary>The utterance's position; -1 where absence is the point.</summary>
    internal required int Index { get; init; }

    internal int Seq { get; init; }

    internal UtteranceRole Role { get; init; }

    internal int Turn { get; init; }

    internal int Sentence { get => Reasons is null ? field : Explained().Sentence; init; }

    internal double? Start { get; init; }

    internal double? End { get; init; }

    internal TextSpan? Span { get => Reasons is null ? field : Explained().Span; init; }

    internal string Matched { get; init; } = "";

    internal string Normalised { get; init; } = "";

    /// <summary>Earlier or other hits without which this one would not count.</summary>
    internal IReadOnlyList<Hit> Because { get; init; } = [];

    /// <summary>What there is to say beyond the words, in Chinese.</summary>
    internal string? Note { get; init; }

    /// <summary>How sure the hit itself is, where that is not the rule's to say; null otherwise.</summary>
    internal double? Confidence { get; init; }

    /// <summary>The hash of the detector that found it; null where none did.</summary>
    internal string? Model { get; init; }

    /// <summary>What is still to be said of the detector that found it, before anything else in the note; null where there is nothing, or all is said.</summary>
    internal DetectorReasons? Reasons { get; init; }

    /// <summary>What was undone to read the words.</summary>
    internal Evasion Evasion { get; init; }

    /// <summary>The hit with everything that there is to say of it.</summary>
    internal Hit Explained() => Reasons is null ? this : Reasons.Give(this);

    /// <summary>The hit, which stood for the whole utterance, on words of its own.</summary>
    /// <param name="span">The words.</param>
    /// <param name="text">The utterance they stand in.</param>
    /// <param name="restored">The words as they are meant.</param>
    internal Hit On(PlainSpan span, NormalisedText text, string restored)
    {
        var original = text.OriginalSpan(span.Start, span.End);
        return this with
        {
            Sentence = Sentence + text.SentenceOf(span.Start),
            Span = original,
            Matched = text.Original[original.From..original.To],
            Normalised = restored,
            Evasion = span.Undone | text.Undone(span.Start, span.End),
        };
    }

    internal static Hit Absent(string note) => new() { Index = -1, Note = note };

    internal static Hit At(in Moment moment, string? note = null) => new()
    {
        Index = moment.Index,
        Seq = moment.Utterance.Seq,
        Role = moment.Role,
        Turn = moment.Turn,
        Sentence = moment.FirstSentence,
        Start = moment.Start,
        End = moment.End,
        Note = note,
    };
}
