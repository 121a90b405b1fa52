namespace Daylight.Inspection;

/// <summary>
/// One utterance, normalised and scanned: where each atom occurs. Reused from utterance to utterance; a stamp per atom
/// says whether its list belongs to the present one.
/// </summary>
internal sealed class UtteranceScan(PhraseTable table)
{
    private const int SpansPerPatternMax = 64;

    /// <summary>Steps one pattern may take in one utterance: text made to explode a search ends here.</summary>
    private const int StepsPerPatternMax = 100_000;

    private static readonly string Mark = NormalisedText.ClauseMark.ToString();

    private readonly int[] head = new int[table.AtomCount];
    private readonly int[] tail = new int[table.AtomCount];
    private readonly int[] stamps = new int[table.AtomCount];
    private readonly List<PhraseHit> raw = [];
    private readonly List<AtomHit> hits = [];
    private readonly NormalisedText narrow = new();
    private readonly Dictionary<SampleIndex, (SimilarityScan Scan, int Stamp)> compared = [];
    private readonly Dictionary<Detector, (double Probability, int Stamp)> judged = [];
    private readonly Dictionary<LabelDetector, (double[] Probabilities, int Stamp)> judgedByLabel = [];
    private readonly EvasionText reading = new();
    private readonly List<DisguisedHit> disguisedHits = [];
    private readonly List<char> joined = [];
    private readonly List<int> places = [];
    private readonly List<Entity> entities = [];
    private bool entitiesKnown;
    private int stamp;
    private int steps;

    internal NormalisedText Text { get; } = new();

    /// <summary>The utterance as it was said, with what it was said in answer to.</summary>
    internal SpokenText Spoken { get; private set; }

    /// <summary>Numbers, amounts, dates and addresses; looked for once per utterance, and only when a rule asks.</summary>
    internal IReadOnlyList<Entity> Entities
    {
        get
        {
            if (!entitiesKnown)
            {
                entitiesKnown = true;
                EntityFinder.Find(Text, entities);
            }

            return entities;
        }
    }

    /// <summary>The utterance compared with the samples of an index; done once per utterance.</summary>
    internal SimilarityScan Compare(SampleIndex index)
    {
        if (!compared.TryGetValue(index, out var known))
        {
            known = (new SimilarityScan(index), -1);
        }

        if (known.Stamp != stamp)
        {
            known.Scan.Run(this);
            compared[index] = (known.Scan, stamp);
        }

        return known.Scan;
    }

    /// <summary>How probable a detector finds the whole utterance; judged once, however many rules ask.</summary>
    internal double Judged(Detector detector)
    {
        if (!judged.TryGetValue(detector, out var known) || known.Stamp != stamp)
        {
            judged[detector] = known = (detector.Judge(Text.Original).Probability, stamp);
        }

        return known.Probability;
    }

    /// <summary>How probable a detector finds each of its labels in the whole utterance; judged once, however many rules and labels ask.</summary>
    internal ReadOnlySpan<double> Judged(LabelDetector detector)
    {
        if (!judgedByLabel.TryGetValue(detector, out var known))
        {
            known = (new double[detector.Card.Labels.Count], -1);
        }

        if (known.Stamp != stamp)
        {
            detector.Judge(Spoken, known.Probabilities);
            judgedByLabel[detector] = (known.Probabilities, stamp);
        }

        return known.Probabilities;
    }

    /// <summary>The atoms that occur in the utterance, each once.</summary>
    internal List<int> Present { get; } = [];

    internal void Run(string text) => Run(new SpokenText(text));

    internal void Run(SpokenText spoken)
    {
        stamp++;
        Spoken = spoken;
        entitiesKnown = false;
        entities.Clear();
        raw.Clear();
        hits.Clear();
        Present.Clear();
        Text.Set(spoken.Text, MatchOptions.Loosest);
        table.Automaton!.Scan(Text.Characters, raw); // frozen before the first scan
        foreach (var hit in raw)
        {
            if (!Text.IsInsideWord(hit.Start))
            {
                AppendMembers(hit.Phrase, new PlainSpan(hit.Start, hit.End));
            }
        }

        if (Text.Pauses.Count > 0)
        {
            RunAcrossPauses();
        }

        if (table.Disguised is { } disguised)
        {
            RunDisguised(disguised);
        }
    }

    /// <summary>Phrases that a blank runs through: what reads as a pause may hide a word.</summary>
    private void RunAcrossPauses()
    {
        joined.Clear();
        places.Clear();
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text.Pauses.BinarySearch(i) < 0)
            {
                joined.Add(Text[i]);
                places.Add(i);
            }
        }

        raw.Clear();
        table.Automaton!.Scan(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(joined), raw); // frozen before the first scan
        foreach (var hit in raw)
        {
            var span = new PlainSpan(places[hit.Start], places[hit.End - 1] + 1);
            if (span.End - span.Start != hit.End - hit.Start)
            {
                AppendMembers(hit.Phrase, span with { Undone = Evasion.Symbols });
            }
        }
    }

    /// <summary>Normalised text from..to with disguised phrases as they are listed.</summary>
    internal string Restored(PlainSpan span)
    {
        var restored = Text.Characters[span.Start..span.End].ToString();
        if (span.Undone == Evasion.None)
        {
            return restored;
        }

        var end = span.End;
        foreach (var hit in disguisedHits.Where(h => h.Span.Start >= span.Start).OrderByDescending(h => h.Span.Start))
        {
            if (hit.Span.End <= end)
            {
                restored = string.Concat(restored.AsSpan(0, hit.Span.Start - span.Start), hit.Phrase.Text, restored.AsSpan(hit.Span.End - span.Start));
                end = hit.Span.Start;
            }
        }

        return (span.Undone & Evasion.Symbols) != 0 ? restored.Replace(Mark, "", StringComparison.Ordinal) : restored;
    }

    private void RunDisguised(EvasionTable disguised)
    {
        disguisedHits.Clear();
        disguised.Find(Text, reading, raw, disguisedHits);
        foreach (var hit in disguisedHits)
        {
            Append(hit.Phrase.Atom, hit.Span with { Undone = hit.Undone });
        }
    }

    internal bool Has(int atom) => atom >= 0 && stamps[atom] == stamp;

    internal bool HasAny(PhraseSet set)
    {
        if (Has(set.Atom))
        {
            return true;
        }

        foreach (var pattern in set.Patterns)
        {
            if (HasAll(pattern) && Occurs(pattern))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds every place where the set occurs.</summary>
    internal void Collect(PhraseSet set, List<PlainSpan> spans)
    {
        if (Has(set.Atom))
        {
            for (var h = head[set.Atom]; h >= 0; h = hits[h].Next)
            {
                spans.Add(hits[h].Span);
            }
        }

        foreach (var pattern in set.Patterns)
        {
            if (!HasAll(pattern))
            {
                continue;
            }

            steps = 0;
            var room = spans.Count + SpansPerPatternMax;
            for (var h = head[pattern.Atoms[0]]; h >= 0 && spans.Count < room; h = hits[h].Next)
            {
                Follow(pattern, 1, hits[h].Span, spans, room);
            }
        }
    }

    private bool HasAll(Pattern pattern)
    {
        if (!Has(pattern.Rarest))
        {
            return false;
        }

        foreach (var atom in pattern.Atoms)
        {
            if (!Has(atom))
            {
                return false;
            }
        }

        return true;
    }

    private bool Occurs(Pattern pattern)
    {
        steps = 0;
        for (var h = head[pattern.Atoms[0]]; h >= 0; h = hits[h].Next)
        {
            if (Follow(pattern, 1, hits[h].Span, null, 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks for the remaining places of a pattern; stops at the first where no list is given.</summary>
    private bool Follow(Pattern pattern, int place, PlainSpan sofar, List<PlainSpan>? spans, int room)
    {
        if (place == pattern.Atoms.Length)
        {
            spans?.Add(sofar);
            return spans is null || spans.Count >= room;
        }

        var atom = pattern.Atoms[place];
        if (!Has(atom))
        {
            return false;
        }

        for (var h = head[atom]; h >= 0 && steps++ < StepsPerPatternMax; h = hits[h].Next)
        {
            var hit = hits[h].Span;
            if (hit.Start >= sofar.End && Reaches(sofar.End, hit.Start, pattern.Gaps[place - 1])
                && Follow(pattern, place + 1, Extend(sofar, hit), spans, room))
            {
                return true;
            }
        }

        return false;
    }

    private PlainSpan Extend(PlainSpan sofar, PlainSpan hit)
        => new(sofar.Start, hit.End, sofar.NegatedBetween || (hit.Start - sofar.End > 1 && Guards.NegatesBetween(Text, sofar.End, hit.Start)), sofar.Undone | hit.Undone);

    private bool Reaches(int end, int start, int gap)
        => gap >= 0
            ? start - end <= gap && Text.SentenceOf(start) == Text.SentenceOf(end - 1)
            : start - end <= ~gap && Text.Characters[end..start].IndexOfAny(NormalisedText.ClauseMark, NormalisedText.SentenceEnd) < 0;

    private void AppendMembers(int phrase, PlainSpan span)
    {
        foreach (var member in table.Members[phrase])
        {
            if (member.Check is null || IsExact(member, span))
            {
                Append(member.Atom, span);
            }
        }
    }

    private void Append(int atom, PlainSpan span)
    {
        var index = hits.Count;
        hits.Add(new AtomHit(span, -1));
        if (stamps[atom] == stamp)
        {
            hits[tail[atom]] = hits[tail[atom]] with { Next = index };
        }
        else
        {
            stamps[atom] = stamp;
            head[atom] = index;
            Present.Add(atom);
        }

        tail[atom] = index;
    }

    private bool IsExact(AtomMember member, PlainSpan plain)
    {
        var span = Text.OriginalSpan(plain.Start, plain.End);
        narrow.Set(Text.Original[span.From..span.To], member.Check!); // only called where a check is given
        return narrow.Characters.SequenceEqual(member.Exact);
    }

    private readonly record struct AtomHit(PlainSpan Span, int Next);
}
