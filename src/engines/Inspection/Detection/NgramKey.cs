namespace Daylight.Inspection;

/// <summary>Names a run of one to three characters by a 32-bit number; 0 is never given.</summary>
internal static class NgramKey
{
    internal const int LengthMax = 3;

    internal static uint Of(ReadOnlySpan<char> run)
    {
        ulong packed = 0;
        foreach (var c in run)
        {
            packed = (packed << 16) | c;
        }

        var hash = (uint)(SeededOrder.Mix(packed + 0x9E3779B97F4A7C15UL) >> 32);
        return hash == 0 ? 1 : hash;
    }
}
