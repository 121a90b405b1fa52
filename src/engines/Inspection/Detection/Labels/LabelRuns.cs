namespace Daylight.Inspection;

/// <summary>The runs of characters that are known in one of the two texts of an utterance: its own words, or those before them.</summary>
/// <param name="table">The runs.</param>
/// <param name="rarities">How much a run counts towards the length of the text: its inverse document frequency.</param>
/// <param name="lengthMax">The longest run.</param>
internal sealed class LabelRuns(KeyTable table, float[] rarities, int lengthMax)
{
    /// <summary>Longest run of the words themselves.</summary>
    internal const int OwnLengthMax = NgramKey.LengthMax;

    /// <summary>Longest run of what was said before.</summary>
    internal const int BeforeLengthMax = 2;

    private readonly double[] squares = Array.ConvertAll(rarities, rarity => (double)rarity * rarity);

    internal KeyTable Table => table;

    internal float[] Rarities => rarities;

    internal int Count => rarities.Length;

    internal int LengthMax => lengthMax;

    internal double Square(int run) => squares[run];

    /// <param name="texts">The texts to learn the runs from.</param>
    /// <param name="lengthMax">The longest run.</param>
    /// <param name="textsMin">A run must stand in so many texts.</param>
    /// <param name="runsMax">If there are more, those of the fewest texts are left out.</param>
    internal static LabelRuns Of(IReadOnlyList<DetectorText> texts, int lengthMax, int textsMin, int runsMax)
    {
        var counts = RunCounts.Of(texts, lengthMax);
        var known = RunCounts.Known(counts, textsMin);
        while (known.Length > runsMax)
        {
            known = RunCounts.Known(counts, ++textsMin);
        }

        var rarities = Array.ConvertAll(known, key => (float)(1 + Math.Log((1d + texts.Count) / (1 + counts[key]))));
        return new LabelRuns(new KeyTable(known), NgramTraining.Rounded(rarities), lengthMax);
    }
}
