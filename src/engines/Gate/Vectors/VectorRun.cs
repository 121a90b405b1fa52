using NodaTime;

namespace Daylight.Gate;

/// <summary>What came of running a vector.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line.</param>
/// <param name="Id">Its id.</param>
/// <param name="Failures">How the answer differs from what was expected; empty when it passed.</param>
/// <param name="Decision">The answer; null when the vector could not be asked.</param>
public sealed record VectorResult(string File, int Line, string Id, IReadOnlyList<string> Failures, Decision? Decision)
{
    /// <summary>Whether the answer was as expected.</summary>
    public bool Passed => Failures.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Id}: {(Passed ? "passed" : string.Join("; ", Failures))}";
}

/// <summary>Asks vectors and compares the answers.</summary>
public static class VectorRun
{
    /// <summary>Runs one vector against a policy.</summary>
    public static VectorResult Run(Vector vector, GatePolicy policy, string file)
    {
        var decision = policy.Decide(vector.Question);
        return new(file, vector.Line, vector.Id, [.. Differences(vector.Expect, decision)], decision);
    }

    private static IEnumerable<string> Differences(Expectation expect, Decision decision)
    {
        if (decision.Verdict != expect.Verdict && !(expect.Verdict == Verdict.Permit && decision.IsPermitted))
            yield return $"verdict is {Words.Of(decision.Verdict)}, expected {Words.Of(expect.Verdict)}{Reasons(decision)}";
        foreach (var rule in expect.Rules ?? [])
            if (!decision.Rules.Any(r => r.Id == rule && Spoke(r, decision)))
                yield return $"rule {rule} did not speak{Reasons(decision)}";
        foreach (var code in expect.Obligations ?? [])
            if (!decision.Obligations.Any(o => o.Code == code))
                yield return $"obligation {code} is missing, there are: {string.Join(", ", decision.Obligations.Select(o => o.Code))}";
        foreach (var flag in expect.Flags ?? [])
            if (!decision.Flags.Contains(flag))
                yield return $"flag {flag} is missing, there are: {string.Join(", ", decision.Flags)}";
        if (expect.ChecksNext && decision.Next != expect.Next)
            yield return $"next is {Show(decision.Next)}, expected {Show(expect.Next)}";
    }

    /// <summary>On a refusal, a rule that merely passed has not spoken for it.</summary>
    private static bool Spoke(RuleFinding rule, Decision decision) => decision.IsPermitted || rule.Effect != RuleEffect.Pass;

    private static string Reasons(Decision decision)
    {
        var reasons = decision.Rules.Where(r => r.Effect >= RuleEffect.Refer).Select(r => r.Because is null ? r.Id : $"{r.Id} ({r.Because})");
        return decision.IsPermitted ? "" : $"; refused by {string.Join(", ", reasons)}";
    }

    private static string Show(Instant? instant) => instant is { } at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : "never";
}
