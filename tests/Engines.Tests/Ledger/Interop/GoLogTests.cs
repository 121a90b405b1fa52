using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger.Interop;

/// <summary>Our logs checked by Go's own sumdb/note and sumdb/tlog, theirs by us, and a signature of ours by openssl.</summary>
public sealed class GoLogTests(GoLogTests.Program program) : IClassFixture<GoLogTests.Program>
{
    private const int Size = 70_000; // Two full levels of tiles and a partial third.
    private static readonly int[] Indices = [0, 1, 255, 256, 65_535, 65_536, 69_887, 69_999];
    private static readonly int[] OldSizes = [1, 2, 255, 256, 300, 65_536, 69_999, 70_000];

    [Fact]
    public void Go_accepts_our_checkpoint_tiles_inclusion_and_consistency_proofs() => program.Check(program.Ours).ShouldBe("");

    [Fact]
    public void Go_refuses_what_was_changed()
    {
        var ours = program.Ours;
        var other = ours.Records[0] with { Data = "another"u8.ToArray() };
        program.Check(ours with { Records = [other] }).ShouldContain("record 0");
        program.Check(ours with { Note = ours.Note.Replace("\n70000\n", "\n70001\n", StringComparison.Ordinal) }).ShouldNotBe("");
        program.Check(ours with { Steps = [ours.Steps[3] with { Proof = [.. ours.Steps[3].Proof.Reverse()] }] }).ShouldContain("from 256");
    }

    [Fact]
    public void Go_finds_a_flipped_bit_in_a_tile()
    {
        var path = Path.Combine(program.Ours.Tiles, "tile", "0", "255");
        var bytes = File.ReadAllBytes(path);
        try
        {
            var changed = bytes.ToArray();
            changed[254 * Hash32.Size] ^= 1; // The neighbour of record 65,535.
            File.WriteAllBytes(path, changed);
            program.Check(program.Ours).ShouldContain("tiles: another proof of record 65535");
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(300)]
    public void We_accept_the_notes_and_proofs_that_Go_makes(int size)
    {
        var theirs = program.Make(size);
        var key = NoteVerifier.Parse(theirs.Key);
        var now = Checkpoint.Verify(SignedNote.Parse(theirs.Note), key);
        now.Size.ShouldBe(size);
        now.Root.ShouldBe(MerkleTree.RootOf(theirs.Records.Select(record => LeafHash.Of(record.Data))));
        foreach (var record in theirs.Records)
        {
            InclusionProof.Verify(record.Index, now.Size, LeafHash.Of(record.Data), [.. record.Proof.Select(Hash32.Parse)], now.Root).ShouldBeTrue($"record {record.Index}");
            InclusionProof.Verify(record.Index, now.Size, LeafHash.Of("another"u8), [.. record.Proof.Select(Hash32.Parse)], now.Root).ShouldBeFalse();
        }

        foreach (var step in theirs.Steps)
        {
            var old = Checkpoint.Verify(SignedNote.Parse(step.OldNote), key);
            ConsistencyProof.Verify(old.Size, now.Size, old.Root, now.Root, [.. step.Proof.Select(Hash32.Parse)]).ShouldBeTrue($"from {old.Size}");
        }
    }

    [Fact]
    public void Openssl_verifies_the_signature_of_a_note_as_it_stands()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-note-").FullName;
        try
        {
            var note = SignedNote.Parse(program.Ours.Note);
            byte[] prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]; // SubjectPublicKeyInfo of Ed25519, RFC 8410
            File.WriteAllBytes(Path.Combine(folder, "key.der"), [.. prefix, .. NoteVerifier.Parse(program.Ours.Key).PublicKey]);
            File.WriteAllText(Path.Combine(folder, "text"), note.Text);
            File.WriteAllText(Path.Combine(folder, "changed"), note.Text.Replace("70000", "70001", StringComparison.Ordinal));
            File.WriteAllBytes(Path.Combine(folder, "signature"), note.Signatures[0].Bytes.ToArray());
            string[] verify = ["pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-sigfile", "signature", "-in"];

            TestAuthority.OpenSsl(folder, [.. verify, "text"]).ShouldContain("Signature Verified Successfully");
            Should.Throw<InvalidOperationException>(() => TestAuthority.OpenSsl(folder, [.. verify, "changed"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public sealed record Record(long Index, byte[] Data, IReadOnlyList<string> Proof);

    public sealed record Step(string OldNote, IReadOnlyList<string> Proof);

    public sealed record Shown(string Key, string Note, string Tiles, IReadOnlyList<Record> Records, IReadOnlyList<Step> Steps);

    /// <summary>interop.go, built against the packages that the Go distribution carries for its own use; nothing is fetched.</summary>
    public sealed class Program : IDisposable
    {
        private const string Go = "/usr/lib/go-1.19/bin/go";
        private const string Vendored = "/usr/share/go-1.19/src/cmd/vendor/golang.org/x";

        private readonly string _folder = Directory.CreateTempSubdirectory("daylight-go-").FullName;

        public Program()
        {
            File.Exists(Go).ShouldBeTrue("Go 1.19 is missing: eng/install-test-tools installs golang-1.19-go and golang-1.19-src.");
            foreach (var package in new[] { "mod/sumdb/note", "mod/sumdb/tlog", "crypto/ed25519" })
            {
                var target = Directory.CreateDirectory(Path.Combine(_folder, "go", "src", "golang.org", "x", package)).FullName;
                foreach (var file in Directory.GetFiles(Path.Combine(Vendored, package), "*.go"))
                {
                    File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
                }
            }

            Run(Go, "build", "-o", Path.Combine(_folder, "interop"), Path.Combine(SharedFiles.Repository, "tests", "Engines.Tests", "Ledger", "Interop", "interop.go")).ShouldBe((0, "", ""));
            Ours = MakeOurs();
        }

        internal Shown Ours { get; }

        internal string Check(Shown log)
        {
            var path = Path.Combine(_folder, "shown.json");
            File.WriteAllText(path, JsonSerializer.Serialize(log, JsonSerializerOptions.Web));
            var (code, _, errors) = Run(Path.Combine(_folder, "interop"), "check", path);
            (code == 0).ShouldBe(errors.Length == 0);
            return errors;
        }

        internal Shown Make(int size)
        {
            var (code, output, errors) = Run(Path.Combine(_folder, "interop"), "make", size.ToString(System.Globalization.CultureInfo.InvariantCulture));
            errors.ShouldBe("");
            code.ShouldBe(0);
            return JsonSerializer.Deserialize<Shown>(output, JsonSerializerOptions.Web)!;
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        /// <summary>A log as the sequencer writes it: several appends, a signed checkpoint after each of the old sizes.</summary>
        private Shown MakeOurs()
        {
            var tiles = Path.Combine(_folder, "log");
            NoteSigner log = new("daylight.example/in1/2026", [.. Enumerable.Repeat((byte)5, 32)]);
            ReadOnlyMemory<byte> Read(TilePath tile) => File.ReadAllBytes(PathOf(tiles, tile));
            Dictionary<int, SignedNote> notes = [];
            var size = 0;
            foreach (var next in OldSizes)
            {
                var plan = TileWriter.Plan(size, [.. Enumerable.Range(size, next - size).Select(i => (ReadOnlyMemory<byte>)Entry(i))], Read);
                foreach (var file in plan.Files)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(PathOf(tiles, file.Tile))!);
                    File.WriteAllBytes(PathOf(tiles, file.Tile), file.Bytes.Span);
                }

                notes[next] = new Checkpoint(log.Name, plan.Size, plan.Root).Sign(log);
                size = next;
            }

            TileNodes nodes = new(Size, Read);
            return new Shown(
                log.Verifier.ToString(),
                notes[Size].ToString(),
                tiles,
                [.. Indices.Select(i => new Record(i, Entry(i), Texts(InclusionProof.Build(i, Size, nodes.Read))))],
                [.. OldSizes.Select(old => new Step(notes[old].ToString(), Texts(ConsistencyProof.Build(old, Size, nodes.Read))))]);
        }

        private static string PathOf(string folder, TilePath tile) => Path.Combine([folder, .. tile.Path.Split('/')]);

        private static byte[] Entry(int i) => Encoding.UTF8.GetBytes($"entry {i}");

        private static List<string> Texts(IReadOnlyList<Hash32> hashes) => [.. hashes.Select(hash => hash.ToBase64())];

        private (int Code, string Output, string Errors) Run(string file, params string[] arguments)
        {
            ProcessStartInfo start = new(file, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["GOPATH"] = Path.Combine(_folder, "go");
            start.Environment["GOCACHE"] = Path.Combine(_folder, "cache");
            start.Environment["GO111MODULE"] = "off";
            start.Environment["GOFLAGS"] = "";
            start.Environment["GOPROXY"] = "off";
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
    }
}
