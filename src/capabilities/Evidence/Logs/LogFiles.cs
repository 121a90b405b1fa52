using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Objects;

namespace Daylight.Evidence;

/// <summary>The folder of one log in the layout of C2SP tlog-tiles, so that any static server may host it.</summary>
internal sealed class LogFiles(string root, string origin)
{
    private readonly string _folder = Path.Combine([root, .. origin.Split('/')]);

    public static LogFiles Of(DataDirectory data, string origin) => new(data.Log, origin);

    /// <summary>The bytes of a tile; a partial one may be answered by a wider one, cut to its width.</summary>
    /// <exception cref="LedgerFormatException">There is no such file.</exception>
    public ReadOnlyMemory<byte> Read(TilePath tile) => Find(tile) ?? throw new LedgerFormatException(tile.Path, "the file is missing");

    /// <summary>As <see cref="Read"/>, or null.</summary>
    public byte[]? Find(TilePath tile)
    {
        if (ReadFile(tile.Path) is { } exact)
        {
            return exact;
        }

        if (!tile.IsPartial)
        {
            return null;
        }

        var full = tile.IsEntries ? TilePath.Entries(tile.Index) : TilePath.Tile(tile.Level, tile.Index);
        return ReadFile(full.Path) is { } wide ? Cut(wide, tile) : null;
    }

    public bool Exists(TilePath tile) => File.Exists(PathOf(tile.Path))
        || (tile.IsPartial && File.Exists(PathOf((tile.IsEntries ? TilePath.Entries(tile.Index) : TilePath.Tile(tile.Level, tile.Index)).Path)));

    /// <summary>All of them are durable when it returns.</summary>
    public void Write(IReadOnlyList<TileFile> tiles) => Durable.WriteAll([.. tiles.Select(tile => (PathOf(tile.Path), tile.Bytes))]);

    public string? Checkpoint() => File.Exists(PathOf("checkpoint")) ? File.ReadAllText(PathOf("checkpoint")) : null;

    public void WriteCheckpoint(string note) => Durable.Write(PathOf("checkpoint"), System.Text.Encoding.UTF8.GetBytes(note));

    /// <summary>Writes the newest checkpoint that enough witnesses cosigned.</summary>
    public void WriteWitnessed(string note) => Durable.Write(PathOf("checkpoint.witnessed"), System.Text.Encoding.UTF8.GetBytes(note));

    /// <summary>Removes the partial versions of a full tile (the specification lets a log do so).</summary>
    public void RemovePartials(TilePath full)
    {
        var folder = PathOf(full.Path) + ".p";
        if (!full.IsPartial && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Cut(byte[] wide, TilePath tile) => tile.IsEntries
        ? EntryBundle.Write([.. EntryBundle.Read(wide).Take(tile.Width)])
        : wide[..Math.Min(wide.Length, tile.Width * Hash32.Size)];

    private byte[]? ReadFile(string path)
    {
        var full = PathOf(path);
        return File.Exists(full) ? File.ReadAllBytes(full) : null;
    }

    /// <summary>Where a file of the log lies.</summary>
    public string PathOf(string path) => Path.Combine([_folder, .. path.Split('/')]);
}
