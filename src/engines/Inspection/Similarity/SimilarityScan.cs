using System.Text;

namespace Daylight.Inspection;

/// <summary>
/// Compares one utterance with all samples of an index: clause by clause, two clauses at a time, sentence by sentence and as a
/// whole. Answers per test the closest place that no counter-sample claims. Scratch space of one thread.
/// </summary>
internal sealed class SimilarityScan(SampleIndex index)
{
    /// <summary>Clauses of one utterance that are compared; what stands beyond is not looked at.</summary>
    private const int ClausesMax = 400;

    /// <summary>A longer unit resembles no sample sentence.</summary>
    private const int SymbolsMax = 120;

    private const int SharedMax = 5;

    private readonly SymbolText text = new();
    private readonly Dictionary<ulong, double> unit = [];
    private readonly double[] sums = new double[index.Samples.Count];
    private readonly List<int> touched = [];
    private readonly Resemblance[] best = new Resemblance[index.Tests];
    private readonly (double For, double Against, int Sample)[] here = new (double, double, int)[index.Tests];
    private readonly List<int> testsHere = [];

    internal void Run(UtteranceScan scan)
    {
        Array.Clear(best);
        text.Set(scan, index.FoldedAtoms);
        var clauses = Math.Min(text.Clauses, ClausesMax);
        var sentence = 0;
        for (var clause = 0; clause < clauses; clause++)
        {
            Compare(clause, clause + 1);
            if (clause > sentence)
            {
                Compare(clause - 1, clause + 1);
            }

            if (text.EndsSentence(clause) || clause + 1 == clauses)
            {
                CompareIfLonger(sentence, clause + 1, 2);
                sentence = clause + 1;
            }
        }

        CompareIfLonger(0, clauses, 1);
    }

    /// <summary>The closest place for a test; a similarity of 0 where nothing is.</summary>
    internal Resemblance Best(int test) => best[test];

    /// <summary>The sample, the words it shares with the place, the weightiest first, and where the first of them begins and the last ends.</summary>
    internal (string Sample, string Shared, PlainSpan Span) Explain(Resemblance found)
    {
        var sample = index.Vector(found.Sample);
        var (first, last) = (found.Span.End, found.Span.Start);
        var shared = new List<(string Words, double Weight)>();
        for (var i = 0; i < text.Symbols.Length; i++)
        {
            for (var n = 1; n <= 3 && i + n <= text.Symbols.Length; n++)
            {
                var key = GramWeights.Key(text.Symbols.Slice(i, n));
                var span = text.Span(i, i + n);
                if (span.Start >= found.Span.Start && span.End <= found.Span.End && sample.TryGetValue(key, out var weight))
                {
                    shared.Add((Words(text.Symbols.Slice(i, n)), weight));
                    (first, last) = n > 1 ? (Math.Min(first, span.Start), Math.Max(last, span.End)) : (first, last);
                }
            }
        }

        var telling = shared.OrderByDescending(s => s.Weight * s.Words.Length).Select(s => s.Words).Distinct(StringComparer.Ordinal).ToList();
        telling = telling.Where((words, i) => !telling.Take(i).Any(longer => longer.Contains(words, StringComparison.Ordinal))).Take(SharedMax).ToList();
        return (index.Samples[found.Sample].Text, string.Join('、', telling), new PlainSpan(first, last));
    }

    private static string Words(ReadOnlySpan<int> symbols)
    {
        var words = new StringBuilder();
        foreach (var symbol in symbols)
        {
            words.Append(symbol >= GramWeights.LexiconFrom ? '□' : (char)symbol);
        }

        return words.ToString();
    }

    private void CompareIfLonger(int from, int to, int than)
    {
        if (to - from > than)
        {
            Compare(from, to);
        }
    }

    private void Compare(int from, int to)
    {
        var (start, end) = (text.ClauseStart(from), text.ClauseEnd(to - 1));
        if (end - start > SymbolsMax)
        {
            return;
        }

        unit.Clear();
        index.Add(text, from, to, unit);
        var length = 0.0;
        foreach (var (key, weight) in unit)
        {
            length += weight * weight;
            foreach (var posting in index.Postings(key))
            {
                if (sums[posting.Sample] == 0)
                {
                    touched.Add(posting.Sample);
                }

                sums[posting.Sample] += weight * posting.Weight;
            }
        }

        if (touched.Count > 0)
        {
            Rank(text.Span(start, end), Math.Sqrt(length));
        }
    }

    private void Rank(PlainSpan span, double length)
    {
        foreach (var number in touched)
        {
            var sample = index.Samples[number];
            var similarity = Math.Min(1, (sums[number] + Singles(number)) / length);
            sums[number] = 0;
            ref var at = ref here[sample.Test];
            if (at == default)
            {
                testsHere.Add(sample.Test);
            }

            at = sample.IsCounter ? at with { Against = Math.Max(at.Against, similarity) }
                : similarity > at.For ? (similarity, at.Against, number) : at;
        }

        touched.Clear();
        foreach (var test in testsHere)
        {
            var (similarity, against, sample) = here[test];
            here[test] = default;
            if (similarity > against && similarity > best[test].Similarity)
            {
                best[test] = new Resemblance(similarity, span, sample);
            }
        }

        testsHere.Clear();
    }

    /// <summary>Single symbols are in no index, they would lead everywhere; they are added for the samples that are met anyway.</summary>
    private double Singles(int sample)
    {
        var sum = 0.0;
        foreach (var (key, weight) in index.Vector(sample))
        {
            if (key <= uint.MaxValue >> 11 && unit.TryGetValue(key, out var own))
            {
                sum += weight * own;
            }
        }

        return sum;
    }
}
