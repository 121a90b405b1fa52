namespace Daylight.Contact;

/// <summary>Compares two texts line by line: the longest common subsequence, after what is alike at both ends.</summary>
internal static class LineDiff
{
    /// <summary>Beyond so many pairs of lines the middle is shown as replaced whole.</summary>
    private const int PairsMost = 6_000_000;

    private const int LinesAround = 3;

    public static IReadOnlyList<LineChangeView> Of(string from, string to)
    {
        var (old, now) = (from.ReplaceLineEndings("\n").Split('\n'), to.ReplaceLineEndings("\n").Split('\n'));
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        List<LineChangeView> lines = [];
        lines.AddRange(Enumerable.Range(0, head).Select(i => Same(i, i, old[i])));
        lines.AddRange(Middle(old[head..^tail], now[head..^tail], head));
        lines.AddRange(Enumerable.Range(0, tail).Select(i => Same(old.Length - tail + i, now.Length - tail + i, old[old.Length - tail + i])));
        return Near(lines);
    }

    private static IEnumerable<LineChangeView> Middle(string[] old, string[] now, int offset)
    {
        var common = (long)old.Length * now.Length <= PairsMost ? Lengths(old, now) : null;
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (common is not null && i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return Same(offset + i, offset + j, old[i]);
                i++;
                j++;
            }
            else if (i < old.Length && (j == now.Length || common is null || common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new LineChangeView("removed", offset + i + 1, null, old[i]);
                i++;
            }
            else
            {
                yield return new LineChangeView("added", null, offset + j + 1, now[j]);
                j++;
            }
        }
    }

    private static int[,] Lengths(string[] old, string[] now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    /// <summary>Leaves out lines that are far from any change.</summary>
    private static List<LineChangeView> Near(List<LineChangeView> lines)
    {
        var isNear = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Change != "same")
            {
                Array.Fill(isNear, true, Math.Max(0, i - LinesAround), Math.Min(lines.Count, i + LinesAround + 1) - Math.Max(0, i - LinesAround));
            }
        }

        List<LineChangeView> near = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (isNear[i])
            {
                near.Add(lines[i]);
            }
            else if (near.Count > 0 && near[^1].Change != "gap" && isNear.AsSpan(i).Contains(true))
            {
                near.Add(new LineChangeView("gap", null, null, ""));
            }
        }

        return near;
    }

    private static LineChangeView Same(int from, int to, string text) => new("same", from + 1, to + 1, text);
}
