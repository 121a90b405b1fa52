namespace Daylight.Gate;

/// <summary>Runs the vectors that stand in a pack: a rule without a passing one keeps its pack from loading.</summary>
internal static class PackCheck
{
    public static bool Passes(PolicyPack pack, string file, IReadOnlyDictionary<string, DayTypes> calendars, List<PackProblem> problems)
    {
        var before = problems.Count;
        var policy = new GatePolicy([pack]);
        var proven = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vector in pack.Vectors)
        {
            var result = VectorRun.Run(vector, policy, file, calendars);
            if (result.Passed) proven.UnionWith(vector.ExpectedRules);
            else problems.Add(new(file, vector.Line, vector.Id, string.Join("; ", result.Failures)));
        }
        foreach (var rule in pack.Rules)
            if (!proven.Contains(rule.Id)) problems.Add(new(file, 0, rule.Id, "has no passing vector, and needs at least one"));
        return problems.Count == before;
    }
}
