using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Daylight.Ledger;
using Shouldly;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>
/// The three programs that verify bundles (C#, Python, the page's JavaScript), of which the latter two run as processes that
/// answer any number of questions. They must agree check by check, down to the number of places where a check fails.
/// </summary>
internal sealed class ThreeVerifiers : IDisposable
{
    private readonly List<(string Name, Process Process)> _others;

    public ThreeVerifiers()
    {
        var here = Path.Combine(SharedFiles.Repository, "tests", "Engines.Tests", "Ledger", "Verifiers");
        _others = [("verify.py", Start("python3", Path.Combine(here, "ask.py"))), ("verify.html", Start("node", Path.Combine(here, "ask.cjs")))];
    }

    /// <summary>What all three say about a bundle.</summary>
    public Answer Ask(byte[] zip, string? policy, string subject)
    {
        foreach (var (_, process) in _others)
        {
            Put(process, Encoding.UTF8.GetBytes(policy ?? ""));
            Put(process, zip);
            process.StandardInput.BaseStream.Flush();
        }

        var ours = Answer.Of(BundleVerifier.Verify(zip, policy));
        foreach (var (name, process) in _others)
        {
            var theirs = process.StandardOutput.ReadLine();
            Shared(theirs ?? "", name).ShouldBe(Shared(ours.Line, name), $"{subject}: daylight verify and {name} differ");
        }

        return ours;
    }

    // The page says that it leaves the signatures of time-stamp authorities to the others; about all else it must agree. Where a
    // stamp fails, its exit code is that of the other checks: none, if nothing else fails, and otherwise whatever they give.
    private static string Shared(string line, string name)
    {
        if (name != "verify.html")
        {
            return line;
        }

        var shared = Regex.Replace(line, " time=\\S+( time-roots=\\S+)?", "", RegexOptions.None, TimeSpan.FromSeconds(1));
        return !line.Contains(" time=failed", StringComparison.Ordinal) || shared.Contains("=failed", StringComparison.Ordinal) ? shared : "0" + shared[1..];
    }

    public void Dispose()
    {
        foreach (var (_, process) in _others)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static Process Start(string program, string script) => Process.Start(new ProcessStartInfo(
        program, [script, Path.Combine(SharedFiles.Repository, "src", "engines", "Ledger", "Bundles")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardOutputEncoding = Encoding.UTF8,
        Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
    })!;

    private static void Put(Process process, byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        process.StandardInput.BaseStream.Write(length);
        process.StandardInput.BaseStream.Write(bytes);
    }
}

/// <summary>Exit code, and for each check its status and the number of places where it fails.</summary>
internal sealed record Answer(int ExitCode, string Line, IReadOnlyDictionary<string, int> FailedAt)
{
    public int Places(string check) => FailedAt.GetValueOrDefault(check);

    public static Answer Of(VerificationReport report) => new(
        report.ExitCode,
        report.ExitCode + string.Concat(report.Checks.Select(check => $" {check.Id}={Word(check.Status)}:{check.Places}")),
        report.Checks.Where(check => check.Status == CheckStatus.Failed).ToDictionary(check => check.Id, check => check.Places, StringComparer.Ordinal));

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.Failed => "failed",
        CheckStatus.NotChecked => "not-checked",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
