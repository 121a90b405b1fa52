namespace Daylight.Ledger;

/// <summary>
/// Gives the root of the complete subtree with leaves [index·2^level, (index+1)·2^level).
/// Only asked for subtrees that lie wholly inside the tree.
/// </summary>
/// <param name="level">0 for leaf hashes, up to 62.</param>
/// <param name="index">Position of the node within its level.</param>
public delegate Hash32 NodeReader(int level, long index);

/// <summary>
/// Gives the stored bytes of a tile or entry bundle. A store that has only a wider version of a partial
/// tile may give that one: only the first <see cref="TilePath.Width"/> hashes are read.
/// </summary>
/// <param name="tile">Which file.</param>
public delegate ReadOnlyMemory<byte> TileReader(TilePath tile);

/// <summary>Root hashes of ranges of a tree, from its complete nodes.</summary>
internal static class TreeRange
{
    /// <summary>The root over leaves [start, end), where start is a multiple of the power of two at or above the length.</summary>
    public static Hash32 Root(long start, long end, NodeReader nodes)
    {
        if (start == end)
        {
            return MerkleTree.EmptyRoot;
        }

        var length = end - start;
        if (long.IsPow2(length))
        {
            var level = (int)long.Log2(length);
            return nodes(level, start >> level);
        }

        var middle = start + Split(length);
        return MerkleTree.NodeHash(Root(start, middle, nodes), Root(middle, end, nodes));
    }

    /// <summary>The largest power of two smaller than the length (which is at least 2).</summary>
    public static long Split(long length) => 1L << (int)long.Log2(length - 1);
}
