namespace Daylight.Inspection;

/// <summary>
/// Divides texts into parts so that near-copies stand in the same one; else a model would be asked about what it has seen.
/// Near-copies are found by the smallest hashes of their five-character pieces (MinHash, four bands of two).
/// </summary>
internal static class TextFolds
{
    private const int PieceLength = 5;
    private const int Bands = 4;

    internal static int[] Divide(IReadOnlyList<DetectorText> texts, int folds, SeededOrder order) => Divide(texts, Enumerable.Range(0, texts.Count).ToArray(), folds, order);

    /// <summary>The same, where texts of one block stay together as well.</summary>
    internal static int[] Divide(IReadOnlyList<DetectorText> texts, int[] blocks, int folds, SeededOrder order)
    {
        var group = Groups(texts, blocks);
        var roots = group.Distinct().ToArray();
        order.Shuffle(roots);
        var fold = new int[texts.Count];
        for (var i = 0; i < roots.Length; i++)
        {
            fold[roots[i]] = i % folds;
        }

        return Array.ConvertAll(group, root => fold[root]);
    }

    private static int[] Groups(IReadOnlyList<DetectorText> texts, int[] blocks)
    {
        Dictionary<int, int> begins = [];
        var parents = Enumerable.Range(0, texts.Count).Select(i => begins.TryGetValue(blocks[i], out var begin) ? begin : begins[blocks[i]] = i).ToArray();
        Dictionary<(int Band, ulong Piece, ulong Other), int> first = [];
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i].Characters;
            for (var band = 0; band < Bands && text.Length > 0; band++)
            {
                var key = (band, Smallest(text, (band * 2) + 1), Smallest(text, (band * 2) + 2));
                if (!first.TryAdd(key, i))
                {
                    parents[Root(parents, i)] = Root(parents, first[key]);
                }
            }
        }

        return Enumerable.Range(0, texts.Count).Select(i => Root(parents, i)).ToArray();
    }

    private static int Root(int[] parents, int item)
    {
        while (parents[item] != item)
        {
            parents[item] = parents[parents[item]];
            item = parents[item];
        }

        return item;
    }

    private static ulong Smallest(ReadOnlySpan<char> text, int function)
    {
        var smallest = ulong.MaxValue;
        for (var start = 0; start == 0 || start + PieceLength <= text.Length; start++)
        {
            var hash = (ulong)function * 0xD6E8FEB86659FD93UL;
            foreach (var c in text.Slice(start, Math.Min(PieceLength, text.Length - start)))
            {
                hash = SeededOrder.Mix(hash + c);
            }

            smallest = Math.Min(smallest, hash);
        }

        return smallest;
    }
}
