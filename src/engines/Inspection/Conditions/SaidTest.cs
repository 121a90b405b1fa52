using System.Text.RegularExpressions;

namespace Daylight.Inspection;

/// <summary>Whether parts of a test must meet in one sentence or only in one utterance, or what a detector is asked of.</summary>
internal enum Scope
{
    /// <summary>Anywhere in the utterance.</summary>
    Utterance,

    /// <summary>In the same sentence.</summary>
    Sentence,

    /// <summary>The utterances of the conversation together; only of detectors.</summary>
    Conversation,
}

/// <summary>Where words stand that begin something.</summary>
internal enum Beginning
{
    /// <summary>At the beginning of a turn: nothing by this role before.</summary>
    Turn,

    /// <summary>At the beginning of a sentence.</summary>
    Sentence,
}

/// <summary>
/// A test of one utterance. Its words are those of <see cref="Any"/> and <see cref="Regex"/>, or of the first list of
/// <see cref="All"/> where neither is given; without any words the utterance itself is the hit.
/// </summary>
internal sealed record SaidTest
{
    internal required int Id { get; init; }

    internal required IReadOnlyList<UtteranceRole> By { get; init; }

    internal PhraseSet Any { get; init; } = PhraseSet.Empty;

    internal IReadOnlyList<PhraseSet> All { get; init; } = [];

    internal PhraseSet None { get; init; } = PhraseSet.Empty;

    internal PhraseSet NotIn { get; init; } = PhraseSet.Empty;

    internal Regex? Regex { get; init; }

    internal Regex? NotRegex { get; init; }

    /// <summary>Entities that must stand beside the words; where there are no words, they are the hit.</summary>
    internal EntityTest? Entity { get; init; }

    /// <summary>Sample sentences one of which must be resembled; such a test has no words of its own.</summary>
    internal SimilarTest? Similar { get; init; }

    /// <summary>A statistical detector that must find it; such a test has no words of its own.</summary>
    internal DetectorTest? Detector { get; init; }

    /// <summary>What detectors must think of the whole utterance beside the words.</summary>
    internal IReadOnlyList<DetectorBar> Bars { get; init; } = [];

    internal Guard Guards { get; init; } = Guard.All;

    internal Scope Scope { get; init; }

    /// <summary>Where the words must begin; null for anywhere.</summary>
    internal Beginning? Begins { get; init; }

    /// <summary>Different places in the utterance at which the words must stand.</summary>
    internal int AtLeast { get; init; } = 1;

    /// <summary>Shortest normalised text that is considered.</summary>
    internal int LengthMin { get; init; }

    /// <summary>The utterance must lie this close to the beginning of the conversation.</summary>
    internal Window? First { get; init; }

    /// <summary>The set whose words make the hit.</summary>
    internal PhraseSet Words => !Any.IsEmpty || Regex is not null || All.Count == 0 ? Any : All[0];

    internal bool HasWords => !Words.IsEmpty || Regex is not null;

    /// <summary>Atoms one of which must occur, or null when the test must look at every utterance.</summary>
    internal IEnumerable<int>? WakingAtoms
        => Regex is not null && All.Count == 0 ? null : WakingSet is { IsEmpty: false } set ? Atoms(set) : null;

    private PhraseSet? WakingSet => All.Count > 0 ? All[0] : Regex is null ? Any : null;

    private static IEnumerable<int> Atoms(PhraseSet set)
        => set.Patterns.Select(p => p.Rarest).Concat(set.Atom >= 0 ? [set.Atom] : []).Distinct();
}
