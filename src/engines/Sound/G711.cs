namespace Daylight.Sound;

/// <summary>G.711 (ITU-T G.711, 1988): one byte to a 16-bit linear sample.</summary>
internal static class G711
{
    private static readonly short[] ALaws = [.. Enumerable.Range(0, 256).Select(code => ExpandALaw((byte)code))];
    private static readonly short[] MuLaws = [.. Enumerable.Range(0, 256).Select(code => ExpandMuLaw((byte)code))];

    internal static short ALaw(byte code) => ALaws[code];

    internal static short MuLaw(byte code) => MuLaws[code];

    /// <summary>Every second bit is inverted on the line; sign, three bits of segment, four of step.</summary>
    private static short ExpandALaw(byte code)
    {
        var bits = code ^ 0x55;
        var segment = (bits >> 4) & 7;
        var step = ((bits & 0x0F) << 4) + 8;
        var size = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? size : -size);
    }

    /// <summary>All bits are inverted on the line; the bias of 33 (132 at 16 bits) makes the segments meet.</summary>
    private static short ExpandMuLaw(byte code)
    {
        var bits = ~code & 0xFF;
        var size = ((((bits & 0x0F) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (short)((bits & 0x80) != 0 ? -size : size);
    }
}
