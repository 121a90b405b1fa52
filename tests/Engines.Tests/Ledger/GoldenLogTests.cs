using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class GoldenLogTests
{
    private const int Entries = 15;

    private static readonly NoteVerifier Key =
        NoteVerifier.Parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    private static readonly string Root = SharedFiles.Data("tlog/testdata/log");

    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> AllEntries =
        EntryBundle.Read(File.ReadAllBytes(Path.Combine(Root, TilePath.Entries(0, Entries).Path)));

    [Fact]
    public void Every_checkpoint_of_the_golden_log_verifies_and_has_the_root_of_its_tiles_and_entries()
    {
        for (var size = 0; size <= Entries; size++)
        {
            var note = SignedNote.Parse(File.ReadAllBytes(Path.Combine(Root, $"checkpoint.{size}")));
            var checkpoint = Checkpoint.Verify(note, Key);

            checkpoint.Size.ShouldBe(size);
            checkpoint.Root.ShouldBe(MerkleTree.RootOf(AllEntries.Take(size).Select(entry => LeafHash.Of(entry.Span))));
            checkpoint.Root.ShouldBe(new TileNodes(size, ReadGolden).Root(size));
        }
    }

    [Fact]
    public void Planning_the_golden_entries_one_by_one_gives_every_golden_file()
    {
        var written = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var size = 0; size < Entries; size++)
        {
            var plan = TileWriter.Plan(size, [AllEntries[size]], tile => written[tile.Path]);
            foreach (var file in plan.Files)
            {
                written[file.Path] = file.Bytes.ToArray();
            }
        }

        var golden = Directory.GetFiles(Path.Combine(Root, "tile"), "*", SearchOption.AllDirectories);
        golden.Length.ShouldBe(2 * Entries);
        written.Keys.ShouldBe(golden.Select(file => Path.GetRelativePath(Root, file)), ignoreOrder: true);
        foreach (var file in golden)
        {
            written[Path.GetRelativePath(Root, file)].ShouldBe(File.ReadAllBytes(file), file);
        }
    }

    [Fact]
    public void Proofs_from_golden_tiles_verify_against_golden_checkpoints()
    {
        for (var size = 1; size <= Entries; size++)
        {
            var nodes = new TileNodes(size, ReadGolden);
            var root = Golden(size).Root;
            for (var index = 0; index < size; index++)
            {
                var path = InclusionProof.Build(index, size, nodes.Read);
                InclusionProof.Verify(index, size, LeafHash.Of(AllEntries[index].Span), path, root).ShouldBeTrue();
            }

            for (var old = 1; old <= size; old++)
            {
                var proof = ConsistencyProof.Build(old, size, nodes.Read);
                ConsistencyProof.Verify(old, size, Golden(old).Root, root, proof).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void A_checkpoint_of_the_golden_log_with_any_byte_flipped_is_refused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Root, "checkpoint.15"));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x01;
            Should.Throw<LedgerFormatException>(() => Checkpoint.Verify(SignedNote.Parse(changed), Key), $"byte {i}");
        }
    }

    private static Checkpoint Golden(int size) =>
        Checkpoint.Verify(SignedNote.Parse(File.ReadAllBytes(Path.Combine(Root, $"checkpoint.{size}"))), Key);

    private static ReadOnlyMemory<byte> ReadGolden(TilePath tile) => File.ReadAllBytes(Path.Combine(Root, tile.Path));
}
