namespace Daylight.Inspection;

/// <summary>
/// What a detector of many labels learns from: texts, each once, and what is known of each label. Copies are joined; where they
/// contradict each other on a label, nothing is known of it.
/// </summary>
internal sealed class LabelTexts
{
    internal const sbyte Carried = 1;
    internal const sbyte Absent = -1;
    internal const sbyte Unknown = 0;

    private const sbyte Contradicted = 2;

    private LabelTexts(IReadOnlyList<(string Label, string Field)> labels, IReadOnlyList<DetectorText> texts, IReadOnlyList<DetectorText> before, IReadOnlyList<ConversationKind?> kinds, sbyte[][] truths, int[] lines, int duplicates)
        => (Labels, Texts, Before, Kinds, Truths, Lines, Duplicates) = (labels, texts, before, kinds, truths, lines, duplicates);

    internal IReadOnlyList<(string Label, string Field)> Labels { get; }

    internal IReadOnlyList<DetectorText> Texts { get; }

    /// <summary>For each text, what somebody else said before; may be empty.</summary>
    internal IReadOnlyList<DetectorText> Before { get; }

    internal IReadOnlyList<ConversationKind?> Kinds { get; }

    /// <summary>For each text, one of the constants above for each label.</summary>
    internal sbyte[][] Truths { get; }

    /// <summary>For each text, the number of the line where it first stood.</summary>
    internal int[] Lines { get; }

    internal int Duplicates { get; }

    internal static LabelTexts Of(IReadOnlyList<LabelledUtterance> utterances, IReadOnlyList<(string Label, string Field)> labels)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        List<DetectorText> texts = [];
        List<DetectorText> before = [];
        List<ConversationKind?> kinds = [];
        List<sbyte[]> truths = [];
        List<int> lines = [];
        for (var i = 0; i < utterances.Count; i++)
        {
            var (text, said, kind) = (DetectorText.Of(utterances[i].Spoken.Text), DetectorText.Of(utterances[i].Spoken.Before ?? ""), utterances[i].Spoken.Kind);
            var key = $"{CleanTexts.Letters(text)}\n{CleanTexts.Letters(said)}\n{kind}";
            var known = labels.Select(label => utterances[i].Carries(label.Label, label.Field) switch { true => Carried, false => Absent, null => Unknown }).ToArray();
            if (seen.TryAdd(key, texts.Count))
            {
                texts.Add(text);
                before.Add(said);
                kinds.Add(kind);
                truths.Add(known);
                lines.Add(i);
            }
            else
            {
                Join(truths[seen[key]], known);
            }
        }

        foreach (var known in truths)
        {
            known.AsSpan().Replace(Contradicted, Unknown);
        }

        return new LabelTexts(labels, texts, before, kinds, [.. truths], [.. lines], utterances.Count - texts.Count);
    }

    internal LabelTexts Only(IReadOnlyList<int> labels) =>
        new([.. labels.Select(label => Labels[label])], Texts, Before, Kinds, Array.ConvertAll(Truths, known => labels.Select(label => known[label]).ToArray()), Lines, Duplicates);

    internal int Count(int label, sbyte truth) => Truths.Count(known => known[label] == truth);

    private static void Join(sbyte[] first, sbyte[] other)
    {
        for (var label = 0; label < first.Length; label++)
        {
            if (first[label] == Unknown)
            {
                first[label] = other[label];
            }
            else if (other[label] != Unknown && other[label] != first[label])
            {
                first[label] = Contradicted;
            }
        }
    }
}
