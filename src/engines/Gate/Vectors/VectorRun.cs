using NodaTime;

namespace Daylight.Gate;

/// <summary>What came of running a vector.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line.</param>
/// <param name="Id">Its id.</param>
/// <param name="Failures">How the answer differs from what was expected; empty when it passed.</param>
/// <param name="Decision">The answer; null when the vector could not be asked, or does not ask about a contact.</param>
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
    /// <param name="vector">The vector.</param>
    /// <param name="policy">The policy of its packs.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="calendars">The calendars a vector about a day may name; null when there are none.</param>
    public static VectorResult Run(Vector vector, GatePolicy policy, string file, IReadOnlyDictionary<string, DayTypes>? calendars = null)
    {
        switch (vector)
        {
            case ContactVector contact:
                var decision = policy.Decide(contact.Question);
                return new(file, vector.Line, vector.Id, [.. Differences(contact.Expect, decision)], decision);
            case RetentionVector retention:
                return new(file, vector.Line, vector.Id, [.. Differences(retention, policy.MayDelete(retention.Question))], null);
            case DayVector day:
                return new(file, vector.Line, vector.Id, [.. Differences(day, policy, calendars ?? NoCalendars)], null);
            default:
                throw new InvalidOperationException($"vector {vector.GetType().Name}");
        }
    }

    private static readonly Dictionary<string, DayTypes> NoCalendars = new(StringComparer.Ordinal);

    private static IEnumerable<string> Differences(Expectation expect, Decision decision)
    {
        if (decision.Verdict != expect.Verdict && !(expect.Verdict == Verdict.Permit && decision.IsPermitted))
            yield return $"verdict is {Words.Of(decision.Verdict)}, expected {Words.Of(expect.Verdict)}{Reasons(decision.Rules)}";
        foreach (var rule in expect.Rules ?? [])
            if (!Spoke(rule, decision.Rules, decision.IsPermitted))
                yield return $"rule {rule} did not speak{Reasons(decision.Rules)}";
        foreach (var code in expect.Obligations ?? [])
            if (!decision.Obligations.Any(o => o.Code == code))
                yield return $"obligation {code} is missing, there are: {string.Join(", ", decision.Obligations.Select(o => o.Code))}";
        foreach (var flag in expect.Flags ?? [])
            if (!decision.Flags.Contains(flag))
                yield return $"flag {flag} is missing, there are: {string.Join(", ", decision.Flags)}";
        if (expect.SetAside is { } aside && !decision.SetAside.Select(pack => pack.Pack).Order(StringComparer.Ordinal).SequenceEqual(aside.Order(StringComparer.Ordinal)))
            yield return $"set aside are [{string.Join(", ", decision.SetAside.Select(pack => pack.Pack))}], expected [{string.Join(", ", aside)}]";
        if (expect.ChecksNext && decision.Next != expect.Next)
            yield return $"next is {Show(decision.Next)}, expected {Show(expect.Next)}";
    }

    private static IEnumerable<string> Differences(RetentionVector expect, RetentionAnswer answer)
    {
        if (answer.MayDelete != expect.MayDelete)
            yield return $"it may {(answer.MayDelete ? "be deleted, expected that it is kept" : "not be deleted, expected that it may")}{Reasons(answer.Rules)}";
        foreach (var rule in expect.Rules ?? [])
            if (!Spoke(rule, answer.Rules, answer.MayDelete))
                yield return $"rule {rule} did not speak{Reasons(answer.Rules)}";
        if (expect.ChecksUntil && answer.KeepUntil != expect.Until)
            yield return $"it is kept until {Show(answer.KeepUntil)}, expected {Show(expect.Until)}";
    }

    private static IEnumerable<string> Differences(DayVector expect, GatePolicy policy, IReadOnlyDictionary<string, DayTypes> calendars)
    {
        List<DayTypes> asked = [.. policy.Packs.Where(p => p.Calendar is not null).Select(p => p.Days)];
        if (expect.Calendar is { } name)
        {
            if (!calendars.TryGetValue(name, out var days))
            {
                yield return $"there is no calendar called {name}{Nearest.Hint(name, calendars.Keys)}";
                yield break;
            }
            asked = [days];
        }
        if (asked.Count == 0) yield return "none of the packs has a calendar; name one with 'calendar'";
        foreach (var days in asked)
        {
            var kinds = days.With(expect.Holidays).Of(expect.Date);
            if ((kinds & expect.Days) != expect.Days) yield return $"{Times.Show(expect.Date)} is {Show(kinds)}, expected {Show(expect.Days)}";
        }
    }

    /// <summary>On a refusal, a rule that merely passed has not spoken for it.</summary>
    private static bool Spoke(string rule, IReadOnlyList<RuleFinding> findings, bool permitted) =>
        findings.Any(r => r.Id == rule && (permitted || r.Effect != RuleEffect.Pass));

    private static string Reasons(IReadOnlyList<RuleFinding> findings)
    {
        var reasons = findings.Where(r => r.Effect >= RuleEffect.Refer).Select(r => r.Because is null ? r.Id : $"{r.Id} ({r.Because})").ToList();
        return reasons.Count == 0 ? "" : $"; refused by {string.Join(", ", reasons)}";
    }

    private static string Show(Instant? instant) => instant is { } at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : "never";

    private static string Show(DayKinds kinds) =>
        string.Join(", ", Enum.GetValues<DayKinds>().Where(k => k is not (DayKinds.None or DayKinds.All) && (kinds & k) != 0).Select(Words.Of));
}
