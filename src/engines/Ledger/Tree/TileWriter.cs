namespace Daylight.Ledger;

/// <summary>One file to write.</summary>
/// <param name="Tile">Where.</param>
/// <param name="Bytes">What.</param>
public sealed record TileFile(TilePath Tile, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The path relative to the log's prefix.</summary>
    public string Path => Tile.Path;
}

/// <summary>What an append changes on disk.</summary>
/// <param name="Size">The new size.</param>
/// <param name="Root">The new root: what the next checkpoint signs.</param>
/// <param name="LeafHashes">Hashes of the new entries, in order.</param>
/// <param name="Files">Files to make durable before that checkpoint is published.</param>
public sealed record TilePlan(long Size, Hash32 Root, IReadOnlyList<Hash32> LeafHashes, IReadOnlyList<TileFile> Files);

/// <summary>
/// Plans an append: which tiles and entry bundles a log of one size needs to become a log of a larger size.
/// It writes nothing, so that the caller decides about durability. Existing files are never changed: a tile
/// that grows gets a new partial file, and the full one when it is full. Repeating a plan gives the same bytes.
/// </summary>
public static class TileWriter
{
    /// <summary>Plans appending entries.</summary>
    /// <param name="oldSize">Size of the published tree.</param>
    /// <param name="entries">New entries' exact bytes, each 1 to 65,535 bytes.</param>
    /// <param name="reader">Reads the last, partial files of the published tree.</param>
    public static TilePlan Plan(long oldSize, IReadOnlyList<ReadOnlyMemory<byte>> entries, TileReader reader)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        var leafHashes = new List<Hash32>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.Length is 0 or > EntryBundle.EntryBytesMax)
            {
                throw new ArgumentException("An entry has 1 to 65,535 bytes.", nameof(entries));
            }

            leafHashes.Add(LeafHash.Of(entry.Span));
        }

        var tree = new TileNodes(oldSize, reader).Tree();
        leafHashes.ForEach(tree.Append);
        var files = new List<TileFile>();
        PlanEntries(oldSize, entries, reader, files);
        PlanHashes(oldSize, leafHashes, reader, files);
        return new TilePlan(tree.Size, tree.Root(), leafHashes, files);
    }

    private static void PlanEntries(
        long oldSize, IReadOnlyList<ReadOnlyMemory<byte>> entries, TileReader reader, List<TileFile> files)
    {
        var pending = new List<ReadOnlyMemory<byte>>();
        var tail = (int)(oldSize % TilePath.FullWidth);
        var index = oldSize / TilePath.FullWidth;
        if (tail > 0 && entries.Count > 0)
        {
            pending.AddRange(EntryBundle.Read(reader(TilePath.Entries(index, tail))).Take(tail));
            if (pending.Count < tail)
            {
                throw new LedgerFormatException(TilePath.Entries(index, tail).Path, "fewer entries than its width");
            }
        }

        foreach (var entry in entries)
        {
            pending.Add(entry);
            if (pending.Count == TilePath.FullWidth)
            {
                files.Add(new TileFile(TilePath.Entries(index++), EntryBundle.Write(pending)));
                pending.Clear();
            }
        }

        if (pending.Count > 0)
        {
            files.Add(new TileFile(TilePath.Entries(index, pending.Count), EntryBundle.Write(pending)));
        }
    }

    private static void PlanHashes(long oldSize, IReadOnlyList<Hash32> leafHashes, TileReader reader, List<TileFile> files)
    {
        var added = leafHashes;
        for (var level = 0; added.Count > 0; level++)
        {
            var nodes = oldSize >> (8 * level);
            var tail = (int)(nodes % TilePath.FullWidth);
            var index = nodes / TilePath.FullWidth;
            var pending = new List<Hash32>();
            if (tail > 0)
            {
                pending.AddRange(Hashes(TilePath.Tile(level, index, tail), reader));
            }

            var above = new List<Hash32>();
            foreach (var hash in added)
            {
                pending.Add(hash);
                if (pending.Count == TilePath.FullWidth)
                {
                    files.Add(new TileFile(TilePath.Tile(level, index++), Bytes(pending)));
                    above.Add(MerkleTree.RootOf(pending));
                    pending.Clear();
                }
            }

            if (pending.Count > 0)
            {
                files.Add(new TileFile(TilePath.Tile(level, index, pending.Count), Bytes(pending)));
            }

            added = above;
        }
    }

    private static IEnumerable<Hash32> Hashes(TilePath tile, TileReader reader)
    {
        var bytes = reader(tile);
        if (bytes.Length < tile.Width * Hash32.Size)
        {
            throw new LedgerFormatException(tile.Path, "fewer hashes than its width");
        }

        for (var i = 0; i < tile.Width; i++)
        {
            yield return new Hash32(bytes.Span.Slice(i * Hash32.Size, Hash32.Size));
        }
    }

    private static byte[] Bytes(List<Hash32> hashes)
    {
        var bytes = new byte[hashes.Count * Hash32.Size];
        for (var i = 0; i < hashes.Count; i++)
        {
            hashes[i].CopyTo(bytes.AsSpan(i * Hash32.Size));
        }

        return bytes;
    }
}
