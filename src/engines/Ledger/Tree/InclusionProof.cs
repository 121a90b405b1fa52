namespace Daylight.Ledger;

/// <summary>RFC 9162 §2.1.3: that a leaf stands at an index of a tree of a given size and root.</summary>
public static class InclusionProof
{
    /// <summary>The sibling hashes from the leaf towards the root.</summary>
    /// <param name="index">The leaf's index, below the size.</param>
    /// <param name="size">The tree's size.</param>
    /// <param name="nodes">Complete subtree roots of that tree.</param>
    public static IReadOnlyList<Hash32> Build(long index, long size, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Hash32>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + TreeRange.Split(end - start);
            if (index < middle)
            {
                path.Add(TreeRange.Root(middle, end, nodes));
                end = middle;
            }
            else
            {
                path.Add(TreeRange.Root(start, middle, nodes));
                start = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>RFC 9162 §2.1.3.2, with no tolerance: a proof one hash too long or too short fails.</summary>
    public static bool Verify(long index, long size, Hash32 leafHash, IReadOnlyList<Hash32> path, Hash32 root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (at, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while ((at & 1) == 0 && at != 0)
                {
                    at >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }

            at >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }
}
