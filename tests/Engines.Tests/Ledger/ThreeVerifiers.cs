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
    // So many answers fit into a pipe while nobody reads them.
    private const int AheadMax = 32;

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
            process.StandardInput.BaseStream.WriteByte((byte)'W');
            Put(process, Encoding.UTF8.GetBytes(policy ?? ""));
            Put(process, zip);
            process.StandardInput.BaseStream.Flush();
        }

        return Agreed(Answer.Of(BundleVerifier.Verify(zip, policy)), subject);
    }

    /// <summary>
    /// What all three say about many mutants of one bundle, in their order. The bundle travels once and of each mutant only what is
    /// different; some are asked ahead, so that nobody waits for anybody.
    /// </summary>
    public IEnumerable<(Mutant Mutant, Answer Answer)> AskAll(byte[] zip, string? policy, IEnumerable<Mutant> mutants)
    {
        foreach (var (_, process) in _others)
        {
            process.StandardInput.BaseStream.WriteByte((byte)'K');
            Put(process, zip);
        }

        foreach (var some in mutants.Chunk(AheadMax))
        {
            foreach (var (_, process) in _others)
            {
                foreach (var mutant in some)
                {
                    Put(process, policy, mutant);
                }

                process.StandardInput.BaseStream.Flush();
            }

            foreach (var mutant in some)
            {
                yield return (mutant, Agreed(Answer.Of(BundleVerifier.Verify(mutant.Of(zip), policy)), mutant.Name));
            }
        }
    }

    private Answer Agreed(Answer ours, string subject)
    {
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
        Put(process, bytes.Length);
        process.StandardInput.BaseStream.Write(bytes);
    }

    private static void Put(Process process, string? policy, Mutant mutant)
    {
        process.StandardInput.BaseStream.WriteByte((byte)'M');
        Put(process, Encoding.UTF8.GetBytes(policy ?? ""));
        Put(process, mutant.Length);
        Put(process, mutant.Flips.Count);
        foreach (var (at, over) in mutant.Flips)
        {
            Put(process, at);
            process.StandardInput.BaseStream.WriteByte(over);
        }
    }

    private static void Put(Process process, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        process.StandardInput.BaseStream.Write(bytes);
    }
}

/// <summary>A bundle cut to a length, with some bytes changed.</summary>
/// <param name="Name">What was done, for messages.</param>
/// <param name="Length">How many bytes are left.</param>
/// <param name="Flips">Where, and what is laid over it by exclusive or.</param>
internal sealed record Mutant(string Name, int Length, IReadOnlyList<(int At, byte Over)> Flips)
{
    public byte[] Of(byte[] zip)
    {
        var changed = zip[..Length];
        foreach (var (at, over) in Flips)
        {
            changed[at] ^= over;
        }

        return changed;
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
