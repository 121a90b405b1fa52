namespace Daylight.Inspection;

/// <summary>
/// The measures of a window network. A place in a text is a vector: the character's, then that of the pair it begins.
/// Each unit looks through windows of one to <see cref="WidthMax"/> places. Columns of the kernel: by width, within it
/// by place in the window, within that by unit.
/// </summary>
internal static class WindowShape
{
    internal const int CharacterDepth = 64;
    internal const int PairDepth = 32;
    internal const int Depth = CharacterDepth + PairDepth;
    internal const int UnitsPerWidth = 64;
    internal const int WidthMax = 4;
    internal const int Units = UnitsPerWidth * WidthMax;
    internal const int Columns = UnitsPerWidth * WidthMax * (WidthMax + 1) / 2;

    /// <summary>Columns that are computed together.</summary>
    internal const int Panel = 16;

    /// <summary>The first column of a width (from 1).</summary>
    internal static int FirstColumn(int width) => UnitsPerWidth * width * (width - 1) / 2;
}
