using Daylight.Ledger;

namespace Daylight.Evidence;

/// <summary>Tells whether a checkpoint is an earlier (or the present) state of a log, by its tiles.</summary>
internal sealed class EarlierStates(LogRow log, LogFiles files)
{
    /// <summary>Whether the log had this root at this size.</summary>
    /// <exception cref="LedgerFormatException">A tile is missing or damaged.</exception>
    public bool Include(Checkpoint checkpoint) =>
        checkpoint.Origin == log.Origin && checkpoint.Size <= log.Published && new TileNodes(checkpoint.Size, ReadWide).Tree().Root() == checkpoint.Root;

    // The partial tile of an earlier size may be gone; the one of the present size begins with the same hashes.
    private ReadOnlyMemory<byte> ReadWide(TilePath tile)
    {
        var width = TilePath.WidthAt(tile.Level, tile.Index, log.Published);
        return files.Read(TilePath.Tile(tile.Level, tile.Index, width))[..(tile.Width * Hash32.Size)];
    }
}
