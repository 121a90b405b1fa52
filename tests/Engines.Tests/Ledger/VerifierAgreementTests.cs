using System.Diagnostics;
using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Three programs of different code, C#, Python and JavaScript, must conclude the same, check by check.</summary>
public sealed class VerifierAgreementTests
{
    public static TheoryData<string> Others => ["python", "browser"];

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_flipped_byte_gets_the_same_report_from_each(string other)
    {
        var zip = SampleBundle.Zip(events: 1);
        // Signatures in integers of the language take milliseconds: every ninth byte here, all of them in C# (BundleTests).
        Agree(other, zip, Mutations.EachByteOf(zip).Where(i => i % 9 == 0).Select(i => new Mutation(i, (byte)(1 << (i % 8)), null)), SampleBundle.Policy);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_truncation_gets_the_same_report_from_each(string other)
    {
        var zip = SampleBundle.Zip(events: 1);
        Agree(other, zip, Enumerable.Range(0, zip.Length / 1999).Select(i => new Mutation(0, 0, i * 1999)), SampleBundle.Policy);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_bundle_made_wrong_on_purpose_gets_the_same_report_from_each(string other)
    {
        var parts = SampleBundle.Parts(events: 4, lateEvents: 1);
        var (first, third) = (parts.Entries[0], parts.Entries[2]);
        var witnessed = parts with { Policy = SampleBundle.WitnessedPolicy };
        var cosigned = witnessed with { Checkpoint = parts.Checkpoint.With(SampleBundle.Witness.Cosign(parts.Checkpoint.Text, 1_772_424_000)) };
        var altered = EntryLeaf.Parse(first.Leaf.Span) with { Received = DateTimeOffset.UnixEpoch.AddDays(1) };
        var forger = new NoteSigner(SampleBundle.Origin, Enumerable.Repeat((byte)66, 32).ToArray());
        BundleParts[] bundles =
        [
            parts,
            parts with { Entries = [.. parts.Entries.Skip(1)] },
            parts with { Entries = [first, .. parts.Entries.Skip(2)] },
            parts with { Entries = [first with { Payload = third.Payload }, parts.Entries[1], third with { Payload = first.Payload }, .. parts.Entries.Skip(3)] },
            parts with { Entries = [.. parts.Entries.Select(entry => entry with { Payload = null })] },
            parts with { Entries = [first with { Leaf = altered.ToBytes() }, .. parts.Entries.Skip(1)] },
            parts with { Entries = [first with { Index = 3 }, .. parts.Entries.Skip(1)] },
            parts with { Checkpoint = parts.Earlier[0].Note, Earlier = [] },
            parts with { Earlier = [parts.Earlier[0] with { Proof = [] }] },
            parts with { Earlier = [] },
            parts with { SnapshotIndex = null },
            parts with { Policy = "log nonsense\nquorum none\n" },
            witnessed with { Earlier = [] },
            cosigned with { Earlier = [] },
        ];
        foreach (var (bundle, number) in bundles.Select((bundle, number) => (bundle, number)))
        {
            foreach (var policy in new[] { null, SampleBundle.Policy, SampleBundle.WitnessedPolicy })
            {
                Agree(other, BundleWriter.Write(bundle, SampleBundle.Log), [new Mutation(0, 0, null)], policy, $"bundle {number}");
                Agree(other, BundleWriter.Write(bundle with { Policy = TlogPolicy.ForLog(forger.Verifier) }, forger), [new Mutation(0, 0, null)], policy, $"forged bundle {number}");
            }
        }
    }

    private static void Agree(string other, byte[] zip, IEnumerable<Mutation> mutations, string? policy, string subject = "bundle")
    {
        var list = mutations.ToList();
        var theirs = Ask(other, zip, list, policy);
        theirs.Count.ShouldBe(list.Count, subject);
        var differing = new List<string>();
        Parallel.For(0, list.Count, i =>
        {
            var ours = Line(BundleVerifier.Verify(list[i].Of(zip), policy));
            if (ours != theirs[i])
            {
                lock (differing)
                {
                    differing.Add($"{subject}, {list[i]}:\n  here  {ours}\n  there {theirs[i]}");
                }
            }
        });
        differing.Take(5).ShouldBeEmpty();
    }

    private static string Line(VerificationReport report) => report.ExitCode + string.Concat(report.Checks.Select(check => $" {check.Id}={check.Status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.Failed => "failed",
        _ => "not-checked",
    }}"));

    /// <summary>One process answers all mutations of a bundle, one line each.</summary>
    private static List<string> Ask(string other, byte[] zip, List<Mutation> mutations, string? policy)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-verifiers-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "bundle.zip"), zip);
            File.WriteAllText(Path.Combine(folder, "policy.txt"), policy ?? "");
            File.WriteAllLines(Path.Combine(folder, "mutations.txt"), mutations.Select(m => m.ToString()));
            var here = Path.Combine(SharedFiles.Repository, "tests", "Engines.Tests", "Ledger", "Verifiers");
            var bundles = Path.Combine(SharedFiles.Repository, "src", "engines", "Ledger", "Bundles");
            using var process = Process.Start(new ProcessStartInfo(other == "python" ? "python3" : "node", [Path.Combine(here, other == "python" ? "ask.py" : "ask.cjs"), bundles, folder])
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
                Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
            })!;
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return [.. lines];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Mutation(int Offset, byte Flip, int? Length)
    {
        public byte[] Of(byte[] zip)
        {
            var changed = zip[..(Length ?? zip.Length)];
            if (Flip != 0)
            {
                changed[Offset] ^= Flip;
            }

            return changed;
        }

        public override string ToString() => $"{Offset} {Flip} {Length ?? -1}";
    }
}
