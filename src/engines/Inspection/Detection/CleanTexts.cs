namespace Daylight.Inspection;

/// <summary>Labelled texts, each once: copies are left out, and what carries both labels is left out altogether.</summary>
internal sealed record CleanTexts(IReadOnlyList<DetectorText> Texts, bool[] Positive, int Duplicates, int Contradictions)
{
    internal static CleanTexts Of(IReadOnlyList<LabelledText> texts)
    {
        Dictionary<string, (int First, bool Contradicted)> seen = new(StringComparer.Ordinal);
        var read = new DetectorText?[texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            var text = DetectorText.Of(texts[i].Text);
            var key = Letters(text);
            if (seen.TryAdd(key, (i, false)))
            {
                read[i] = text;
            }
            else if (texts[seen[key].First].Positive != texts[i].Positive)
            {
                seen[key] = (seen[key].First, true);
            }
        }

        var contradicted = seen.Values.Where(one => one.Contradicted).Select(one => one.First).ToArray();
        Array.ForEach(contradicted, i => read[i] = null);
        var kept = Enumerable.Range(0, read.Length).Where(i => read[i] is not null).ToArray();
        return new CleanTexts(
            Array.ConvertAll(kept, i => read[i]!), // Chosen above for not being null.
            Array.ConvertAll(kept, i => texts[i].Positive), texts.Count - seen.Count, contradicted.Length);
    }

    /// <summary>Two texts are copies if they differ in nothing but punctuation, blanks and emoji; those without letters are compared whole.</summary>
    internal static string Letters(DetectorText text)
    {
        var letters = string.Concat(text.Characters.ToString().Where(char.IsLetterOrDigit));
        return letters.Length > 0 ? letters : text.Characters.ToString();
    }
}
