using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Three programs of different code, C#, Python and JavaScript, must conclude the same, check by check.</summary>
public sealed class VerifierAgreementTests
{
    [Fact]
    public void Every_flipped_byte_gets_the_same_report_from_each()
    {
        using ThreeVerifiers verifiers = new();
        var zip = SampleBundle.Zip(events: 1);
        // Signatures in integers of the language take milliseconds: every ninth byte here, all of them in C# (BundleTests).
        foreach (var at in Mutations.EachByteOf(zip).Where(i => i % 9 == 0))
        {
            verifiers.Ask(Mutations.Flip(zip, at, at), SampleBundle.Policy, $"byte {at}").ExitCode.ShouldNotBe(0);
        }
    }

    [Fact]
    public void Every_truncation_gets_the_same_report_from_each()
    {
        using ThreeVerifiers verifiers = new();
        var zip = SampleBundle.Zip(events: 1);
        for (var length = 0; length < zip.Length; length += 1999)
        {
            verifiers.Ask(zip[..length], SampleBundle.Policy, $"cut to {length}").ExitCode.ShouldNotBe(0);
        }
    }

    [Fact]
    public void Every_bundle_made_right_or_wrong_on_purpose_gets_the_same_report_from_each()
    {
        using ThreeVerifiers verifiers = new();
        var parts = SampleBundle.Parts(events: 4, lateEvents: 1);
        var (first, third) = (parts.Entries[0], parts.Entries[2]);
        var witnessed = parts with { Policy = SampleBundle.WitnessedPolicy };
        var cosigned = witnessed with { Checkpoint = parts.Checkpoint.With(SampleBundle.Witness.Cosign(parts.Checkpoint.Text, 1_772_424_000)) };
        var altered = EntryLeaf.Parse(first.Leaf.Span) with { Received = DateTimeOffset.UnixEpoch.AddDays(1) };
        var forger = new NoteSigner(SampleBundle.Origin, Enumerable.Repeat((byte)66, 32).ToArray());
        var closed = SampleBundle.Parts(events: 4, lateEvents: 2, counting: CaseSnapshot.CloseAct);
        BundleParts[] bundles =
        [
            parts,
            closed,
            closed with { Entries = [.. closed.Entries.Skip(1)] },
            closed with { SnapshotIndex = null },
            SampleBundle.Parts(events: 4, counting: CaseSnapshot.CloseAct, uncounted: 1),
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
                verifiers.Ask(BundleWriter.Write(bundle, SampleBundle.Log), policy, $"bundle {number}");
                verifiers.Ask(BundleWriter.Write(bundle with { Policy = TlogPolicy.ForLog(forger.Verifier) }, forger), policy, $"forged bundle {number}");
            }
        }
    }
}
