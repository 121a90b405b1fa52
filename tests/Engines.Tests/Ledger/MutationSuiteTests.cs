using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>
/// A bundle of 300 entries, every byte of every artefact flipped, before all three verifiers. Artefacts of one kind are flipped
/// at the same offset in the same round: the verifiers count the places where a check fails, and must miss none of them.
/// </summary>
public sealed class MutationSuiteTests
{
    private static readonly byte[] Zip = Made(SampleBundle.Parts(events: 298, payloadEvery: 8, history: true));
    private static readonly BundleForge Whole = BundleForge.Open(Zip);

    // What the operator himself could do to stamps is asked of a small bundle: each question starts openssl.
    private static readonly BundleForge Small = BundleForge.Open(Made(SampleBundle.Parts()));

    [Fact]
    public void The_bundle_that_is_mutated_is_genuine_and_has_300_entries()
    {
        using ThreeVerifiers verifiers = new();
        verifiers.Ask(Zip, SampleBundle.WitnessedPolicy, "unchanged").ExitCode.ShouldBe(0);
        verifiers.Ask(Whole.SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy, "signed anew").ExitCode.ShouldBe(0);
        Whole.Files.Keys.Count(name => name.StartsWith("entries/", StringComparison.Ordinal)).ShouldBe(300);
        Whole.Files.Keys.Count(name => name.EndsWith("/content", StringComparison.Ordinal)).ShouldBe(38);
    }

    [Theory]
    [InlineData("entries/", ".json")]
    [InlineData("proofs/", ".tlog-proof")]
    [InlineData("payload/", "/content")]
    [InlineData("payload/", "/salt.bin")]
    public void A_flipped_byte_of_any_of_many_is_found_in_each_even_if_the_list_is_signed_anew(string folder, string ending)
    {
        using ThreeVerifiers verifiers = new();
        var names = Whole.Files.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        foreach (var at in Mutations.Offsets(names.Max(name => Whole.Files[name].Length), oneIn: 29))
        {
            var longer = names.Where(name => Whole.Files[name].Length > at).ToList();
            var changed = Whole.With(longer.Select((name, i) => (name, (byte[]?)Mutations.Flip(Whole.Files[name], at, at + i))));

            var outsider = verifiers.Ask(changed.Mended(), SampleBundle.WitnessedPolicy, $"{folder}*{ending}, byte {at}");
            outsider.ExitCode.ShouldBe(1, $"byte {at}");
            outsider.Places("file-hashes").ShouldBe(longer.Count, $"byte {at}");

            var insider = verifiers.Ask(changed.SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy, $"{folder}*{ending}, byte {at}, signed anew");
            // An entry that cannot be read is malformed and leaves a gap in its case; where anything else fails, what was read contradicts itself.
            insider.ExitCode.ShouldBe(insider.FailedAt.Keys.Except(["entries", "case-chain", "case-complete"], StringComparer.Ordinal).Any() ? 1 : 3, $"byte {at}: {insider.Line}");
            (insider.Places("entries") + insider.Places("proofs") + insider.Places("payloads")).ShouldBe(longer.Count, $"byte {at}, signed anew");
            insider.Places("file-hashes").ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("manifest.json.sig")]
    [InlineData("policy.txt")]
    [InlineData("case/completeness.json")]
    [InlineData("consistency/598-603.txt")]
    [InlineData("custody/readings.jsonl")]
    [InlineData("keys/history.jsonl")]
    [InlineData("tsa/603/checkpoint")]
    [InlineData("tsa/603/test.sha256.tsq")]
    [InlineData("tsa/603/test.sha256.tsr")]
    [InlineData("tsa/603/test.sha256.chain.pem")]
    [InlineData("tsa/598/checkpoint")]
    [InlineData("tsa/598/test.sm3.tsq")]
    [InlineData("tsa/598/test.sm3.tsr")]
    [InlineData("tsa/598/test.sm3.chain.pem")]
    public void A_flipped_byte_of_a_file_that_stands_once_is_tampering(string name)
    {
        using ThreeVerifiers verifiers = new();
        // Anybody's flip is asked of the bundle without its entries, so that the question is short: it is incomplete already, and must be called tampered.
        var head = Whole.Only(one => !one.Contains('/') || one == name);
        foreach (var at in Mutations.Offsets(Whole.Files[name].Length, oneIn: 41))
        {
            var flipped = (name, Mutations.Flip(Whole.Files[name], at, at));
            var outsider = verifiers.Ask(head.With(flipped).Mended(), SampleBundle.WitnessedPolicy, $"{name}, byte {at}");
            outsider.ExitCode.ShouldBe(1, $"{name}, byte {at}");
            (outsider.Places("file-hashes") + outsider.Places("manifest-signature")).ShouldBeGreaterThan(0, $"{name}, byte {at}");
            if (name is "checkpoint" or "case/completeness.json" or "consistency/598-603.txt" or "custody/readings.jsonl" or "keys/history.jsonl")
            {
                var insider = verifiers.Ask(Whole.With(flipped).SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy, $"{name}, byte {at}, signed anew");
                insider.ExitCode.ShouldNotBe(0, $"{name}, byte {at}, signed anew");
                insider.Places("file-hashes").ShouldBe(0);
            }
        }
    }

    [Theory]
    [InlineData("tsa/13/checkpoint")]
    [InlineData("tsa/13/test.sha256.tsq")]
    [InlineData("tsa/8/checkpoint")]
    [InlineData("tsa/8/test.sm3.tsq")]
    public void A_flipped_byte_of_what_was_stamped_is_found_even_if_the_list_is_signed_anew(string name)
    {
        using ThreeVerifiers verifiers = new();
        foreach (var at in Mutations.Offsets(Small.Files[name].Length, oneIn: 67))
        {
            var insider = verifiers.Ask(Anew(name, at), SampleBundle.WitnessedPolicy, $"{name}, byte {at}, signed anew");
            insider.ExitCode.ShouldBe(1, $"{name}, byte {at}: {insider.Line}");
        }
    }

    // An answer carries certificates that nobody signed as part of it, and readers of certificates differ in what they let pass
    // there; so the operator's own change is asked of daylight verify alone, and must not make the stamp say anything else.
    [Theory]
    [InlineData("tsa/13/test.sha256.tsr")]
    [InlineData("tsa/8/test.sm3.tsr")]
    public void A_flipped_byte_of_a_time_stamp_is_found_or_changes_nothing_of_what_it_says(string name)
    {
        var says = Ours(Small.SignedAnew(SampleBundle.Log));
        says.ExitCode.ShouldBe(0);
        var answers = Mutations.Offsets(Small.Files[name].Length, oneIn: 7).AsParallel().Select(at => (At: at, Report: Ours(Anew(name, at)))).ToList();
        answers.Where(one => one.Report.ExitCode == 0 && Time(one.Report) != Time(says)).Select(one => one.At).ShouldBeEmpty();
        answers.Count(one => one.Report.ExitCode == 1).ShouldBeGreaterThan(answers.Count / 2);
    }

    [Theory]
    [InlineData("manifest.json", 6007)]
    [InlineData("README.zh-CN.md", 487)]
    [InlineData("report.zh-CN.html", 9001)]
    [InlineData("report.zh-CN.pdf", 397)]
    [InlineData("verify.html", 4001)]
    [InlineData("verify.py", 4001)]
    public void A_flipped_byte_of_a_long_file_is_tampering(string name, int oneIn)
    {
        using ThreeVerifiers verifiers = new();
        // A bundle with little else, so that the question is short: it is incomplete already, and must be called tampered.
        var few = Whole.Only(one => one == name || one is "manifest.json" or "manifest.json.sig" or "checkpoint" or "policy.txt");
        var lone = name == "manifest.json" ? few.Mended() : few.SignedAnew(SampleBundle.Log);
        verifiers.Ask(lone, SampleBundle.WitnessedPolicy, "alone").ExitCode.ShouldBe(2);
        var records = ZipRecord.Of(lone);
        var mutants = Mutations.Offsets(few.Files[name].Length, oneIn).Select(at => records.Mended(lone, name, at));
        foreach (var (mutant, answer) in verifiers.AskAll(lone, SampleBundle.WitnessedPolicy, mutants))
        {
            answer.ExitCode.ShouldBe(1, mutant.Name);
            answer.Places("zip-structure").ShouldBe(0, mutant.Name);
            answer.Places(name == "manifest.json" ? "manifest-signature" : "file-hashes").ShouldBe(1, mutant.Name);
        }
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("README.zh-CN.md")]
    [InlineData("report.zh-CN.html")]
    [InlineData("report.zh-CN.pdf")]
    [InlineData("verify.html")]
    [InlineData("verify.py")]
    public void A_flipped_byte_of_a_long_file_is_tampering_for_daylight_verify(string name)
    {
        var head = Whole.Only(one => !one.Contains('/'));
        var missed = Mutations.Offsets(head.Files[name].Length, oneIn: 61).AsParallel().Where(at =>
        {
            Dictionary<string, byte[]> files = new(head.Files, StringComparer.Ordinal) { [name] = Mutations.Flip(head.Files[name], at, at) };
            var answer = Answer.Of(BundleVerifier.Verify(files, SampleBundle.WitnessedPolicy));
            return answer.ExitCode != 1 || answer.Places(name == "manifest.json" ? "manifest-signature" : "file-hashes") != 1;
        }).ToList();
        missed.ShouldBeEmpty($"bytes of {name} that can be changed unnoticed");
    }

    private static byte[] Anew(string name, int at) => Small.With((name, Mutations.Flip(Small.Files[name], at, at))).SignedAnew(SampleBundle.Log);

    private static VerificationReport Ours(byte[] zip) => BundleVerifier.Verify(zip, SampleBundle.WitnessedPolicy);

    private static string Time(VerificationReport report) => report.Checks.Single(check => check.Id == "time").Text.En;

    private static byte[] Made(BundleParts parts)
    {
        using TestAuthority authority = new();
        return BundleWriter.Write(SampleBundle.Vouched(parts, authority), SampleBundle.Log);
    }
}
