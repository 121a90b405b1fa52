namespace Daylight.Inspection;

/// <summary>
/// All phrases of a rulebook and the atoms they belong to. An atom is a set of phrases any of which will do; patterns
/// are sequences of atoms. Filled while rules are compiled, then frozen into the automaton.
/// </summary>
internal sealed class PhraseTable(Background background)
{
    private readonly Dictionary<string, int> phraseIds = new(StringComparer.Ordinal);
    private readonly List<List<AtomMember>> members = [];
    private readonly Dictionary<string, int> atomIds = new(StringComparer.Ordinal);
    private readonly List<double> commonness = [];

    internal int AtomCount => atomIds.Count;

    internal PhraseAutomaton? Automaton { get; private set; }

    /// <summary>The phrases looked for in disguise; null where no lexicon asks for it.</summary>
    internal EvasionTable? Disguised { get; private set; }

    internal AtomMember[][] Members { get; private set; } = [];

    /// <summary>The atom of these phrases; the same phrases give the same atom. -1 where there are none.</summary>
    internal int Atom(IReadOnlyCollection<Phrase> phrases)
    {
        if (phrases.Count == 0)
        {
            return -1;
        }

        var key = string.Join('\u0001', phrases.Select(p => p.Key).Distinct().Order(StringComparer.Ordinal));
        if (atomIds.TryGetValue(key, out var atom))
        {
            return atom;
        }

        atom = atomIds.Count;
        atomIds.Add(key, atom);
        commonness.Add(phrases.Sum(p => Math.Pow(0.02, p.Normalised.Length)));
        foreach (var phrase in phrases.DistinctBy(p => p.Key))
        {
            if (!phraseIds.TryGetValue(phrase.Normalised, out var id))
            {
                id = members.Count;
                phraseIds.Add(phrase.Normalised, id);
                members.Add([]);
            }

            if (phrase.Disguises.More != Evasion.None)
            {
                Disguised ??= new EvasionTable(background);
                Disguised.Add(new DisguisedPhrase(atom, phrase.Normalised, phrase.Disguises.More, phrase.Disguises.Rarity));
            }

            members[id].Add(new AtomMember(atom, phrase.Check, phrase.Exact));
        }

        return atom;
    }

    /// <summary>The atom of a pattern that is least likely to occur by chance: without it the pattern need not be looked at.</summary>
    internal int Rarest(IReadOnlyList<int> atoms) => atoms.MinBy(a => commonness[a]);

    internal void Freeze()
    {
        Disguised?.Freeze();
        Automaton = new PhraseAutomaton(phraseIds.OrderBy(p => p.Value).Select(p => p.Key).ToArray());
        Members = members.Select(m => m.ToArray()).ToArray();
    }
}

/// <summary>A phrase of one atom; with a check the original words must equal <paramref name="Exact"/> under those options.</summary>
internal readonly record struct AtomMember(int Atom, MatchOptions? Check, string Exact);

/// <summary>A phrase as the automaton knows it, and the narrower check its lexicon asks for.</summary>
internal sealed record Phrase(string Normalised, MatchOptions? Check, string Exact, MatchOptions Disguises)
{
    internal string Key => Check is null && Disguises.More == Evasion.None ? Normalised : $"{Normalised}\u0002{Exact}\u0002{Disguises}";

    internal static Phrase Of(string text, MatchOptions options)
    {
        var normalised = NormalisedText.Of(text);
        return options.Basic == MatchOptions.Loosest
            ? new Phrase(normalised, null, normalised, options)
            : new Phrase(normalised, options.Basic, NormalisedText.Of(text, options.Basic), options);
    }
}

/// <summary>
/// A sequence of atoms with at most so many characters between neighbours, within one sentence; a negative gap is the
/// complement of one that must not cross a clause mark either.
/// </summary>
internal sealed record Pattern(int[] Atoms, int[] Gaps, int Rarest);

/// <summary>A list of phrases and patterns, any of which will do.</summary>
internal sealed record PhraseSet(int Atom, Pattern[] Patterns)
{
    internal static PhraseSet Empty { get; } = new(-1, []);

    internal bool IsEmpty => Atom < 0 && Patterns.Length == 0;
}

/// <summary>Part of a normalised text: from included, to excluded; and whether a negator stands between its places, and what disguise was undone.</summary>
internal readonly record struct PlainSpan(int Start, int End, bool NegatedBetween = false, Evasion Undone = Evasion.None);
