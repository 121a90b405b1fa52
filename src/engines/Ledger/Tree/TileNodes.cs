namespace Daylight.Ledger;

/// <summary>
/// Reads tree nodes out of the tiles of a log of a given size. Tiles are kept once read, so one instance
/// serves one request or one verification run, not the life of a server.
/// </summary>
public sealed class TileNodes
{
    private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _tiles = [];
    private readonly TileReader _reader;

    /// <summary>Opens the tiles of a tree.</summary>
    /// <param name="size">The size whose tiles exist, partial ones included.</param>
    /// <param name="reader">Gives the bytes of a tile.</param>
    public TileNodes(long size, TileReader reader)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        _reader = reader;
    }

    /// <summary>The size of the tree.</summary>
    public long Size { get; }

    /// <summary>The node as proofs ask for it; fits <see cref="NodeReader"/>.</summary>
    /// <exception cref="LedgerFormatException">A tile is shorter than the tree needs.</exception>
    public Hash32 Read(int level, long index)
    {
        // A tile stores only every eighth level; what lies between is hashed up from the level below.
        var height = level % 8;
        var first = index << height;
        var tile = Load(level / 8, first / TilePath.FullWidth);
        return Fold(tile.Span, (int)(first % TilePath.FullWidth), 1 << height);
    }

    /// <summary>The compact range of the tree, ready to be appended to.</summary>
    public MerkleTree Tree()
    {
        var peaks = new List<Hash32>();
        var start = 0L;
        for (var level = 62; level >= 0; level--)
        {
            if ((Size >> level & 1) == 0)
            {
                continue;
            }

            peaks.Add(Read(level, start >> level));
            start += 1L << level;
        }

        return new MerkleTree(Size, peaks);
    }

    /// <summary>The root of the tree, or of any smaller size of it.</summary>
    public Hash32 Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return TreeRange.Root(0, size, Read);
    }

    private ReadOnlyMemory<byte> Load(int level, long index)
    {
        var width = TilePath.WidthAt(level, index, Size);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(index));
        var path = TilePath.Tile(level, index, width);
        if (_tiles.TryGetValue(path, out var kept))
        {
            return kept;
        }

        var bytes = _reader(path);
        if (bytes.Length % Hash32.Size != 0 || bytes.Length < width * Hash32.Size || bytes.Length > TilePath.FullWidth * Hash32.Size)
        {
            throw new LedgerFormatException(path.Path, $"{bytes.Length} bytes where {width} hashes were expected");
        }

        _tiles[path] = bytes;
        return bytes;
    }

    private static Hash32 Fold(ReadOnlySpan<byte> tile, int first, int count) => count == 1
        ? new Hash32(tile.Slice(first * Hash32.Size, Hash32.Size))
        : MerkleTree.NodeHash(Fold(tile, first, count / 2), Fold(tile, first + (count / 2), count / 2));
}
