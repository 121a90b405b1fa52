using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Daylight.Conduct;

/// <summary>Writes WAV files.</summary>
public static class PcmWav
{
    private const int HeadBytes = 44;
    private const short Pcm = 1;
    private const short ALaw = 6;
    private const short MuLaw = 7;

    /// <summary>One channel of 16-bit samples.</summary>
    public static byte[] Write(int rate, ReadOnlySpan<short> samples)
    {
        var file = Frame(new Head(Pcm, 1, rate, 2), samples.Length * 2);
        MemoryMarshal.AsBytes(samples).CopyTo(file.AsSpan(HeadBytes)); // Little-endian, as all machines we run on are.
        return file;
    }

    /// <summary>Raw G.711, framed: 8 kHz, its channels interleaved.</summary>
    public static byte[] FrameG711(byte[] samples, bool isALaw, int channels)
    {
        var file = Frame(new Head(isALaw ? ALaw : MuLaw, (short)channels, 8_000, 1), samples.Length);
        samples.CopyTo(file, HeadBytes);
        return file;
    }

    private static byte[] Frame(Head head, int length)
    {
        var file = new byte[HeadBytes + length];
        var span = file.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], HeadBytes - 8 + length);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], head.Format);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], head.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], head.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], head.Rate * head.Channels * head.Bytes);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], (short)(head.Channels * head.Bytes));
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], (short)(head.Bytes * 8));
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], length);
        return file;
    }

    private readonly record struct Head(short Format, short Channels, int Rate, int Bytes);
}
