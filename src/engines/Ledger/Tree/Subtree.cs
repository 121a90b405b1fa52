using System.Numerics;

namespace Daylight.Ledger;

/// <summary>
/// A range of leaves [Start, End) that is a node of some size of the tree: Start is a multiple of the smallest
/// power of two not below the length (draft-ietf-plants-merkle-tree-certs §4.1). The range from 0 is a tree head.
/// </summary>
/// <param name="Start">First leaf.</param>
/// <param name="End">One after the last leaf.</param>
public readonly record struct Subtree(long Start, long End)
{
    /// <summary>Whether the range can be a node.</summary>
    public bool IsValid => Start >= 0 && Start <= End
        && (End - Start <= 1 || Start == 0 || (Start & (long)(BitOperations.RoundUpToPowerOf2((ulong)(End - Start)) - 1)) == 0);

    /// <summary>Whether a leaf stands at an index of the whole log inside this subtree.</summary>
    public bool Includes(long index, Hash32 leafHash, Hash32 root, IReadOnlyList<Hash32> path) =>
        IsValid && index >= Start && index < End
        && InclusionProof.Verify(index - Start, End - Start, leafHash, path, root);

    /// <summary>Whether this subtree's root is part of the tree of the given size and root (§4.4).</summary>
    public bool IsConsistent(long size, Hash32 root, Hash32 treeRoot, IReadOnlyList<Hash32> proof)
    {
        if (!IsValid || End > size)
        {
            return false;
        }

        if (Start == End)
        {
            return proof.Count == 0 && root == MerkleTree.EmptyRoot;
        }

        return Climb(size, root, treeRoot, proof);
    }

    private bool Climb(long size, Hash32 root, Hash32 treeRoot, IReadOnlyList<Hash32> proof)
    {
        var (first, last, top) = (Start, End - 1, size - 1);
        var onRightEdge = last == top;
        while (first != last && (onRightEdge || (last & 1) == 1))
        {
            (first, last, top) = (first >> 1, last >> 1, top >> 1);
        }

        var next = 0;
        var seed = root;
        if (first != last)
        {
            if (proof.Count == 0)
            {
                return false;
            }

            seed = proof[next++];
        }

        var (subtree, tree) = (seed, seed);
        for (; next < proof.Count; next++)
        {
            if (top == 0)
            {
                return false;
            }

            if ((last & 1) == 1 || last == top)
            {
                subtree = first < last ? MerkleTree.NodeHash(proof[next], subtree) : subtree;
                tree = MerkleTree.NodeHash(proof[next], tree);
                while ((last & 1) == 0 && last != 0)
                {
                    (first, last, top) = (first >> 1, last >> 1, top >> 1);
                }
            }
            else
            {
                tree = MerkleTree.NodeHash(tree, proof[next]);
            }

            (first, last, top) = (first >> 1, last >> 1, top >> 1);
        }

        return top == 0 && subtree == root && tree == treeRoot;
    }
}
