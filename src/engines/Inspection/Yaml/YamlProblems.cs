using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>The problems found in one file so far; beyond a hundred only the count would help nobody.</summary>
internal sealed class YamlProblems(string file)
{
    private const int ProblemsMax = 100;

    private readonly List<RulebookProblem> problems = [];

    internal IReadOnlyList<RulebookProblem> All => problems;

    internal bool Any => problems.Count > 0;

    internal void Add(int line, int column, string message, string? proposal)
    {
        if (problems.Count < ProblemsMax)
        {
            problems.Add(new RulebookProblem(file, Math.Max(1, line), Math.Max(1, column), message, proposal));
        }
    }

    internal void Add(YamlNode node, string message, string? proposal = null)
        => Add((int)node.Start.Line, (int)node.Start.Column, message, proposal);

    /// <summary>The known name nearest to a wrong one, where it is near enough to be meant.</summary>
    internal static string? Nearest(string wrong, IEnumerable<string> known)
    {
        var best = known.Select(k => (Name: k, Distance: Distance(wrong, k))).OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, wrong.Length / 2) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
