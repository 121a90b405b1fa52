using System.Buffers.Binary;

namespace Daylight.Sound;

/// <summary>The "fmt " chunk of a WAV file.</summary>
internal readonly record struct WavFormat(SampleFormat Samples, int Channels, int Rate)
{
    private const int Extensible = 0xFFFE;

    internal static WavFormat Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
        {
            throw new SoundFormatException("The format chunk of the WAV file is cut short.");
        }
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible && chunk.Length >= 26)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]); // The first two bytes of the sub-format's GUID.
        }
        if (channels is < 1 or > WavFile.ChannelsMax)
        {
            throw new SoundFormatException($"The WAV file names {channels} channels; 1 to {WavFile.ChannelsMax} can be read.");
        }
        if (rate is < 4_000 or > 192_000)
        {
            throw new SoundFormatException($"The WAV file names {rate} samples a second; 4,000 to 192,000 can be read.");
        }
        return new WavFormat(SamplesOf(tag, bits), channels, (int)rate);
    }

    private static SampleFormat SamplesOf(int tag, int bits) => (tag, bits) switch
    {
        (1, 8) => SampleFormat.Unsigned8,
        (1, 16) => SampleFormat.Signed16,
        (1, 24) => SampleFormat.Signed24,
        (1, 32) => SampleFormat.Signed32,
        (3, 32) => SampleFormat.Float32,
        (6, 8) => SampleFormat.ALaw,
        (7, 8) => SampleFormat.MuLaw,
        _ => throw new SoundFormatException(
            $"The WAV file is of format {tag} with {bits} bits; PCM of 8 to 32 bits, 32-bit float and G.711 are read. Convert it first, for example with ffmpeg."),
    };
}
