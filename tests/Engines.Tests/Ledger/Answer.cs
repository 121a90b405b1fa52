using Daylight.Ledger;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>The three programs that verify bundles.</summary>
[Flags]
internal enum Verifiers
{
    Daylight = 1,
    Python = 2,
    Page = 4,
    All = Daylight | Python | Page,
}

/// <summary>What one verifier says: exit code, and for each check its status and the number of places where it fails.</summary>
internal sealed record Answer(Verifiers By, int ExitCode, string Line, IReadOnlyDictionary<string, int> FailedAt)
{
    private const string Failed = "=failed:";

    public int Places(string check) => FailedAt.GetValueOrDefault(check);

    public static Answer Of(VerificationReport report) => Read(
        Verifiers.Daylight, report.ExitCode + string.Concat(report.Checks.Select(check => $" {check.Id}={Word(check.Status)}:{check.Places}")));

    public static Answer Read(Verifiers by, string line)
    {
        Dictionary<string, int> failed = new(StringComparer.Ordinal);
        foreach (var word in line.Split(' '))
        {
            if (word.IndexOf(Failed, StringComparison.Ordinal) is > 0 and var at)
            {
                failed[word[..at]] = int.Parse(word.AsSpan(at + Failed.Length), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return new Answer(by, line.Length > 0 ? line[0] - '0' : -1, line, failed);
    }

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.Failed => "failed",
        CheckStatus.NotChecked => "not-checked",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}

/// <summary>What those who were asked say of one bundle; daylight verify comes first if it was asked.</summary>
internal sealed record Told(IReadOnlyList<Answer> Answers)
{
    public Answer First => Answers[0];

    /// <summary>Whether it agrees with the first check by check, down to the number of places.</summary>
    public bool Agrees(Answer answer) => answer.Line == First.Line || Shared(answer.Line, answer.By) == Shared(First.Line, answer.By);

    // The page says that it leaves the signatures of time-stamp authorities to the others; about all else it must agree. Where a
    // stamp fails, its exit code is that of the other checks: none, if nothing else fails, and otherwise whatever they give.
    private static string Shared(string line, Verifiers by)
    {
        if (by != Verifiers.Page)
        {
            return line;
        }

        var shared = string.Join(' ', line.Split(' ').Where(word => !word.StartsWith("time=", StringComparison.Ordinal) && !word.StartsWith("time-roots=", StringComparison.Ordinal)));
        return !line.Contains(" time=failed", StringComparison.Ordinal) || shared.Contains("=failed", StringComparison.Ordinal) ? shared : "0" + shared[1..];
    }
}
