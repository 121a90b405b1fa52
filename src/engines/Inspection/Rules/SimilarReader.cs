using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads the samples of 'similar' conditions into one index for each set of folded lexicons.</summary>
internal sealed class SimilarReader(LexiconReader lexicons, PhraseTable table, Background background, YamlProblems problems)
{
    private const double AtLeastDefault = 0.55;
    private const int SampleLengthMin = 4;
    private const int SampleLengthMax = 60;

    private readonly Dictionary<string, SampleIndex> indexes = new(StringComparer.Ordinal);
    private readonly Lazy<GramWeights> weights = new(() => new GramWeights(background));
    private IReadOnlyList<YamlScalarNode> foldDefault = [];

    internal void ReadDefaults(YamlMap defaults) => foldDefault = defaults.Texts("fold");

    internal SimilarTest? Read(YamlMap map)
    {
        var folds = map.Has("fold") ? map.Texts("fold") : foldDefault;
        var atoms = new SortedSet<int>(folds.Select(Atom).Where(atom => atom >= 0));
        var samples = Samples(map, "to", atoms);
        var counters = Samples(map, "notTo", atoms);
        var atLeast = map.Number("atLeast", 0.3, 1) ?? AtLeastDefault;
        if (samples.Count == 0)
        {
            map.Problem("'similar' needs sample sentences", "add 'to: [ … ]'");
            return null;
        }

        var index = Index(atoms);
        var test = index.AddTest();
        samples.ForEach(text => index.Add(new Sample(test, text, IsCounter: false)));
        counters.ForEach(text => index.Add(new Sample(test, text, IsCounter: true)));
        return new SimilarTest(index, test, atLeast);
    }

    /// <summary>Makes the vectors, once all phrases are in the automaton.</summary>
    internal void Build()
    {
        foreach (var index in indexes.Values)
        {
            index.Build(table);
        }
    }

    private SampleIndex Index(SortedSet<int> atoms)
    {
        var key = string.Join(',', atoms);
        if (!indexes.TryGetValue(key, out var index))
        {
            indexes[key] = index = new SampleIndex([.. atoms], weights.Value);
        }

        return index;
    }

    private int Atom(YamlScalarNode name)
        => lexicons.Find((name.Value ?? "").TrimStart('$'), name) is { } lexicon ? table.Atom([.. lexicon.Phrases]) : -1;

    private List<string> Samples(YamlMap map, string key, SortedSet<int> atoms)
    {
        var samples = new List<string>();
        foreach (var node in map.Texts(key))
        {
            var text = WithLexicons(node, atoms);
            var length = NormalisedText.Of(text).Length;
            if (length is < SampleLengthMin or > SampleLengthMax)
            {
                problems.Add(node, $"a sample has {SampleLengthMin} to {SampleLengthMax} letters, digits and Han characters, here are {length}", "for shorter words use 'said'");
                continue;
            }

            samples.Add(text);
        }

        return samples;
    }

    /// <summary>"$name" in a sample stands for any phrase of the lexicon: the lexicon is folded and its first phrase put there.</summary>
    private string WithLexicons(YamlScalarNode node, SortedSet<int> atoms)
    {
        var text = node.Value ?? "";
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0; at = text.IndexOf('$', StringComparison.Ordinal))
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                end++;
            }

            var phrase = "";
            if (lexicons.Find(text[(at + 1)..end], node) is { Phrases.Count: > 0 } lexicon)
            {
                atoms.Add(table.Atom([.. lexicon.Phrases]));
                phrase = lexicon.Phrases[0].Normalised;
            }

            text = text[..at] + phrase + text[end..];
        }

        return text;
    }
}
