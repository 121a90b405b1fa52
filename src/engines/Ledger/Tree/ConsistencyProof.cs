namespace Daylight.Ledger;

/// <summary>RFC 9162 §2.1.4: that a larger tree only appended to a smaller one.</summary>
public static class ConsistencyProof
{
    /// <summary>The proof between two sizes; empty when they are equal or the old tree is empty.</summary>
    /// <param name="oldSize">The earlier size.</param>
    /// <param name="newSize">The later size, not smaller.</param>
    /// <param name="nodes">Complete subtree roots of the later tree.</param>
    public static IReadOnlyList<Hash32> Build(long oldSize, long newSize, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
        {
            return [];
        }

        var path = new List<Hash32>();
        var (start, end) = (0L, newSize);
        while (oldSize != end)
        {
            var middle = start + TreeRange.Split(end - start);
            if (oldSize <= middle)
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

        if (start != 0)
        {
            path.Add(TreeRange.Root(start, end, nodes));
        }

        path.Reverse();
        return path;
    }

    /// <summary>
    /// Checks the proof. An empty old tree is consistent with nothing but the empty tree: a proof from size 0
    /// shows nothing, so it is refused unless both are empty and both roots are <see cref="MerkleTree.EmptyRoot"/>.
    /// </summary>
    public static bool Verify(long oldSize, long newSize, Hash32 oldRoot, Hash32 newRoot, IReadOnlyList<Hash32> proof)
    {
        if (oldSize != 0)
        {
            return new Subtree(0, oldSize).IsConsistent(newSize, oldRoot, newRoot, proof);
        }

        return newSize == 0 && proof.Count == 0 && oldRoot == MerkleTree.EmptyRoot && newRoot == MerkleTree.EmptyRoot;
    }
}
