using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Bundles with time stamps made by openssl, over the present checkpoint and over an earlier one.</summary>
public sealed class StampedBundleTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Stamps_over_this_and_an_earlier_checkpoint_say_when_the_entries_existed()
    {
        var zip = Zip(Stamped());
        using ThreeVerifiers verifiers = new();
        var answer = verifiers.Ask(zip, SampleBundle.Policy, "stamped");
        answer.ExitCode.ShouldBe(0, answer.Line);
        answer.Line.ShouldContain("time-stamps=passed:0");
        answer.Line.ShouldContain("time=passed:0 time-roots=not-checked:0");

        var report = BundleVerifier.Verify(zip, new BundleReader { Policy = SampleBundle.Policy, Roots = _authority.Roots });
        report.Checks.ShouldNotContain(check => check.Id == "time-roots");
        var time = report.Checks.Single(check => check.Id == "time");
        time.Status.ShouldBe(CheckStatus.Passed);
        time.Text.En.ShouldContain("entries with an index below 8 existed at 20");
        time.Text.En.ShouldContain("entries with an index below 13 existed at 20");
    }

    [Fact]
    public void Stamps_of_an_authority_that_the_reader_does_not_know_are_tampering()
    {
        using TestAuthority other = new();
        var report = BundleVerifier.Verify(Zip(Stamped()), new BundleReader { Policy = SampleBundle.Policy, Roots = other.Roots });
        report.Verdict.ShouldBe(BundleVerdict.Tampered);
        report.Checks.Single(check => check.Id == "time").Places.ShouldBe(4);
    }

    [Fact]
    public void What_can_be_done_to_stamps_is_found_alike()
    {
        var whole = BundleForge.Open(Zip(Stamped()));
        const string Sha = "tsa/13/test.sha256", Old = "tsa/8/test.sha256", Sm = "tsa/13/test.sm3";
        byte[] File(string name) => whole.Files[name];
        byte[] Signed(params (string, byte[]?)[] changes) => whole.With(changes).SignedAnew(SampleBundle.Log);
        using ThreeVerifiers verifiers = new();
        (string Name, byte[] Zip, int ExitCode, string Check)[] attacks =
        [
            ("an answer left out", Signed((Sha + ".tsr", null)), 2, "time-stamps"),
            ("a query left out", Signed((Sha + ".tsq", null)), 2, "time-stamps"),
            ("certificates left out", Signed((Sha + ".chain.pem", null)), 2, "time-stamps"),
            ("the stamped checkpoint left out", Signed(("tsa/8/checkpoint", null)), 2, "time-stamps"),
            ("the proof to the earlier checkpoint left out", Signed(("consistency/8-13.txt", null)), 1, "time-stamps"),
            ("the stamp of another checkpoint", Signed((Sha + ".tsr", File(Old + ".tsr"))), 1, "time-stamps"),
            ("the stamp by another digest", Signed((Sha + ".tsr", File(Sm + ".tsr"))), 1, "time-stamps"),
            ("another checkpoint under a stamp", Signed(("tsa/8/checkpoint", File("tsa/13/checkpoint"))), 1, "time-stamps"),
            ("a stranger among the stamps", Signed(("tsa/13/note.txt", [1])), 3, "time-stamps"),
        ];
        foreach (var (name, zip, exitCode, check) in attacks)
        {
            var answer = verifiers.Ask(zip, SampleBundle.Policy, name);
            answer.ExitCode.ShouldBe(exitCode, $"{name}: {answer.Line}");
            answer.Places(check).ShouldBeGreaterThan(0, $"{name}: {answer.Line}");
        }
    }

    [Fact]
    public void A_signature_or_certificate_that_does_not_hold_is_tampering_for_those_who_look()
    {
        var parts = Stamped();
        var query = TimeStampQuery.Parse(parts.Stamps[0].Query.Span);
        using var expired = _authority.Certify(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var at = new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);
        var reply = parts.Stamps[0].Reply.ToArray();
        reply[^20] ^= 1;
        using ThreeVerifiers verifiers = new();
        foreach (var (name, bad) in new (string, byte[])[]
        {
            ("a flipped bit of the signature", reply),
            ("a certificate that had ended", _authority.Forge(query, at, expired)),
            ("another nonce", _authority.Forge(query, at, nonce: [1, 2, 3, 4, 5, 6, 7, 8, 9])),
        })
        {
            var answer = verifiers.Ask(Zip(parts with { Stamps = [parts.Stamps[0] with { Reply = bad }] }), SampleBundle.Policy, name);
            answer.ExitCode.ShouldBe(1, $"{name}: {answer.Line}");
            answer.Places("time").ShouldBe(1, $"{name}: {answer.Line}");
        }

        verifiers.Ask(Zip(parts with { Stamps = [parts.Stamps[0] with { Reply = _authority.Forge(query, at) }] }), SampleBundle.Policy, "a forged one that is right").ExitCode.ShouldBe(0);
    }

    private static byte[] Zip(BundleParts parts) => BundleWriter.Write(parts, SampleBundle.Log);

    private BundleParts Stamped()
    {
        var parts = SampleBundle.Parts();
        return parts with { Stamps = [.. Stamps(parts.Checkpoint), .. Stamps(parts.Earlier[0].Note)] };
    }

    private IEnumerable<BundleStamp> Stamps(SignedNote note) =>
        new[] { StampDigest.Sha256, StampDigest.Sm3 }.Select(digest => SampleBundle.Stamp(_authority, note, digest));
}
