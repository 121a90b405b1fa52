using System.Globalization;

namespace Daylight.Ledger;

/// <summary>
/// Where a file of a log lies (C2SP tlog-tiles): <c>tile/0/x001/x234/067</c>, a partial one with <c>.p/W</c>
/// behind it, an entry bundle under <c>tile/entries/</c>.
/// </summary>
public readonly record struct TilePath
{
    /// <summary>Hashes in a full tile, entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>The highest tile level a log of 63-bit size can have.</summary>
    public const int LevelMax = 7;

    private const int EntriesLevel = -1;

    private TilePath(int level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, LevelMax);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        Level = level;
        Index = index;
        Width = width;
    }

    /// <summary>The tile level: one level spans eight levels of the tree. −1 for entry bundles.</summary>
    public int Level { get; }

    /// <summary>Position of the tile within its level.</summary>
    public long Index { get; }

    /// <summary>How many hashes or entries it holds, 1 to 256.</summary>
    public int Width { get; }

    /// <summary>Whether it holds entries instead of hashes.</summary>
    public bool IsEntries => Level == EntriesLevel;

    /// <summary>Whether it can still grow.</summary>
    public bool IsPartial => Width < FullWidth;

    /// <summary>The path relative to the log's prefix.</summary>
    public string Path
    {
        get
        {
            var level = IsEntries ? "entries" : StrictText.Decimal(Level);
            var partial = IsPartial ? ".p/" + StrictText.Decimal(Width) : "";
            return $"tile/{level}/{Groups(Index)}{partial}";
        }
    }

    /// <summary>A tile of hashes.</summary>
    public static TilePath Tile(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        return new TilePath(level, index, width);
    }

    /// <summary>A bundle of entries.</summary>
    public static TilePath Entries(long index, int width = FullWidth) => new(EntriesLevel, index, width);

    /// <summary>How wide the tile is in a tree of the given size; 0 when it does not exist there.</summary>
    public static int WidthAt(int level, long index, long size)
    {
        var shift = 8 * Math.Max(level, 0);
        var nodes = size >> shift;
        return index > nodes / FullWidth ? 0 : (int)Math.Min(FullWidth, nodes - (index * FullWidth));
    }

    /// <summary>Reads a path, in its one spelling only.</summary>
    /// <exception cref="LedgerFormatException">It is not such a path.</exception>
    public static TilePath Parse(string path) =>
        TryParse(path, out var tile) ? tile : throw new LedgerFormatException("tile path", "not a tile or entry bundle path");

    /// <summary>Reads a path, in its one spelling only.</summary>
    public static bool TryParse(string path, out TilePath tile)
    {
        tile = default;
        var parts = path.Split('/');
        if (path.Length > 64 || parts.Length < 3 || parts[0] != "tile" || !TryReadLevel(parts[1], out var level))
        {
            return false;
        }

        var width = FullWidth;
        var groups = parts.AsSpan(2);
        if (groups.Length >= 2 && groups[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!StrictText.TryReadDecimal(groups[^1], out var partial) || partial is < 1 or >= FullWidth)
            {
                return false;
            }

            width = (int)partial;
            groups = groups[..^1];
            groups[^1] = groups[^1][..^2];
        }

        if (!TryReadIndex(groups, out var index))
        {
            return false;
        }

        tile = new TilePath(level, index, width);
        return tile.Path == path;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static string Groups(long index)
    {
        var text = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
        {
            text = $"x{(rest % 1000).ToString("000", CultureInfo.InvariantCulture)}/{text}";
        }

        return text;
    }

    private static bool TryReadLevel(string text, out int level)
    {
        level = EntriesLevel;
        if (text == "entries")
        {
            return true;
        }

        var read = StrictText.TryReadDecimal(text, out var number) && number <= LevelMax;
        level = (int)number;
        return read;
    }

    private static bool TryReadIndex(ReadOnlySpan<string> groups, out long index)
    {
        index = 0;
        if (groups.Length is 0 or > 6)
        {
            return false;
        }

        foreach (var group in groups)
        {
            var digits = group.StartsWith('x') ? group[1..] : group;
            if (digits.Length != 3 || !digits.All(char.IsAsciiDigit))
            {
                return false;
            }

            index = (index * 1000) + int.Parse(digits, CultureInfo.InvariantCulture);
        }

        return true;
    }
}
