using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>What a forger without the key, and an operator with it, would try on a bundle of 300 entries; asked of all three verifiers.</summary>
public sealed class BundleAttackTests
{
    private static readonly BundleParts Parts = SampleBundle.Parts(events: 298, payloadEvery: 8, history: true);
    private static readonly byte[] Zip = BundleWriter.Write(Parts, SampleBundle.Log);
    private static readonly BundleForge Whole = BundleForge.Open(Zip);
    private static readonly NoteSigner Stranger = new(SampleBundle.Origin, Enumerable.Repeat((byte)66, 32).ToArray());

    private static byte[] Old => Encoding.UTF8.GetBytes(Parts.Earlier[0].Note.ToString());

    [Fact]
    public void Each_attack_gets_its_exit_code_and_the_check_that_found_it_from_all_three()
    {
        using ThreeVerifiers verifiers = new();
        foreach (var (name, zip, exitCode, check) in Attacks())
        {
            var answer = verifiers.Ask(zip, SampleBundle.Policy, name);
            answer.ExitCode.ShouldBe(exitCode, $"{name}: {answer.Line}");
            answer.Places(check).ShouldBeGreaterThan(0, $"{name}: {answer.Line}");
        }
    }

    [Fact]
    public void Each_trick_with_the_container_is_found_by_all_three()
    {
        using ThreeVerifiers verifiers = new();
        foreach (var (name, zip, exitCode) in ContainerTricks())
        {
            zip.ShouldNotBe(Zip, name);
            var answer = verifiers.Ask(zip, SampleBundle.Policy, name);
            answer.ExitCode.ShouldBe(exitCode, $"{name}: {answer.Line}");
            answer.Places("zip-structure").ShouldBeGreaterThan(0, name);
        }
    }

    [Fact]
    public void A_log_forked_by_its_operator_is_found_by_an_earlier_checkpoint_and_by_a_witness()
    {
        using ThreeVerifiers verifiers = new();
        var fork = SampleBundle.Parts(events: 298, payloadEvery: 8, word: "您欠", history: true);
        var head = Checkpoint.Parse(fork.Checkpoint.Text);
        head.Size.ShouldBe(Checkpoint.Parse(Parts.Checkpoint.Text).Size);
        head.Root.ShouldNotBe(Checkpoint.Parse(Parts.Checkpoint.Text).Root);

        // Alone, the fork agrees with itself: this is what no verifier can see, and each says so.
        var alone = verifiers.Ask(BundleWriter.Write(fork, SampleBundle.Log), SampleBundle.Policy, "the fork alone");
        alone.ExitCode.ShouldBe(0);
        alone.Line.ShouldContain("witnesses=not-checked");

        var beside = fork with { Earlier = [Parts.Earlier[0] with { Proof = fork.Earlier[0].Proof }] };
        var caught = verifiers.Ask(BundleWriter.Write(beside, SampleBundle.Log), SampleBundle.Policy, "the fork beside the true earlier checkpoint");
        (caught.ExitCode, caught.Places("consistency")).ShouldBe((1, 1));

        var witnessed = fork with { Policy = SampleBundle.WitnessedPolicy, Earlier = [] };
        var missing = verifiers.Ask(BundleWriter.Write(witnessed, SampleBundle.Log), SampleBundle.WitnessedPolicy, "the fork without its witness");
        (missing.ExitCode, missing.Places("witnesses")).ShouldBe((2, 1));

        var borrowed = witnessed with { Checkpoint = fork.Checkpoint.With(SampleBundle.Witness.Cosign(Parts.Checkpoint.Text, 1_772_424_000)) };
        var forged = verifiers.Ask(BundleWriter.Write(borrowed, SampleBundle.Log), SampleBundle.WitnessedPolicy, "the fork with the other branch's cosignature");
        (forged.ExitCode, forged.Places("checkpoint")).ShouldBe((1, 1));
    }

    [Fact]
    public void A_key_that_nobody_knows_is_tampering_however_well_the_bundle_agrees_with_itself()
    {
        using ThreeVerifiers verifiers = new();
        var head = Checkpoint.Parse(Parts.Checkpoint.Text);
        var forged = BundleWriter.Write(Parts with { Policy = TlogPolicy.ForLog(Stranger.Verifier), Checkpoint = head.Sign(Stranger), Earlier = [] }, Stranger);
        verifiers.Ask(forged, null, "unknown key, own policy").Line.ShouldStartWith("0 zip-structure=passed:0 policy=not-checked:0");
        verifiers.Ask(forged, SampleBundle.Policy, "unknown key").ExitCode.ShouldBe(1);

        var elsewhere = new NoteSigner("ledger.example/other/2026", Enumerable.Repeat((byte)1, 32).ToArray());
        var moved = BundleWriter.Write(
            Parts with { Policy = TlogPolicy.ForLog(elsewhere.Verifier), Checkpoint = (head with { Origin = elsewhere.Verifier.Name }).Sign(elsewhere), Earlier = [] }, elsewhere);
        verifiers.Ask(moved, null, "another origin, own policy").ExitCode.ShouldBe(0);
        var answer = verifiers.Ask(moved, SampleBundle.Policy, "another origin");
        (answer.ExitCode, answer.Places("checkpoint")).ShouldBe((1, 1));
    }

    [Fact]
    public void A_head_of_size_0_proves_nothing()
    {
        using ThreeVerifiers verifiers = new();
        var empty = new Checkpoint(SampleBundle.Origin, 0, MerkleTree.EmptyRoot).Sign(SampleBundle.Log);
        var bare = Parts with { Checkpoint = empty, Earlier = [] };
        var answer = verifiers.Ask(BundleWriter.Write(bare, SampleBundle.Log), SampleBundle.Policy, "size 0 with entries");
        (answer.ExitCode, answer.Places("proofs")).ShouldBe((1, 300));

        var nothing = verifiers.Ask(BundleWriter.Write(bare with { Entries = [], SnapshotIndex = null }, SampleBundle.Log), SampleBundle.Policy, "size 0 and no entry");
        (nothing.ExitCode, nothing.Places("case-complete")).ShouldBe((2, 1));

        var text = $"{SampleBundle.Origin}\n0\n{Hash32.Sha256("x"u8).ToBase64()}\n";
        var wrong = Whole.With(("checkpoint", new SignedNote(text, SampleBundle.Log.Sign(text)).ToBytes())).SignedAnew(SampleBundle.Log);
        var refused = verifiers.Ask(wrong, SampleBundle.Policy, "size 0 with a root");
        (refused.ExitCode, refused.Places("checkpoint")).ShouldBe((1, 1));
    }

    private static IEnumerable<(string Name, byte[] Zip, int ExitCode, string Check)> Attacks()
    {
        byte[] File(string name) => Whole.Files[name];
        byte[] Signed(params (string, byte[]?)[] changes) => Whole.With(changes).SignedAnew(SampleBundle.Log);
        byte[] Made(BundleParts parts) => BundleWriter.Write(parts, SampleBundle.Log);
        var (first, second) = (Parts.Entries[0].Index, Parts.Entries[1].Index);
        var (ninth, last) = (Parts.Entries[8].Index, Parts.SnapshotIndex!.Value);
        var altered = EntryLeaf.Parse(Parts.Entries[4].Leaf.Span) with { Received = DateTimeOffset.UnixEpoch.AddDays(1) };
        var snapshot = EntryLeaf.Parse(Parts.Entries.Single(entry => entry.Index == last).Leaf.Span);
        byte[] Claim(long count) => RestrictedJson.Write(new LeafObject(new Dictionary<string, LeafValue>(snapshot.Details, StringComparer.Ordinal)
        {
            ["case"] = SampleBundle.CaseId, ["snapshot"] = last, ["count"] = count,
        }));

        yield return ("an entry cut out, list kept", Whole.With(($"entries/{second}.json", null)).Mended(), 3, "file-list");
        yield return ("an entry and its proof cut out, list kept", Whole.With(($"entries/{second}.json", null), ($"proofs/{second}.tlog-proof", null)).Mended(), 2, "file-list");
        yield return ("an entry and its proof cut out, list anew", Signed(($"entries/{second}.json", null), ($"proofs/{second}.tlog-proof", null)), 2, "case-chain");
        yield return ("the last entries cut out with the snapshot", Made(Parts with { Entries = [.. Parts.Entries.Take(290)], SnapshotIndex = null }), 2, "case-complete");
        yield return ("the first entries cut out", Made(Parts with { Entries = [.. Parts.Entries.Skip(10)] }), 2, "case-chain");
        yield return ("an entry cut out and the claim lowered", Signed(($"entries/{second}.json", null), ($"proofs/{second}.tlog-proof", null), ("case/completeness.json", Claim(297))), 1, "case-complete");
        yield return ("a file not in the list", Whole.With(("payload/extra", "x"u8.ToArray())).Mended(), 1, "file-list");
        yield return ("two entries in each other's place, list kept", Whole.With(($"entries/{first}.json", File($"entries/{second}.json")), ($"entries/{second}.json", File($"entries/{first}.json"))).Mended(), 1, "file-hashes");
        yield return ("two entries in each other's place, list anew", Signed(($"entries/{first}.json", File($"entries/{second}.json")), ($"entries/{second}.json", File($"entries/{first}.json"))), 1, "proofs");
        yield return ("two proofs in each other's place", Signed(($"proofs/{first}.tlog-proof", File($"proofs/{second}.tlog-proof")), ($"proofs/{second}.tlog-proof", File($"proofs/{first}.tlog-proof"))), 1, "proofs");
        yield return ("an entry and its proof under another index", Signed(("entries/0.json", File($"entries/{first}.json")), ("proofs/0.tlog-proof", File($"proofs/{first}.tlog-proof"))), 1, "proofs");
        yield return ("an entry doubled under another spelling of its index", Signed(($"entries/0{first}.json", File($"entries/{first}.json"))), 3, "entries");
        yield return ("two payloads swapped, list kept", Whole.With(($"payload/{first}/content", File($"payload/{ninth}/content")), ($"payload/{ninth}/content", File($"payload/{first}/content"))).Mended(), 1, "file-hashes");
        yield return ("two payloads swapped, list anew", Signed(($"payload/{first}/content", File($"payload/{ninth}/content")), ($"payload/{ninth}/content", File($"payload/{first}/content"))), 1, "payloads");
        yield return ("two payloads swapped with their salts", Signed(
            ($"payload/{first}/content", File($"payload/{ninth}/content")), ($"payload/{ninth}/content", File($"payload/{first}/content")),
            ($"payload/{first}/salt.bin", File($"payload/{ninth}/salt.bin")), ($"payload/{ninth}/salt.bin", File($"payload/{first}/salt.bin"))), 1, "payloads");
        yield return ("a salt left out", Signed(($"payload/{first}/salt.bin", null)), 2, "payloads");
        yield return ("a content left out", Signed(($"payload/{first}/content", null)), 2, "payloads");
        yield return ("a payload given to an entry that has none", Signed(($"payload/{second}/content", [1]), ($"payload/{second}/salt.bin", new byte[32])), 1, "payloads");
        yield return ("a payload of no entry", Signed(("payload/1/content", [1])), 3, "payloads");
        yield return ("an entry rewritten", Signed(($"entries/{Parts.Entries[4].Index}.json", altered.ToBytes())), 1, "proofs");
        yield return ("an entry with a blank more", Signed(($"entries/{first}.json", [.. File($"entries/{first}.json"), (byte)' '])), 3, "entries");
        yield return ("the older checkpoint put in place", Signed(("checkpoint", Old)), 1, "checkpoint");
        yield return ("the older checkpoint with the list made for it", Made(Parts with { Checkpoint = Parts.Earlier[0].Note, Earlier = [] }), 1, "proofs");
        yield return ("the older checkpoint with proofs that carry it", Made(Parts with { Checkpoint = Parts.Earlier[0].Note, Earlier = [], Entries = [.. Parts.Entries.Where(entry => entry.Index == Parts.SnapshotIndex)], SnapshotIndex = null }), 1, "proofs");
        yield return ("an earlier checkpoint of another size", Signed(("consistency/598-603.txt", null), ("consistency/597-603.txt", File("consistency/598-603.txt"))), 1, "consistency");
        yield return ("an earlier checkpoint without its proof", Made(Parts with { Earlier = [Parts.Earlier[0] with { Proof = [] }] }), 1, "consistency");
        yield return ("the checkpoint signed by a stranger", Signed(("checkpoint", Encoding.UTF8.GetBytes(Checkpoint.Parse(Parts.Checkpoint.Text).Sign(Stranger).ToString()))), 1, "checkpoint");
        yield return ("the list signed by a stranger", Whole.SignedAnew(Stranger), 1, "manifest-signature");
        yield return ("the list of another bundle", Whole.With(("manifest.json", BundleForge.Open(SampleBundle.Zip()).Files["manifest.json"])).Mended(), 1, "manifest-signature");
        yield return ("a signature line more in the list's note", Whole.With(("manifest.json.sig", [.. File("manifest.json.sig"), .. File("manifest.json.sig").AsSpan(File("manifest.json.sig").AsSpan().IndexOf("— "u8)).ToArray()])).Mended(), 1, "manifest-signature");
        var readings = Encoding.UTF8.GetString(File("custody/readings.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        yield return ("a reading left out", Signed(("custody/readings.jsonl", Lines(readings.Skip(1)))), 2, "custody");
        yield return ("a reading invented", Signed(("custody/readings.jsonl", Lines([.. readings, readings[0].Replace("sf0", "sf1", StringComparison.Ordinal)]))), 1, "custody");
        yield return ("a reading twice", Signed(("custody/readings.jsonl", Lines([readings[0], .. readings]))), 1, "custody");
        yield return ("readings out of order", Signed(("custody/readings.jsonl", Lines(readings.Reverse()))), 1, "custody");
        yield return ("a reading by another", Signed(("custody/readings.jsonl", Lines([readings[0].Replace("sf0", "sf1", StringComparison.Ordinal), .. readings.Skip(1)]))), 1, "custody");
        yield return ("no readings at all", Signed(("custody/readings.jsonl", null)), 2, "custody");
        yield return ("a line cut short", Signed(("custody/readings.jsonl", File("custody/readings.jsonl")[..^1])), 2, "custody");
        yield return ("the history of keys left out", Signed(("keys/history.jsonl", null)), 2, "key-history");
        yield return ("a key invented", Signed(("keys/history.jsonl", Lines(readings.Take(1)))), 1, "key-history");
        yield return ("no signature of the list", Whole.With(("manifest.json.sig", null)).Mended(), 3, "manifest-signature");
        yield return ("no checkpoint", Whole.With(("checkpoint", null)).Mended(), 3, "checkpoint");
        yield return ("another case's name in the list", Made(Parts with { CaseId = "cs00000000000000000002" }), 2, "case-complete");
    }

    private static IEnumerable<(string Name, byte[] Zip, int ExitCode)> ContainerTricks()
    {
        ZipSurgery Zipped() => ZipSurgery.Open(Zip);
        byte[] Changed(Action<ZipSurgery> change)
        {
            var surgery = Zipped();
            change(surgery);
            return surgery.Joined();
        }

        Zipped().Joined().ShouldBe(Zip);
        var (local, directory, end) = (Zipped().Files[5], Zipped().Directory[5], Zipped().End);
        yield return ("a file twice", Changed(zip => zip.Files.Insert(6, local)), 1);
        yield return ("a file twice, in the directory too", Changed(zip => { zip.Files.Insert(6, local); zip.Directory.Insert(6, directory); }), 1);
        yield return ("a second directory record for one file", Changed(zip => zip.Directory.Insert(6, directory)), 1);
        yield return ("a file out of order", Changed(zip => { zip.Files.Reverse(5, 2); zip.Directory.Reverse(5, 2); }), 1);
        yield return ("a directory out of order", Changed(zip => zip.Directory.Reverse(5, 2)), 1);
        yield return ("a file hidden from the directory", Changed(zip => zip.Directory.RemoveAt(5)), 1);
        yield return ("a directory record without its file", Changed(zip => zip.Files.RemoveAt(5)), 1);
        yield return ("bytes between two files", Changed(zip => zip.Files[5] = [.. local, 0]), 1);
        yield return ("bytes before the directory", Zipped().Joined(between: [0]), 1);
        yield return ("bytes behind the end", Zipped().Joined(behind: [0]), 1);
        yield return ("a whole zip behind the end", Zipped().Joined(behind: Zip), 1);
        yield return ("bytes before the beginning", Zipped().Joined(before: "#!/bin/sh\n"u8.ToArray()), 3);
        yield return ("a comment", [.. Zip[..^2], 1, 0, (byte)'x'], 1);
        yield return ("a comment announced but not there", Zipped().WithEnd(ZipSurgery.Put(end, 20, 2, 1)), 1);
        yield return ("another disk", Zipped().WithEnd(ZipSurgery.Put(end, 4, 2, 1)), 1);
        foreach (var (what, at, bytes, value) in new (string, int, int, uint)[]
        {
            ("version", 4, 2, 45), ("encrypted", 6, 2, 0x0801), ("data descriptor", 6, 2, 0x0808), ("name not UTF-8", 6, 2, 0), ("deflated", 8, 2, 8),
            ("time", 10, 2, 1), ("date", 12, 2, 0x5a21), ("checksum", 14, 4, 0), ("packed size", 18, 4, 0), ("size", 22, 4, 0),
            ("size larger", 22, 4, 0x7fffffff), ("name length 0", 26, 2, 0), ("name longer", 26, 2, 201), ("extra field", 28, 2, 4),
        })
        {
            yield return ($"local header: {what}", Replace(Zip, Zipped(), 5, at, bytes, value), 1);
        }

        foreach (var (what, at, bytes, value) in new (string, int, int, uint)[]
        {
            ("made by unix", 5, 1, 3), ("version", 6, 2, 45), ("encrypted", 8, 2, 0x0801), ("deflated", 10, 2, 8), ("date", 14, 2, 0x5a21),
            ("checksum", 16, 4, 0), ("packed size", 20, 4, 1), ("size", 24, 4, 1), ("extra field", 30, 2, 4), ("comment", 32, 2, 1),
            ("disk", 34, 2, 1), ("text", 36, 2, 1), ("symbolic link", 38, 4, 0xa1ff0000),
        })
        {
            yield return ($"directory record: {what}", Zipped().WithDirectory(5, ZipSurgery.Put(directory, at, bytes, value)), 1);
        }

        yield return ("directory record: another name", Zipped().WithDirectory(5, ZipSurgery.Put(directory, 46, 1, 'E')), 1);
        yield return ("local header: another name", Changed(zip => zip.Files[5] = ZipSurgery.Put(local, 30, 1, 'E')), 1);
        foreach (var name in new[] { "../escape", "/escape", "a/../b", "a//b", ".hidden", "a\\b", "a b", "a\0b" })
        {
            var bytes = Encoding.Latin1.GetBytes(name);
            byte[] file = [.. ZipSurgery.Put(Zipped().Files[0], 26, 2, (uint)bytes.Length)[..30], .. bytes, .. Zipped().Files[0][(30 + Zipped().Files[0][26])..]];
            yield return ($"the name {name}", Zipped().WithFile(0, file), 1);
        }

        var start = Zip.Length - end.Length;
        byte[] locator = [0x50, 0x4b, 6, 7, 0, 0, 0, 0, .. BitConverter.GetBytes((long)start), 1, 0, 0, 0];
        yield return ("a 64-bit locator", [.. Zip[..start], .. locator, .. end], 1);
    }

    private static byte[] Replace(byte[] zip, ZipSurgery records, int file, int at, int bytes, uint value)
    {
        var offset = records.Files.Take(file).Sum(record => record.Length);
        return [.. zip[..offset], .. ZipSurgery.Put(records.Files[file], at, bytes, value), .. zip[(offset + records.Files[file].Length)..]];
    }
}
