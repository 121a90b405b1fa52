using System.Runtime.InteropServices;

namespace Daylight.Inspection;

/// <summary>
/// All samples of the tests that fold the same lexicons, as weighted vectors of length 1, with an inverted index over
/// pairs and triples of symbols: a text only meets the samples it shares one with. Immutable once built.
/// </summary>
internal sealed class SampleIndex(IReadOnlyList<int> foldedAtoms, GramWeights weights)
{
    private readonly List<Sample> samples = [];
    private readonly List<Dictionary<ulong, double>> vectors = [];
    private readonly Dictionary<ulong, List<Posting>> postings = [];

    internal IReadOnlyList<int> FoldedAtoms => foldedAtoms;

    internal GramWeights Weights => weights;

    internal int Tests { get; private set; }

    internal IReadOnlyList<Sample> Samples => samples;

    internal int AddTest() => Tests++;

    internal void Add(Sample sample) => samples.Add(sample);

    /// <summary>Builds the vectors; all phrases must be in the automaton by then.</summary>
    internal void Build(PhraseTable table)
    {
        var scan = new UtteranceScan(table);
        var text = new SymbolText();
        foreach (var sample in samples)
        {
            scan.Run(sample.Text);
            text.Set(scan, foldedAtoms);
            var vector = new Dictionary<ulong, double>();
            Add(text, 0, text.Clauses, vector);
            Normalise(vector);
            foreach (var (key, weight) in vector)
            {
                if (key > uint.MaxValue >> 11)
                {
                    (CollectionsMarshal.GetValueRefOrAddDefault(postings, key, out _) ??= []).Add(new Posting(vectors.Count, weight));
                }
            }

            vectors.Add(vector);
        }
    }

    internal IReadOnlyList<Posting> Postings(ulong key) => postings.TryGetValue(key, out var list) ? list : [];

    internal Dictionary<ulong, double> Vector(int sample) => vectors[sample];

    /// <summary>Adds what the clauses from..to hold; a gram that comes again counts a little more, not as much again.</summary>
    internal void Add(SymbolText text, int from, int to, Dictionary<ulong, double> vector)
    {
        for (var clause = from; clause < to; clause++)
        {
            var symbols = text.Symbols[text.ClauseStart(clause)..text.ClauseEnd(clause)];
            for (var i = 0; i < symbols.Length; i++)
            {
                for (var n = 1; n <= 3 && i + n <= symbols.Length; n++)
                {
                    var gram = symbols.Slice(i, n);
                    ref var weight = ref CollectionsMarshal.GetValueRefOrAddDefault(vector, GramWeights.Key(gram), out var isThere);
                    weight = isThere ? weight * 1.2 : weights.Of(gram);
                }
            }
        }
    }

    internal static void Normalise(Dictionary<ulong, double> vector)
    {
        var length = Math.Sqrt(vector.Values.Sum(w => w * w));
        foreach (var key in vector.Keys.ToArray())
        {
            vector[key] /= length;
        }
    }

    internal readonly record struct Posting(int Sample, double Weight);
}
