namespace Daylight.Gate;

/// <summary>What <c>gate check</c> found.</summary>
/// <param name="Results">Every vector, and a failed result for each problem of a file.</param>
public sealed record VectorReport(IReadOnlyList<VectorResult> Results)
{
    /// <summary>How many passed.</summary>
    public int Passed => Results.Count(r => r.Passed);

    /// <summary>How many failed.</summary>
    public int Failed => Results.Count - Passed;

    /// <summary>Fields of the files that nobody knows; they were ignored.</summary>
    public IReadOnlyList<PackProblem> Warnings { get; init; } = [];

    /// <summary>The summary line.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed";
}

/// <summary>The work of <c>daylight gate check</c>, over texts.</summary>
public static class GateCheck
{
    private const int ProblemsShown = 3;

    /// <summary>Runs all vectors of the files against the packs they name.</summary>
    public static VectorReport Run(IEnumerable<NamedText> files, PackLibrary library)
    {
        var (results, warnings) = (new List<VectorResult>(), new List<PackProblem>());
        foreach (var file in files)
        {
            var read = VectorFile.Read(file.Text, file.Name);
            results.AddRange(read.Problems.Select(p => new VectorResult(p.File, p.Line, p.Field, [p.Message], null)));
            results.AddRange(read.Vectors.Select(v => Run(v, file.Name, library)));
            warnings.AddRange(read.Warnings);
        }
        return new(results) { Warnings = warnings };
    }

    private static VectorResult Run(Vector vector, string file, PackLibrary library)
    {
        // An empty list of packs is a question too: the gate refuses it.
        if (vector.Packs.Count == 0) return VectorRun.Run(vector, new GatePolicy([]), file, library.Calendars);
        var policy = library.Resolve(vector.Packs, out var unknown);
        return policy is null
            ? new(file, vector.Line, vector.Id, [$"no pack that loads is called {string.Join(", ", unknown)}", .. library.Problems.Take(ProblemsShown).Select(p => p.ToString())], null)
            : VectorRun.Run(vector, policy, file, library.Calendars);
    }
}
