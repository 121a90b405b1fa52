using System.Text;
using Daylight.Ledger;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>A log grown only through plans, beside the plain list of its leaves.</summary>
internal sealed class PlannedLog
{
    private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _files = [];
    private readonly Dictionary<int, Hash32> _roots = [];
    private TileNodes? _nodes;

    public List<Hash32> Leaves { get; } = [];

    public List<ReadOnlyMemory<byte>> Entries { get; } = [];

    public int Size => Leaves.Count;

    public TileNodes Nodes => _nodes ??= new TileNodes(Size, Read);

    public void Append(int count) =>
        Append(Enumerable.Range(Size, count).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"entry {i}")).ToList());

    public TilePlan Append(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var plan = TileWriter.Plan(Size, entries, Read);
        foreach (var file in plan.Files)
        {
            _files.Add(file.Tile, file.Bytes);
        }

        Entries.AddRange(entries);
        Leaves.AddRange(entries.Select(entry => LeafHash.Of(entry.Span)));
        _nodes = null;
        return plan;
    }

    public ReadOnlyMemory<byte> Read(TilePath tile) => _files[tile];

    public Hash32 Root(int size) => Nodes.Root(size);

    /// <summary>The definition of RFC 9162 §2.1.1 by recursion over the list, sharing no code with the tree.</summary>
    public Hash32 NaiveRoot(int size)
    {
        if (!_roots.TryGetValue(size, out var root))
        {
            root = Naive(0, size);
            _roots[size] = root;
        }

        return root;
    }

    public bool HasEveryFileOfItsSize()
    {
        for (var level = 0; Size >> (8 * level) > 0; level++)
        {
            var nodes = Size >> (8 * level);
            var widths = Enumerable.Range(0, (nodes / 256) + 1).Select(i => (Index: i, Width: Math.Min(256, nodes - (i * 256))));
            if (widths.Any(w => w.Width > 0 && (!_files.ContainsKey(TilePath.Tile(level, w.Index, w.Width))
                || (level == 0 && !_files.ContainsKey(TilePath.Entries(w.Index, w.Width))))))
            {
                return false;
            }
        }

        return true;
    }

    private Hash32 Naive(int start, int end)
    {
        if (end - start == 0)
        {
            return Hash32.Sha256([]);
        }

        if (end - start == 1)
        {
            return Hash32.Sha256([0, .. Entries[start].Span]);
        }

        var split = 1;
        while (split * 2 < end - start)
        {
            split *= 2;
        }

        return Hash32.Sha256([1, .. Naive(start, start + split).ToArray(), .. Naive(start + split, end).ToArray()]);
    }
}
