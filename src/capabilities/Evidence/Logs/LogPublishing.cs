using Daylight.Ledger;
using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>
/// Makes the files of a log follow the database: tiles and entry bundles first, then the signed checkpoint, each durable
/// before the next. Every step may be repeated after a crash and gives the same bytes.
/// </summary>
internal sealed class LogPublishing(DataDirectory data, TimeProvider clock)
{
    /// <summary>Entries covered by one checkpoint at most; the rest follows with the next.</summary>
    public const int BatchMax = 8192;

    /// <summary>
    /// Writes what the log needs to reach the given entries and signs the checkpoint. Gives the row to store. Nothing is
    /// signed if the files and the database tell different stories about what was published before.
    /// </summary>
    /// <param name="log">The row; <paramref name="leaves"/> follow its published size.</param>
    /// <param name="leaves">Bytes of the next entries, in order.</param>
    /// <param name="signer">The log's key.</param>
    public LogRow Extend(LogRow log, IReadOnlyList<byte[]> leaves, NoteSigner signer)
    {
        var files = LogFiles.Of(data, log.Origin);
        var plan = TileWriter.Plan(log.Published, [.. leaves.Select(leaf => (ReadOnlyMemory<byte>)leaf)], files.Read);
        files.Write(plan.Files);
        var note = new Checkpoint(log.Origin, plan.Size, plan.Root).Sign(signer).ToString();
        files.WriteCheckpoint(note);
        foreach (var file in plan.Files)
        {
            files.RemovePartials(file.Tile);
        }

        return new LogRow
        {
            InstitutionId = log.InstitutionId,
            Year = log.Year,
            Origin = log.Origin,
            Size = plan.Size,
            Published = plan.Size,
            Root = plan.Root.ToArray(),
            Checkpoint = note,
            SignedAt = UtcMicros.From(clock.GetUtcNow()),
        };
    }

    /// <summary>Whether the files at the right edge are there and have the root that was signed.</summary>
    public bool EdgeAgrees(LogRow log)
    {
        var files = LogFiles.Of(data, log.Origin);
        try
        {
            return EdgeExists(log, files) && new TileNodes(log.Published, files.Read).Tree().Root() == new Hash32(log.Root);
        }
        catch (LedgerFormatException)
        {
            return false;
        }
    }

    /// <summary>Whether every file of the published tree is there, and the checkpoint is the newest that was signed.</summary>
    public bool AllExist(LogRow log)
    {
        var files = LogFiles.Of(data, log.Origin);
        return (log.Published == 0 || files.Checkpoint() == log.Checkpoint)
            && LogTiles.Of(log.Published).All(files.Exists);
    }

    /// <summary>Writes all files of the published tree anew from the database.</summary>
    /// <param name="log">The row.</param>
    /// <param name="read">Leaves from an index up to another.</param>
    /// <exception cref="LedgerFormatException">The database no longer gives the root that was signed: nothing is written over the checkpoint.</exception>
    public void Rebuild(LogRow log, Func<long, long, IReadOnlyList<byte[]>> read)
    {
        var files = LogFiles.Of(data, log.Origin);
        Dictionary<string, ReadOnlyMemory<byte>> edge = new(StringComparer.Ordinal);
        ReadOnlyMemory<byte> ReadEdge(TilePath tile) => edge.TryGetValue(tile.Path, out var bytes) ? bytes : files.Read(tile);
        var root = MerkleTree.EmptyRoot;
        for (var size = 0L; size < log.Published;)
        {
            var leaves = read(size, Math.Min(size + BatchMax, log.Published));
            var plan = TileWriter.Plan(size, [.. leaves.Select(leaf => (ReadOnlyMemory<byte>)leaf)], ReadEdge);
            edge.Clear();
            foreach (var file in plan.Files)
            {
                edge[file.Path] = file.Bytes;
            }

            files.Write(plan.Files);

            (size, root) = (plan.Size, plan.Root);
            if (leaves.Count == 0)
            {
                break;
            }
        }

        if (root != new Hash32(log.Root))
        {
            throw new LedgerFormatException(log.Origin, "the entries in the database do not give the root that was signed; nothing more is signed until an operator has looked at it");
        }

        files.WriteCheckpoint(log.Checkpoint);
    }

    private static bool EdgeExists(LogRow log, LogFiles files)
    {
        var tail = (int)(log.Published % TilePath.FullWidth);
        return tail == 0 || files.Exists(TilePath.Entries(log.Published / TilePath.FullWidth, tail));
    }
}

/// <summary>Which files a tree of a given size has.</summary>
internal static class LogTiles
{
    /// <summary>Hash tiles and entry bundles.</summary>
    public static IEnumerable<TilePath> Of(long size) => Entries(size).Concat(Hashes(size));

    /// <summary>Entry bundles, in order.</summary>
    public static IEnumerable<TilePath> Entries(long size)
    {
        for (var index = 0L; index * TilePath.FullWidth < size; index++)
        {
            yield return TilePath.Entries(index, (int)Math.Min(TilePath.FullWidth, size - (index * TilePath.FullWidth)));
        }
    }

    private static IEnumerable<TilePath> Hashes(long size)
    {
        for (var level = 0; level <= TilePath.LevelMax && size >> (8 * level) > 0; level++)
        {
            for (var index = 0L; TilePath.WidthAt(level, index, size) is > 0 and var width; index++)
            {
                yield return TilePath.Tile(level, index, width);
            }
        }
    }
}
