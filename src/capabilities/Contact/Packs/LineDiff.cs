namespace Daylight.Contact;

/// <summary>Compares two texts line by line: the fewest lines added and removed, after what is alike at both ends.</summary>
public static class LineDiff
{
    /// <summary>Beyond so many changed lines the middle is shown as replaced whole.</summary>
    private const int EditsMax = 2_000;

    private const int LinesAround = 3;

    /// <summary>The lines that differ, with three around them; a gap stands for lines left out.</summary>
    public static IReadOnlyList<LineChangeView> Of(string from, string to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
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
        if (Reaches(old, now) is not { } reaches)
        {
            return old.Select((line, i) => Removed(offset + i, line)).Concat(now.Select((line, i) => Added(offset + i, line)));
        }

        List<LineChangeView> back = [];
        var (x, y) = (old.Length, now.Length);
        for (var edits = reaches.Count - 1; edits >= 0; edits--)
        {
            var (fromX, fromY) = edits == 0 ? (0, 0) : Before(reaches[edits], edits, x - y);
            for (; x > fromX && y > fromY; x--, y--)
            {
                back.Add(Same(offset + x - 1, offset + y - 1, old[x - 1]));
            }

            if (edits > 0)
            {
                back.Add(x == fromX ? Added(offset + y - 1, now[y - 1]) : Removed(offset + x - 1, old[x - 1]));
                (x, y) = (fromX, fromY);
            }
        }

        back.Reverse();
        return back;
    }

    /// <summary>
    /// How far each diagonal is reached before the n-th edit (Myers, An O(ND) difference algorithm, 1986); null where the texts
    /// differ in more lines than are told apart. Diagonal k stands at place k + n + 1.
    /// </summary>
    private static List<int[]>? Reaches(string[] old, string[] now)
    {
        List<int[]> reaches = [];
        var reach = new int[(2 * EditsMax) + 3];
        for (var edits = 0; edits <= EditsMax; edits++)
        {
            reaches.Add(reach[(EditsMax - edits)..(EditsMax + edits + 3)]);
            for (var k = -edits; k <= edits; k += 2)
            {
                var at = k + EditsMax + 1;
                var x = edits == 0 ? 0 : IsDown(reach, at, k, edits) ? reach[at + 1] : reach[at - 1] + 1;
                while (x < old.Length && x - k < now.Length && old[x] == now[x - k])
                {
                    x++;
                }

                reach[at] = x;
                if (x >= old.Length && x - k >= now.Length)
                {
                    return reaches;
                }
            }
        }

        return null;
    }

    private static (int X, int Y) Before(int[] reach, int edits, int k)
    {
        var at = k + edits + 1;
        var isDown = IsDown(reach, at, k, edits);
        var x = isDown ? reach[at + 1] : reach[at - 1];
        return (x, x - (isDown ? k + 1 : k - 1));
    }

    /// <summary>Whether the furthest way onto a diagonal adds a line, rather than removing one.</summary>
    private static bool IsDown(int[] reach, int at, int k, int edits) => k == -edits || (k != edits && reach[at - 1] < reach[at + 1]);

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

    private static LineChangeView Added(int to, string text) => new("added", null, to + 1, text);

    private static LineChangeView Removed(int from, string text) => new("removed", from + 1, null, text);

    private static LineChangeView Same(int from, int to, string text) => new("same", from + 1, to + 1, text);
}
