namespace Daylight.Inspection;

/// <summary>In how many texts each run of one to three characters stands.</summary>
internal static class RunCounts
{
    internal static Dictionary<uint, int> Of(IEnumerable<DetectorText> texts, int lengthMax)
    {
        Dictionary<uint, int> counts = [];
        HashSet<uint> seen = [];
        foreach (var text in texts)
        {
            seen.Clear();
            foreach (var key in Keys(text, lengthMax))
            {
                if (seen.Add(key))
                {
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }
        }

        return counts;
    }

    /// <summary>The runs that stand in at least so many texts, ascending.</summary>
    internal static uint[] Known(Dictionary<uint, int> counts, int textsMin)
    {
        var known = counts.Where(pair => pair.Value >= textsMin).Select(pair => pair.Key).ToArray();
        Array.Sort(known);
        return known;
    }

    /// <summary>The places of the known runs of a text, each once, ascending.</summary>
    internal static int[] Distinct(DetectorText text, KeyTable table, int lengthMax)
    {
        var indexes = Keys(text, lengthMax).Select(table.Find).Where(index => index >= 0).Distinct().ToArray();
        Array.Sort(indexes);
        return indexes;
    }

    private static IEnumerable<uint> Keys(DetectorText text, int lengthMax)
    {
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = 1; length <= lengthMax && start + length <= text.Length; length++)
            {
                yield return NgramKey.Of(text.Characters.Slice(start, length));
            }
        }
    }
}
