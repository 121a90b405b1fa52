namespace Daylight.Inspection;

/// <summary>
/// A text as symbols: its characters, with the phrases of folded lexicons each as one symbol (the longest where several begin).
/// Clauses and sentences keep their borders; nothing is compared across them unless a unit spans them.
/// </summary>
internal sealed class SymbolText
{
    private readonly List<int> symbols = [];
    private readonly List<PlainSpan> places = [];
    private readonly List<int> clauseEnds = [];
    private readonly List<bool> endsSentence = [];
    private int[] folded = [];
    private int[] foldEnd = [];

    internal ReadOnlySpan<int> Symbols => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(symbols);

    internal int Clauses => clauseEnds.Count;

    internal int ClauseStart(int clause) => clause == 0 ? 0 : clauseEnds[clause - 1];

    internal int ClauseEnd(int clause) => clauseEnds[clause];

    internal bool EndsSentence(int clause) => endsSentence[clause];

    internal PlainSpan Span(int from, int to) => new(places[from].Start, places[to - 1].End);

    internal void Set(UtteranceScan scan, IReadOnlyList<int> foldedAtoms)
    {
        symbols.Clear();
        places.Clear();
        clauseEnds.Clear();
        endsSentence.Clear();
        var text = scan.Text;
        var hasFolds = Fold(scan, foldedAtoms);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is NormalisedText.SentenceEnd or NormalisedText.ClauseMark)
            {
                EndClause(text[i] == NormalisedText.SentenceEnd);
            }
            else if (hasFolds && foldEnd[i] > i)
            {
                symbols.Add(GramWeights.LexiconFrom + folded[i]);
                places.Add(new PlainSpan(i, foldEnd[i]));
                i = foldEnd[i] - 1;
            }
            else
            {
                symbols.Add(text[i]);
                places.Add(new PlainSpan(i, i + 1));
            }
        }

        EndClause(isSentence: true);
    }

    private void EndClause(bool isSentence)
    {
        if (symbols.Count > (clauseEnds.Count == 0 ? 0 : clauseEnds[^1]))
        {
            clauseEnds.Add(symbols.Count);
            endsSentence.Add(isSentence);
        }
        else if (endsSentence.Count > 0)
        {
            endsSentence[^1] |= isSentence;
        }
    }

    /// <summary>By position: which lexicon begins here and where its longest phrase ends.</summary>
    private bool Fold(UtteranceScan scan, IReadOnlyList<int> atoms)
    {
        if (!atoms.Any(scan.Has))
        {
            return false;
        }

        if (folded.Length < scan.Text.Length)
        {
            folded = new int[scan.Text.Length];
            foldEnd = new int[scan.Text.Length];
        }

        Array.Clear(foldEnd, 0, scan.Text.Length);
        var spans = new List<PlainSpan>();
        for (var lexicon = 0; lexicon < atoms.Count; lexicon++)
        {
            spans.Clear();
            scan.Collect(new PhraseSet(atoms[lexicon], []), spans);
            foreach (var span in spans)
            {
                if (span.End > foldEnd[span.Start])
                {
                    (folded[span.Start], foldEnd[span.Start]) = (lexicon, span.End);
                }
            }
        }

        return true;
    }
}
