using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class BundleTests
{
    [Fact]
    public void A_genuine_bundle_verifies_with_the_readers_own_policy()
    {
        var report = BundleVerifier.Verify(SampleBundle.Zip(), SampleBundle.Policy);
        report.Verdict.ShouldBe(BundleVerdict.Ok, VerificationText.Render(report));
        report.ExitCode.ShouldBe(0);
        report.CaseId.ShouldBe(SampleBundle.CaseId);
        (report.Entries, report.Payloads).ShouldBe((4, 2));
        Passed(report).ShouldBe(
        [
            "zip-structure", "policy", "manifest-signature", "file-list", "file-hashes", "checkpoint", "entries", "proofs",
            "payloads", "case-chain", "case-complete", "consistency",
        ]);
    }

    [Fact]
    public void A_bundle_checked_with_its_own_policy_says_that_the_key_is_not_vouched_for()
    {
        var report = BundleVerifier.Verify(new MemoryStream(SampleBundle.Zip()));
        report.Verdict.ShouldBe(BundleVerdict.Ok);
        report.Checks.Single(check => check.Id == "policy").Status.ShouldBe(CheckStatus.NotChecked);
    }

    [Fact]
    public void What_a_bundle_can_not_prove_is_always_said() =>
        BundleVerifier.Verify(SampleBundle.Zip()).Checks.Where(check => check.Status == CheckStatus.NotChecked).Select(check => check.Id)
            .ShouldBe(["policy", "witnesses", "custody", "key-history", "time-stamps", "time", "omission", "truth", "person", "place-and-camera"]);

    [Fact]
    public void The_report_has_a_chinese_and_an_english_line_for_every_check()
    {
        var report = BundleVerifier.Verify(SampleBundle.Zip());
        var text = VerificationText.Render(report);
        report.Checks.ShouldAllBe(check => text.Contains(check.Text.Zh) && text.Contains(check.Text.En) && check.Text.Zh != check.Text.En);
        text.ShouldContain("结论：核验通过");
    }

    [Fact]
    public void The_same_parts_give_the_same_bytes_and_any_zip_program_reads_them()
    {
        var zip = SampleBundle.Zip();
        SampleBundle.Zip().ShouldBe(zip);
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Select(entry => entry.FullName).ShouldBe(Unpack(zip).Keys.Order(StringComparer.Ordinal));
        archive.Entries.ShouldAllBe(entry => entry.CompressedLength == entry.Length);
    }

    [Fact]
    public void The_same_case_under_the_same_checkpoint_gives_the_same_bytes_in_whatever_order_it_is_read()
    {
        Prop.ForAll(Gen.Choose(0, 25).Four().ToArbitrary(), numbers =>
        {
            var (events, late, every, seed) = numbers;
            var parts = SampleBundle.Parts(events, late % 4, 1 + (every % 5), history: seed % 2 == 0);
            var again = SampleBundle.Parts(events, late % 4, 1 + (every % 5), history: seed % 2 == 0);
            BundleEntry[] shuffled = [.. again.Entries];
            new Random(seed).Shuffle(shuffled);
            var zip = BundleWriter.Write(parts, SampleBundle.Log);
            return BundleWriter.Write(again with { Entries = shuffled }, SampleBundle.Log).AsSpan().SequenceEqual(zip)
                && BundleVerifier.Verify(zip, SampleBundle.Policy).Verdict == BundleVerdict.Ok;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_flipped_byte_anywhere_is_detected_and_its_place_is_named()
    {
        var zip = SampleBundle.Zip(events: 1);
        var names = Unpack(zip).Keys.ToList();
        var undetected = new List<string>();
        Parallel.ForEach(Mutations.EachByteOf(zip), i =>
        {
            var changed = zip.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            var report = BundleVerifier.Verify(changed, SampleBundle.Policy);
            var failures = report.Checks.Where(check => check.Status == CheckStatus.Failed).ToList();
            var says = failures.Any(check => check.Text.En.Contains("offset", StringComparison.Ordinal) || names.Any(name => check.Text.En.Contains(name, StringComparison.Ordinal)));
            if (report.Verdict is not (BundleVerdict.Tampered or BundleVerdict.Malformed) || !says)
            {
                lock (undetected)
                {
                    undetected.Add($"byte {i}: {report.Verdict}");
                }
            }
        });
        undetected.ShouldBeEmpty();
    }

    [Fact]
    public void A_flipped_byte_in_unpacked_files_is_detected_and_its_file_is_named()
    {
        var files = Unpack(SampleBundle.Zip(events: 1));
        foreach (var (name, content) in files)
        {
            for (var i = 0; i < content.Length; i += 1 + (content.Length / 40))
            {
                var changed = content.ToArray();
                changed[i] ^= 0x01;
                var report = BundleVerifier.Verify(new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [name] = changed }, SampleBundle.Policy);
                report.Verdict.ShouldBe(BundleVerdict.Tampered, $"{name} byte {i}");
                report.Checks.ShouldContain(check => check.Status == CheckStatus.Failed && check.Text.En.Contains(name), $"{name} byte {i}");
            }
        }
    }

    [Fact]
    public void Every_truncation_and_every_extension_is_detected()
    {
        var zip = SampleBundle.Zip(events: 1);
        for (var length = 0; length < zip.Length; length += 7)
        {
            BundleVerifier.Verify(zip.AsMemory(0, length)).Verdict.ShouldNotBe(BundleVerdict.Ok, $"{length} bytes");
        }

        BundleVerifier.Verify((byte[])[.. zip, 0]).Verdict.ShouldBe(BundleVerdict.Tampered);
        BundleVerifier.Verify((byte[])[0, .. zip]).Verdict.ShouldBe(BundleVerdict.Malformed);
        BundleVerifier.Verify((byte[])[.. zip, .. zip]).Verdict.ShouldBe(BundleVerdict.Tampered);
    }

    [Fact]
    public void Every_missing_file_is_missed_and_every_added_one_is_noticed()
    {
        var files = Unpack(SampleBundle.Zip());
        foreach (var name in files.Keys)
        {
            var fewer = new Dictionary<string, byte[]>(files, StringComparer.Ordinal);
            fewer.Remove(name);
            BundleVerifier.Verify(fewer, SampleBundle.Policy).Verdict.ShouldNotBe(BundleVerdict.Ok, name);
        }

        BundleVerifier.Verify(new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { ["entries/0.json"] = files["entries/2.json"] })
            .Verdict.ShouldBe(BundleVerdict.Tampered);
        BundleVerifier.Verify(new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { ["note.txt"] = [1] })
            .Verdict.ShouldBe(BundleVerdict.Tampered);
    }

    [Fact]
    public void A_zip_repacked_compressed_reordered_or_with_doubles_or_escapes_is_refused()
    {
        var files = Unpack(SampleBundle.Zip());
        var names = files.Keys.Order(StringComparer.Ordinal).ToList();
        Repacked(files, names, CompressionLevel.Optimal).ShouldNotBe(BundleVerdict.Ok);
        Repacked(files, names, CompressionLevel.NoCompression).ShouldNotBe(BundleVerdict.Ok);
        Repacked(files, [.. names, names[0]], CompressionLevel.NoCompression).ShouldNotBe(BundleVerdict.Ok);
        Repacked(files, [.. Enumerable.Reverse(names)], CompressionLevel.NoCompression).ShouldNotBe(BundleVerdict.Ok);
        Repacked(files, [.. names, "../escape"], CompressionLevel.NoCompression).ShouldNotBe(BundleVerdict.Ok);
        Repacked(files, [.. names, "/escape"], CompressionLevel.NoCompression).ShouldNotBe(BundleVerdict.Ok);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("c:\\x")]
    [InlineData("a\\..\\b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public void A_file_of_a_bundle_can_not_leave_its_folder(string name) =>
        Should.Throw<ArgumentException>(() => new Daylight.Ledger.Bundles.BundleFileSet().Add("custody/" + name, "custody", default));

    [Fact]
    public void An_entry_left_out_makes_the_bundle_incomplete()
    {
        var parts = SampleBundle.Parts();
        foreach (var left in parts.Entries)
        {
            var index = left.Index == parts.SnapshotIndex ? (long?)null : parts.SnapshotIndex;
            var report = Verify(parts with { Entries = [.. parts.Entries.Where(entry => entry != left)], SnapshotIndex = index });
            report.Verdict.ShouldBe(BundleVerdict.Incomplete, $"without entry {left.Index}");
            report.ExitCode.ShouldBe(2);
        }
    }

    [Fact]
    public void Entries_behind_the_snapshot_are_shown_as_not_counted()
    {
        var report = Verify(SampleBundle.Parts(events: 3, lateEvents: 2));
        report.Verdict.ShouldBe(BundleVerdict.Ok);
        report.Checks.ShouldContain(check => check.Id == "case-later" && check.Status == CheckStatus.NotChecked);
    }

    [Fact]
    public void A_bundle_of_a_closed_case_holds_what_the_closing_counted_and_tells_what_came_after()
    {
        var whole = Verify(SampleBundle.Parts(events: 3, counting: CaseSnapshot.CloseAct));
        whole.Verdict.ShouldBe(BundleVerdict.Ok);
        whole.Checks.Single(check => check.Id == "case-closed").Status.ShouldBe(CheckStatus.Passed);
        whole.Checks.ShouldNotContain(check => check.Id == "case-after-close");

        var later = Verify(SampleBundle.Parts(events: 3, lateEvents: 2, counting: CaseSnapshot.CloseAct));
        later.Verdict.ShouldBe(BundleVerdict.Ok);
        later.Checks.Single(check => check.Id == "case-after-close").Text.En.ShouldStartWith("2 entries were recorded while the case was closed: ");

        var parts = SampleBundle.Parts(events: 3, counting: CaseSnapshot.CloseAct);
        Verify(parts with { Entries = [.. parts.Entries.Skip(1)] }).Checks.Single(check => check.Id == "case-closed").Consequence.ShouldBe(BundleVerdict.Incomplete);
        Verify(SampleBundle.Parts(events: 3, counting: CaseSnapshot.CloseAct, uncounted: 1)).Checks.Single(check => check.Id == "case-closed").Consequence.ShouldBe(BundleVerdict.Tampered);
        Verify(SampleBundle.Parts()).Checks.ShouldNotContain(check => check.Id == "case-closed");
    }

    [Fact]
    public void A_payload_not_handed_over_is_said_and_a_swapped_one_is_tampering()
    {
        var parts = SampleBundle.Parts();
        var withheld = Verify(parts with { Entries = [.. parts.Entries.Select(entry => entry with { Payload = null })] });
        withheld.Verdict.ShouldBe(BundleVerdict.Ok);
        withheld.Checks.ShouldContain(check => check.Id == "payloads-withheld");

        var (first, third) = (parts.Entries[0], parts.Entries[2]);
        var swapped = parts with { Entries = [first with { Payload = third.Payload }, parts.Entries[1], third with { Payload = first.Payload }, parts.Entries[3]] };
        Failures(Verify(swapped)).ShouldBe(["payloads"]);
    }

    [Fact]
    public void An_altered_leaf_is_tampering_even_if_the_list_is_signed_anew()
    {
        var parts = SampleBundle.Parts();
        var altered = EntryLeaf.Parse(parts.Entries[1].Leaf.Span) with { Received = DateTimeOffset.UnixEpoch.AddDays(1) };
        var report = Verify(parts with { Entries = [parts.Entries[0], parts.Entries[1] with { Leaf = altered.ToBytes() }, .. parts.Entries.Skip(2)] });
        report.Verdict.ShouldBe(BundleVerdict.Tampered);
        Failures(report).ShouldContain("proofs");
    }

    [Fact]
    public void A_reordered_index_or_an_old_checkpoint_does_not_pass()
    {
        var parts = SampleBundle.Parts();
        var moved = parts with { Entries = [parts.Entries[0] with { Index = 3 }, .. parts.Entries.Skip(1)] };
        Verify(moved).Verdict.ShouldBe(BundleVerdict.Tampered);
        Verify(parts with { Checkpoint = parts.Earlier[0].Note, Earlier = [] }).Verdict.ShouldBe(BundleVerdict.Tampered);
        Verify(parts with { Earlier = [parts.Earlier[0] with { Proof = [] }] }).Verdict.ShouldBe(BundleVerdict.Tampered);
    }

    [Fact]
    public void A_forger_with_a_key_of_his_own_agrees_with_himself_only()
    {
        var forger = new NoteSigner(SampleBundle.Origin, Enumerable.Repeat((byte)66, 32).ToArray());
        var parts = SampleBundle.Parts();
        var head = Checkpoint.Parse(parts.Checkpoint.Text);
        var forged = BundleWriter.Write(
            parts with { Policy = TlogPolicy.ForLog(forger.Verifier), Checkpoint = head.Sign(forger), Earlier = [] }, forger);

        var trusting = BundleVerifier.Verify(forged);
        trusting.Verdict.ShouldBe(BundleVerdict.Ok);
        trusting.Checks.Single(check => check.Id == "policy").Status.ShouldBe(CheckStatus.NotChecked);
        var report = BundleVerifier.Verify(forged, SampleBundle.Policy);
        report.Verdict.ShouldBe(BundleVerdict.Tampered);
        Failures(report).ShouldContain("checkpoint");
        Failures(report).ShouldContain("manifest-signature");
    }

    [Fact]
    public void Another_log_of_the_same_policy_can_not_vouch_for_the_files()
    {
        var other = new NoteSigner("ledger.example/other/2026", Enumerable.Repeat((byte)67, 32).ToArray());
        var policy = $"log {SampleBundle.Log.Verifier}\nlog {other.Verifier}\nquorum none\n";
        var report = BundleVerifier.Verify(BundleWriter.Write(SampleBundle.Parts(), other), policy);
        Failures(report).ShouldBe(["manifest-signature"]);
        report.Verdict.ShouldBe(BundleVerdict.Tampered);
    }

    [Fact]
    public void More_files_than_a_zip_can_hold_are_refused()
    {
        using var zip = new MemoryStream();
        for (var i = 0; i < 65_536; i++)
        {
            zip.Write([0x50, 0x4b, 3, 4, 20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]);
            zip.Write(Encoding.ASCII.GetBytes($"{i:x5}"));
        }

        BundleVerifier.Verify(zip.ToArray()).Verdict.ShouldNotBe(BundleVerdict.Ok);
    }

    [Fact]
    public void A_missing_witness_makes_the_bundle_incomplete_and_a_present_one_passes()
    {
        var parts = SampleBundle.Parts() with { Policy = SampleBundle.WitnessedPolicy };
        Verify(parts, SampleBundle.WitnessedPolicy).Verdict.ShouldBe(BundleVerdict.Incomplete);

        var cosigned = parts.Checkpoint.With(SampleBundle.Witness.Cosign(parts.Checkpoint.Text, 1_772_424_000));
        var report = Verify(parts with { Checkpoint = cosigned }, SampleBundle.WitnessedPolicy);
        report.Verdict.ShouldBe(BundleVerdict.Ok);
        Passed(report).ShouldContain("witnesses");
    }

    [Fact]
    public void A_leaf_that_is_no_leaf_is_malformed()
    {
        var log = new PlannedLog();
        log.Append(["{}"u8.ToArray()]);
        var parts = SampleBundle.Parts() with
        {
            Checkpoint = new Checkpoint(SampleBundle.Origin, 1, log.Root(1)).Sign(SampleBundle.Log),
            Entries = [new BundleEntry(0, "{}"u8.ToArray(), [])],
            SnapshotIndex = null,
            Earlier = [],
        };
        Verify(parts).Verdict.ShouldBe(BundleVerdict.Malformed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("not a zip at all, but long enough to be one")]
    public void What_is_no_zip_is_malformed(string content)
    {
        var report = BundleVerifier.Verify(Encoding.UTF8.GetBytes(content));
        report.ExitCode.ShouldBe(3);
    }

    [Fact]
    public void Whatever_is_read_the_verifier_answers()
    {
        var zip = SampleBundle.Zip(events: 1);
        Prop.ForAll<byte[], int, int>((noise, at, skip) =>
        {
            var cut = (int)((uint)at % (uint)zip.Length);
            var rest = Math.Min(zip.Length, cut + (int)((uint)skip % 64));
            byte[] bytes = [.. zip[..cut], .. noise, .. zip[rest..]];
            return bytes.AsSpan().SequenceEqual(zip) == (BundleVerifier.Verify(bytes, SampleBundle.Policy).Verdict == BundleVerdict.Ok);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_verifier_uses_nothing_of_the_writer()
    {
        var writer = new Regex("BundleWriter|BundleParts|BundleEntry|BundlePayload|BundleManifest|BundleFileSet|BundleHistories|BundleFindings|BundleReport|BundleStamp\\b|BundleReadme|StoredZip|CaseSnapshot|Ledger\\.Bundles", RegexOptions.None, TimeSpan.FromSeconds(5));
        var files = Directory.GetFiles(Path.Combine(SharedFiles.Repository, "src", "engines", "Ledger", "Verification"), "*.cs");
        files.ShouldNotBeEmpty();
        files.Where(file => writer.IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    [Fact]
    public void The_commands_in_the_readme_check_a_bundle_without_our_software()
    {
        var parts = SampleBundle.Parts();
        var folder = Directory.CreateTempSubdirectory("daylight-bundle-");
        try
        {
            ZipFile.ExtractToDirectory(new MemoryStream(BundleWriter.Write(parts, SampleBundle.Log)), folder.FullName);
            var commands = File.ReadAllLines(Path.Combine(folder.FullName, "README.zh-CN.md"))
                .Select(line => line.Trim().Trim('`'))
                .Where(line => line.StartsWith("cat payload") || line.Contains("note.") || line.Contains("key.der"))
                .Select(line => line.Replace("序号", parts.Entries[0].Index.ToString(), StringComparison.Ordinal))
                .ToList();
            commands.Count.ShouldBe(6);
            var output = Bash(folder.FullName, string.Join('\n', commands)).Split('\n');
            var commitment = EntryLeaf.Parse(parts.Entries[0].Leaf.Span).Payload!.Value;
            output[0].ShouldBe(commitment.C.ToBase64());
            output[1].ShouldBe(commitment.C3.ToBase64());
            output[2].ShouldContain("Verified Successfully");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Bash(string folder, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, process.StandardError.ReadToEnd());
        return output;
    }

    private static VerificationReport Verify(BundleParts parts, string? policy = null) =>
        BundleVerifier.Verify(BundleWriter.Write(parts, SampleBundle.Log), policy ?? SampleBundle.Policy);

    private static BundleVerdict Repacked(IReadOnlyDictionary<string, byte[]> files, IEnumerable<string> names, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var stream = archive.CreateEntry(name, level).Open();
                stream.Write(files.GetValueOrDefault(name, [1]));
            }
        }

        return BundleVerifier.Verify(output.ToArray(), SampleBundle.Policy).Verdict;
    }

    private static Dictionary<string, byte[]> Unpack(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                return content.ToArray();
            },
            StringComparer.Ordinal);
    }

    private static List<string> Passed(VerificationReport report) =>
        [.. report.Checks.Where(check => check.Status == CheckStatus.Passed).Select(check => check.Id)];

    private static List<string> Failures(VerificationReport report) =>
        [.. report.Checks.Where(check => check.Status == CheckStatus.Failed).Select(check => check.Id)];
}
