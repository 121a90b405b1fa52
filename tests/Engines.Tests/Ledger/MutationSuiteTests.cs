using System.Globalization;
using System.Text;
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

    private static readonly HashSet<string> Readings = [.. Encoding.UTF8.GetString(Whole.Files["custody/readings.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{RestrictedJson.Parse(Encoding.UTF8.GetBytes(line)).Number("index")}"))];

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

    [Fact]
    public void What_is_computed_once_for_the_same_arguments_gives_the_same_answers()
    {
        using ThreeVerifiers remembering = new();
        using var forgetting = ThreeVerifiers.ThatRememberNothing();
        foreach (var (name, content) in Whole.Files.Where((_, i) => i % 139 == 1))
        {
            foreach (var at in new[] { 0, content.Length / 2 })
            {
                var changed = Whole.With((name, Mutations.Flip(content, at, at)));
                foreach (var zip in new[] { changed.Mended(), changed.SignedAnew(SampleBundle.Log) })
                {
                    remembering.Tell(zip, SampleBundle.WitnessedPolicy).Answers.Select(answer => answer.Line)
                        .ShouldBe(forgetting.Tell(zip, SampleBundle.WitnessedPolicy).Answers.Select(answer => answer.Line), $"{name}, byte {at}");
                }
            }
        }
    }

    [Theory]
    [InlineData("entries/", ".json")]
    [InlineData("proofs/", ".tlog-proof")]
    [InlineData("payload/", "/content")]
    [InlineData("payload/", "/salt.bin")]
    public void A_flipped_byte_of_any_of_many_is_found_in_each(string folder, string ending)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new($"{folder}*{ending}");
        foreach (var (at, flipped) in tally.Left(Rounds(folder, ending)))
        {
            tally.Count($"byte {at}", flipped.Count, verifiers.Tell(Whole.With(flipped).Mended(), SampleBundle.WitnessedPolicy), answer => answer.Places("file-hashes"), _ => 1);
        }

        tally.Close();
    }

    [Theory]
    [InlineData("entries/", ".json")]
    [InlineData("proofs/", ".tlog-proof")]
    [InlineData("payload/", "/content")]
    [InlineData("payload/", "/salt.bin")]
    public void A_flipped_byte_of_any_of_many_is_found_in_each_even_if_the_list_is_signed_anew(string folder, string ending)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new($"{folder}*{ending}, list signed anew");
        foreach (var (at, flipped) in tally.Left(Rounds(folder, ending)))
        {
            // An entry that cannot be read is malformed and leaves a gap in its case; where anything else fails, what was read contradicts itself.
            tally.Count(
                $"byte {at}", flipped.Count, verifiers.Tell(Whole.With(flipped).SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy),
                answer => answer.Places("entries") + answer.Places("proofs") + answer.Places("payloads") - answer.Places("file-hashes"),
                answer => answer.FailedAt.Keys.Except(["entries", "case-chain", "case-complete"], StringComparer.Ordinal).Any() ? 1 : 3);
        }

        tally.Close();
    }

    // An entry without and with content, one that is also told of in the readings, one about keys, and the snapshot.
    [Theory]
    [InlineData("entries/4.json", 3)]
    [InlineData("entries/2.json", 3)]
    [InlineData("entries/20.json", 1)]
    [InlineData("entries/0.json", 1)]
    [InlineData("entries/598.json", 3)]
    [InlineData("proofs/2.tlog-proof", 1)]
    [InlineData("payload/2/content", 1)]
    [InlineData("payload/2/salt.bin", 1)]
    public void A_flipped_byte_alone_gets_its_exit_code_even_if_the_list_is_signed_anew(string name, int unreadable)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new($"{name} alone, list signed anew");
        foreach (var at in tally.Left(Mutations.Offsets(Whole.Files[name].Length, oneIn: 31)))
        {
            var flipped = Mutations.Flip(Whole.Files[name], at, at);
            var readable = !name.StartsWith("entries/", StringComparison.Ordinal) || IsRead(() => EntryLeaf.Parse(flipped));
            tally.Count(
                $"byte {at}", 1, verifiers.Tell(Whole.With((name, flipped)).SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy),
                answer => answer.Places("entries") + answer.Places("proofs") + answer.Places("payloads") - answer.Places("file-hashes"), _ => readable ? 1 : unreadable);
        }

        tally.Close();
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
        MutationTally tally = new(name);
        // Asked of the bundle without its entries, so that the question is short: it is incomplete already, and must be called tampered.
        var head = Whole.Only(one => !one.Contains('/') || one == name);
        foreach (var at in tally.Left(Mutations.Offsets(Whole.Files[name].Length, oneIn: 41)))
        {
            tally.Count(
                $"byte {at}", 1, verifiers.Tell(head.With((name, Mutations.Flip(Whole.Files[name], at, at))).Mended(), SampleBundle.WitnessedPolicy),
                answer => Math.Min(1, answer.Places("file-hashes") + answer.Places("manifest-signature")), _ => 1);
        }

        tally.Close();
    }

    [Fact]
    public void A_flipped_byte_of_the_policy_is_tampering_even_for_whoever_relies_on_it()
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new("policy.txt, relied on");
        foreach (var at in tally.Left(Mutations.Offsets(Whole.Files["policy.txt"].Length, oneIn: 23)))
        {
            tally.Count(
                $"byte {at}", 1, verifiers.Tell(Whole.With(("policy.txt", Mutations.Flip(Whole.Files["policy.txt"], at, at))).Mended(), null),
                answer => answer.Places("file-hashes"), _ => 1);
        }

        tally.Close();
    }

    [Theory]
    [InlineData("checkpoint", "checkpoint witnesses")]
    [InlineData("case/completeness.json", "case-complete")]
    [InlineData("consistency/598-603.txt", "consistency")]
    [InlineData("custody/readings.jsonl", "custody")]
    [InlineData("keys/history.jsonl", "key-history")]
    public void A_flipped_byte_of_a_file_that_stands_once_is_found_even_if_the_list_is_signed_anew(string name, string checks)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new($"{name}, list signed anew");
        // The readings are compared with the entries they tell of, so the others are left out and the question is short.
        var bundle = name == "custody/readings.jsonl" ? Whole.Only(IsHeadOrReading) : Whole;
        foreach (var at in tally.Left(Mutations.Offsets(Whole.Files[name].Length, oneIn: 41)))
        {
            var flipped = Mutations.Flip(Whole.Files[name], at, at);
            var code = name switch
            {
                "case/completeness.json" => CodeOfClaim(flipped),
                // Without its end the last line is none, and one is left out.
                "custody/readings.jsonl" or "keys/history.jsonl" when at == flipped.Length - 1 => 2,
                _ => 1,
            };
            tally.Count(
                $"byte {at}", 1, verifiers.Tell(bundle.With((name, flipped)).SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy),
                answer => Math.Min(1, checks.Split(' ').Sum(answer.Places)) - answer.Places("file-hashes"), _ => code);
        }

        tally.Close();
    }

    [Theory]
    [InlineData("tsa/13/checkpoint")]
    [InlineData("tsa/13/test.sha256.tsq")]
    [InlineData("tsa/8/checkpoint")]
    [InlineData("tsa/8/test.sm3.tsq")]
    public void A_flipped_byte_of_what_was_stamped_is_found_even_if_the_list_is_signed_anew(string name)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new($"{name}, list signed anew");
        foreach (var at in tally.Left(Mutations.Offsets(Small.Files[name].Length, oneIn: 67)))
        {
            var told = verifiers.Tell(Anew(name, at), SampleBundle.WitnessedPolicy);
            // Whether the authority gave it, the page leaves to the others and says so.
            var left = told.First.FailedAt.Keys.SequenceEqual(["time"]) && told.Answers.All(told.Agrees);
            tally.Count(
                $"byte {at}", 1, left ? new Told([.. told.Answers.Where(answer => answer.By != Verifiers.Page)]) : told,
                answer => Math.Min(1, answer.Places("time") + answer.Places("time-stamps")), _ => 1);
        }

        tally.Close();
    }

    // Of 21,200 flips of sizes and names in headers, two made an answer swallow what stands behind it, which openssl lets pass.
    [Theory]
    [InlineData("tsa/13/test.sha256.tsr")]
    [InlineData("tsa/8/test.sm3.tsr")]
    public void Bytes_behind_a_time_stamp_are_found_even_if_the_list_is_signed_anew(string name)
    {
        using ThreeVerifiers verifiers = new();
        byte[] longer = [.. Small.Files[name], 0];
        var answer = verifiers.Ask(Small.With((name, longer)).SignedAnew(SampleBundle.Log), SampleBundle.WitnessedPolicy, name);
        (answer.ExitCode, answer.Places("time")).ShouldBe((1, 1));
    }

    // An answer carries certificates that nobody signed as part of it, and readers of certificates differ in what they let pass
    // there; so the operator's own change is asked of daylight verify alone, and must not make the stamp say anything else.
    [Theory]
    [InlineData("tsa/13/test.sha256.tsr")]
    [InlineData("tsa/13/test.sha256.chain.pem")]
    [InlineData("tsa/8/test.sm3.tsr")]
    [InlineData("tsa/8/test.sm3.chain.pem")]
    public void A_flipped_byte_of_a_time_stamp_is_found_or_changes_nothing_of_what_it_says(string name)
    {
        MutationTally tally = new($"{name}, list signed anew: found, or says the same");
        var says = Ours(Small.SignedAnew(SampleBundle.Log));
        says.ExitCode.ShouldBe(0);
        var answers = tally.Left(Mutations.Offsets(Small.Files[name].Length, oneIn: 13)).AsParallel().AsOrdered().Select(at => (At: at, Report: Ours(Anew(name, at))));
        foreach (var (at, report) in answers)
        {
            tally.Count(
                $"byte {at}", 1, new Told([Answer.Of(report)]), answer => answer.Places("time") == 1 || answer.Places("time-stamps") == 1 || Time(report) == Time(says) ? 1 : 0,
                answer => answer.FailedAt.Count > 0 ? 1 : 0);
        }

        tally.Close();
    }

    // A bundle with little else, so that the question is short: it is incomplete already, and must be called tampered. The page
    // computes hashes in its own language: of the longest files it is asked about one flip in eight.
    [Theory]
    [InlineData("README.zh-CN.md", 8, 1)]
    [InlineData("report.zh-CN.html", 140, 8)]
    [InlineData("report.zh-CN.pdf", 6, 1)]
    [InlineData("verify.html", 60, 8)]
    [InlineData("verify.py", 60, 8)]
    public void A_flipped_byte_of_a_long_file_is_tampering(string name, int othersOneIn, int pageOneInOfAll)
    {
        using ThreeVerifiers verifiers = new();
        MutationTally tally = new(name);
        var few = Whole.Only(one => one == name || IsHead(one));
        var lone = few.SignedAnew(SampleBundle.Log);
        verifiers.Ask(lone, SampleBundle.WitnessedPolicy, "alone").ExitCode.ShouldBe(2);
        var records = ZipRecord.Of(lone);
        var mutants = Mutations.Offsets(few.Files[name].Length, oneIn: 61)
            .Select((at, i) => records.Mended(lone, name, at) with { By = Asked(i) });
        foreach (var (mutant, told) in verifiers.TellAll(lone, SampleBundle.WitnessedPolicy, tally.Left(mutants)))
        {
            tally.Count(mutant.Name, 1, told, answer => answer.Places("file-hashes") - answer.Places("zip-structure"), _ => 1);
        }

        tally.Close();

        Verifiers Asked(int i) => Mutations.All
            ? i % pageOneInOfAll == 0 ? Verifiers.All : Verifiers.Daylight | Verifiers.Python
            : i % othersOneIn == 0 ? Verifiers.All : Verifiers.Daylight;
    }

    private static IEnumerable<(int At, List<(string Name, byte[]? Content)> Flipped)> Rounds(string folder, string ending)
    {
        var names = Whole.Files.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        return Mutations.Offsets(names.Max(name => Whole.Files[name].Length), oneIn: 29).Select(at => (at, names.Where(name => Whole.Files[name].Length > at)
            .Select((name, i) => (name, (byte[]?)Mutations.Flip(Whole.Files[name], at, at + i))).ToList()));
    }

    // What cannot be read is malformed, what names another case or snapshot leaves the case uncounted, and another count or root contradicts the snapshot.
    private static int CodeOfClaim(byte[] claim)
    {
        if (!IsRead(() => RestrictedJson.Parse(claim)))
        {
            return 3;
        }

        var read = RestrictedJson.Parse(claim);
        return read.Text("case") == SampleBundle.CaseId && read.Number("snapshot") == 598 ? 1 : 2;
    }

    private static bool IsRead(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (LedgerFormatException)
        {
            return false;
        }
    }

    private static bool IsHeadOrReading(string name) => IsHead(name) || name == "custody/readings.jsonl"
        || Readings.Contains(name.Split('/')[^1].Split('.')[0]) && (name.StartsWith("entries/", StringComparison.Ordinal) || name.StartsWith("proofs/", StringComparison.Ordinal));

    private static bool IsHead(string name) => name is "manifest.json" or "manifest.json.sig" or "checkpoint" or "policy.txt";

    private static byte[] Anew(string name, int at) => Small.With((name, Mutations.Flip(Small.Files[name], at, at))).SignedAnew(SampleBundle.Log);

    private static VerificationReport Ours(byte[] zip) => BundleVerifier.Verify(zip, SampleBundle.WitnessedPolicy);

    private static string Time(VerificationReport report) => report.Checks.Single(check => check.Id == "time").Text.En;

    private static byte[] Made(BundleParts parts)
    {
        using TestAuthority authority = new();
        return BundleWriter.Write(SampleBundle.Vouched(parts, authority), SampleBundle.Log);
    }
}
