namespace Daylight.Inspection;

/// <summary>A run of one to three characters that a model knows, where it stands in the text.</summary>
internal readonly record struct KnownRun(int Index, int Start, int Length)
{
    /// <summary>Keeps a text without any known run from being divided by nothing.</summary>
    internal const double NormMin = 1e-6;

    /// <summary>All known runs of a text, those of the same characters one after the other.</summary>
    internal static ReadOnlySpan<KnownRun> Find(KeyTable table, ReadOnlySpan<char> text, int lengthMax, DetectorWork work)
    {
        var runs = work.Runs(text.Length * lengthMax);
        var count = 0;
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = 1; length <= lengthMax && start + length <= text.Length; length++)
            {
                var index = table.Find(NgramKey.Of(text.Slice(start, length)));
                if (index >= 0)
                {
                    runs[count++] = new KnownRun(index, start, length);
                }
            }
        }

        var known = runs[..count];
        known.Sort(static (a, b) => a.Index != b.Index ? a.Index.CompareTo(b.Index) : a.Start.CompareTo(b.Start));
        return known;
    }

    /// <summary>The length of the vector of the distinct runs, each counting as much as given.</summary>
    internal static double Norm(ReadOnlySpan<KnownRun> runs, ReadOnlySpan<float> counts)
    {
        var squares = 0d;
        for (var i = 0; i < runs.Length; i++)
        {
            if (i == 0 || runs[i].Index != runs[i - 1].Index)
            {
                squares += (double)counts[runs[i].Index] * counts[runs[i].Index];
            }
        }

        return Math.Sqrt(squares) + NormMin;
    }

    /// <summary>Adds the weight of each run, shared among the places where it stands.</summary>
    internal static void Share(ReadOnlySpan<KnownRun> runs, Func<int, double> weight, Action<int, int, double> add)
    {
        for (var i = 0; i < runs.Length;)
        {
            var next = i + 1;
            while (next < runs.Length && runs[next].Index == runs[i].Index)
            {
                next++;
            }

            var share = weight(runs[i].Index) / (next - i);
            for (; i < next; i++)
            {
                add(runs[i].Start, runs[i].Start + runs[i].Length, share);
            }
        }
    }
}
