using System.Text;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class TreeTests
{
    [Fact]
    public void The_empty_root_is_the_hash_of_nothing() =>
        MerkleTree.EmptyRoot.ToHex().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Theory]
    [InlineData(0, "tile/0/000")]
    [InlineData(999, "tile/0/999")]
    [InlineData(1_000, "tile/0/x001/000")]
    [InlineData(1_234_067, "tile/0/x001/x234/067")]
    public void A_tile_path_groups_digits_by_three(long index, string path)
    {
        TilePath.Tile(0, index).Path.ShouldBe(path);
        TilePath.Parse(path).ShouldBe(TilePath.Tile(0, index));
    }

    [Fact]
    public void A_partial_tile_and_an_entry_bundle_have_their_own_paths()
    {
        TilePath.Tile(1, 273, 17).Path.ShouldBe("tile/1/273.p/17");
        TilePath.Entries(1_234_067, 8).Path.ShouldBe("tile/entries/x001/x234/067.p/8");
        TilePath.Parse("tile/entries/x001/x234/067.p/8").IsEntries.ShouldBeTrue();
    }

    [Theory]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/00/000")]
    [InlineData("tile/8/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/x001/x234/x067")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0")]
    [InlineData("")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    public void A_tile_path_in_another_spelling_is_refused(string path) => TilePath.TryParse(path, out _).ShouldBeFalse();

    [Fact]
    public void A_tree_of_seventy_thousand_has_the_tiles_the_specification_counts()
    {
        TilePath.WidthAt(0, 272, 70_000).ShouldBe(256);
        TilePath.WidthAt(0, 273, 70_000).ShouldBe(112);
        TilePath.WidthAt(0, 274, 70_000).ShouldBe(0);
        TilePath.WidthAt(1, 0, 70_000).ShouldBe(256);
        TilePath.WidthAt(1, 1, 70_000).ShouldBe(17);
        TilePath.WidthAt(2, 0, 70_000).ShouldBe(1);
        TilePath.WidthAt(3, 0, 70_000).ShouldBe(0);
    }

    [Fact]
    public void Any_proof_of_any_size_verifies_and_no_mutated_one_does()
    {
        var log = new PlannedLog();
        log.Append(3_000);
        Prop.ForAll<int, int, int>((a, b, noise) =>
        {
            var size = 1 + (int)((uint)a % 3_000);
            var index = (int)((uint)b % size);
            return InclusionHolds(log, index, size, noise) && ConsistencyHolds(log, index + 1, size, noise);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Growing_in_any_steps_gives_the_files_of_growing_at_once()
    {
        Prop.ForAll<byte[]>(steps =>
        {
            var log = new PlannedLog();
            foreach (var step in steps.Take(8))
            {
                log.Append(step * 3);
                log.HasEveryFileOfItsSize().ShouldBeTrue();
            }

            log.Root(log.Size).ShouldBe(log.NaiveRoot(log.Size));
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Growing_past_a_full_second_level_keeps_the_root()
    {
        var log = new PlannedLog();
        foreach (var step in new[] { 65_535, 1, 1, 255, 4_000, 256 })
        {
            log.Append(step);
            log.Root(log.Size).ShouldBe(log.NaiveRoot(log.Size));
            log.HasEveryFileOfItsSize().ShouldBeTrue();
        }
    }

    [Fact]
    public void Planning_the_same_append_again_gives_the_same_bytes()
    {
        var log = new PlannedLog();
        log.Append(300);
        var entries = new[] { new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes("again")) };
        var first = TileWriter.Plan(log.Size, entries, log.Read);
        var second = TileWriter.Plan(log.Size, entries, log.Read);
        second.Files.Select(f => (f.Path, Convert.ToHexString(f.Bytes.Span)))
            .ShouldBe(first.Files.Select(f => (f.Path, Convert.ToHexString(f.Bytes.Span))));
    }

    [Fact]
    public void An_empty_or_oversized_entry_can_not_be_planned()
    {
        Should.Throw<ArgumentException>(() => TileWriter.Plan(0, [ReadOnlyMemory<byte>.Empty], _ => default));
        Should.Throw<ArgumentException>(() => TileWriter.Plan(0, [new byte[65_536]], _ => default));
        TileWriter.Plan(0, [new byte[65_535]], _ => default).Size.ShouldBe(1);
    }

    [Fact]
    public void A_tile_that_is_cut_short_is_refused()
    {
        var log = new PlannedLog();
        log.Append(10);
        Should.Throw<LedgerFormatException>(() => new TileNodes(10, tile => log.Read(tile)[..^1]).Root(10));
        Should.Throw<LedgerFormatException>(() => TileWriter.Plan(10, [new byte[1]], tile => log.Read(tile)[..^32]));
    }

    private static bool InclusionHolds(PlannedLog log, int index, int size, int noise)
    {
        var path = InclusionProof.Build(index, size, log.Nodes.Read);
        var (leaf, root) = (log.Leaves[index], log.NaiveRoot(size));
        return InclusionProof.Verify(index, size, leaf, path, root)
            && !InclusionProof.Verify(index, size, Flip(leaf, noise), path, root)
            && !InclusionProof.Verify(index, size, leaf, path, Flip(root, noise))
            && !InclusionProof.Verify(index, size, leaf, [.. path, root], root)
            && !InclusionProof.Verify(size, size, leaf, path, root)
            && !InclusionProof.Verify(-1, size, leaf, path, root)
            && !InclusionProof.Verify(index ^ 1, size, leaf, path, root)
            && path.Select((_, i) => i).All(i => !InclusionProof.Verify(index, size, leaf, With(path, i, noise), root)
                && !InclusionProof.Verify(index, size, leaf, Without(path, i), root));
    }

    private static bool ConsistencyHolds(PlannedLog log, int old, int size, int noise)
    {
        var proof = ConsistencyProof.Build(old, size, log.Nodes.Read);
        var (oldRoot, root) = (log.NaiveRoot(old), log.NaiveRoot(size));
        return ConsistencyProof.Verify(old, size, oldRoot, root, proof)
            && !ConsistencyProof.Verify(old, size, Flip(oldRoot, noise), root, proof)
            && !ConsistencyProof.Verify(old, size, oldRoot, Flip(root, noise), proof)
            && !ConsistencyProof.Verify(old, size, oldRoot, root, [.. proof, root])
            && !ConsistencyProof.Verify(0, size, MerkleTree.EmptyRoot, root, proof)
            && proof.Select((_, i) => i).All(i => !ConsistencyProof.Verify(old, size, oldRoot, root, With(proof, i, noise))
                && !ConsistencyProof.Verify(old, size, oldRoot, root, Without(proof, i)));
    }

    private static Hash32 Flip(Hash32 hash, int noise)
    {
        var bytes = hash.ToArray();
        bytes[(uint)noise % 32] ^= (byte)(1 << (int)((uint)noise % 8));
        return new Hash32(bytes);
    }

    private static List<Hash32> With(IReadOnlyList<Hash32> proof, int at, int noise) =>
        [.. proof.Select((hash, i) => i == at ? Flip(hash, noise) : hash)];

    private static List<Hash32> Without(IReadOnlyList<Hash32> proof, int at) => [.. proof.Where((_, i) => i != at)];
}
