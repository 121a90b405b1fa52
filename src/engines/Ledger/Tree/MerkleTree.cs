using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>
/// An append-only tree kept as its compact range: the roots of the complete subtrees from the left, at most 63.
/// Appending is amortised constant, the root logarithmic, and no leaf is kept.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<Hash32> _peaks;

    /// <summary>The empty tree.</summary>
    public MerkleTree()
        : this(0, [])
    {
    }

    /// <summary>Continues a tree from its compact range.</summary>
    /// <param name="size">The number of leaves.</param>
    /// <param name="peaks">One root per set bit of the size, the largest subtree first.</param>
    public MerkleTree(long size, IReadOnlyList<Hash32> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (peaks.Count != long.PopCount(size))
        {
            throw new ArgumentException("One peak per set bit of the size is needed.", nameof(peaks));
        }

        Size = size;
        _peaks = [.. peaks];
    }

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Hash32 EmptyRoot { get; } = Hash32.Sha256([]);

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>The compact range, the largest subtree first.</summary>
    public IReadOnlyList<Hash32> Peaks => _peaks;

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Hash32 NodeHash(Hash32 left, Hash32 right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Hash32.Size)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Hash32.Size)..]);
        Span<byte> digest = stackalloc byte[Hash32.Size];
        SHA256.HashData(input, digest);
        return new Hash32(digest);
    }

    /// <summary>The root of these leaf hashes.</summary>
    public static Hash32 RootOf(IEnumerable<Hash32> leafHashes)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leafHashes)
        {
            tree.Append(leaf);
        }

        return tree.Root();
    }

    /// <summary>Adds one leaf hash on the right.</summary>
    public void Append(Hash32 leafHash)
    {
        var node = leafHash;
        for (var bits = Size; (bits & 1) == 1; bits >>= 1)
        {
            node = NodeHash(_peaks[^1], node);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(node);
        Size++;
    }

    /// <summary>The root over all leaves so far.</summary>
    public Hash32 Root()
    {
        if (_peaks.Count == 0)
        {
            return EmptyRoot;
        }

        var root = _peaks[^1];
        for (var i = _peaks.Count - 2; i >= 0; i--)
        {
            root = NodeHash(_peaks[i], root);
        }

        return root;
    }
}
