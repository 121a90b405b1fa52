using System.Buffers.Binary;

namespace Daylight.Sound;

/// <summary>How a WAV file writes a sample.</summary>
internal enum SampleFormat
{
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    ALaw,
    MuLaw,
}

/// <summary>
/// A RIFF/WAVE recording read where it lies: PCM of 8, 16, 24 or 32 bits, 32-bit float and G.711 A-law and µ-law, also behind
/// WAVE_FORMAT_EXTENSIBLE. Samples are floats from −1 to 1 (full scale). A file whose data chunk is cut short, or whose length
/// was never written because the recorder died, is read as far as it goes.
/// </summary>
public sealed class WavFile
{
    /// <summary>Most channels a recording may have.</summary>
    public const int ChannelsMax = 16;

    private readonly ReadOnlyMemory<byte> _samples;
    private readonly SampleFormat _format;
    private readonly int _bytesPerSample;

    private WavFile(ReadOnlyMemory<byte> samples, SampleFormat format, int channels, int rate)
    {
        _samples = samples;
        _format = format;
        Channels = channels;
        Rate = rate;
        _bytesPerSample = BytesOf(format);
        Length = samples.Length / (_bytesPerSample * channels);
    }

    /// <summary>Samples a second of one channel.</summary>
    public int Rate { get; }

    /// <summary>How many channels; a call has the staff in the first and the customer in the second.</summary>
    public int Channels { get; }

    /// <summary>Samples of one channel.</summary>
    public int Length { get; }

    /// <summary>How long the recording is, in seconds.</summary>
    public double Seconds => (double)Length / Rate;

    /// <summary>Reads the frame of a WAV file. The bytes are not copied and must stay as they are.</summary>
    /// <exception cref="SoundFormatException">The bytes are no WAV file or one written in a way that is not read here.</exception>
    public static WavFile Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
        {
            throw new SoundFormatException("This is no WAV file: it does not begin with RIFF … WAVE. Convert it first, for example with ffmpeg.");
        }
        WavFormat? format = null;
        for (long at = 12; at + 8 <= bytes.Length;)
        {
            var name = bytes.Slice((int)at, 4);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[((int)at + 4)..]);
            var from = at + 8;
            var there = (int)Math.Min(length, bytes.Length - from);
            if (name.SequenceEqual("fmt "u8))
            {
                format = WavFormat.Read(bytes.Slice((int)from, there));
            }
            else if (name.SequenceEqual("data"u8))
            {
                var known = format ?? throw new SoundFormatException("The WAV file tells its samples before their format; it can't be read.");
                // A recorder that died, or one that streamed, leaves the length 0 or all ones.
                if (length == 0)
                {
                    there = (int)(bytes.Length - from);
                }
                return new WavFile(file.Slice((int)from, there), known.Samples, known.Channels, known.Rate);
            }
            at = from + length + (length & 1);
        }
        throw new SoundFormatException("The WAV file holds no samples: it has no data chunk.");
    }

    /// <summary>One channel whole, from −1 to 1.</summary>
    /// <param name="channel">From 0.</param>
    public float[] Channel(int channel)
    {
        var all = new float[Length];
        ReadChannel(channel, 0, all);
        return all;
    }

    /// <summary>Fills <paramref name="into"/> with one channel's samples from a position on; returns how many there were.</summary>
    public int ReadChannel(int channel, int from, Span<float> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var count = Math.Clamp(Length - from, 0, into.Length);
        var step = _bytesPerSample * Channels;
        var bytes = _samples.Span[(from >= Length ? _samples.Length : (from * step) + (channel * _bytesPerSample))..];
        for (int i = 0, at = 0; i < count; i++, at += step)
        {
            into[i] = One(bytes[at..]);
        }
        return count;
    }

    private float One(ReadOnlySpan<byte> at) => _format switch
    {
        SampleFormat.Signed16 => BinaryPrimitives.ReadInt16LittleEndian(at) / 32768f,
        SampleFormat.ALaw => G711.ALaw(at[0]) / 32768f,
        SampleFormat.MuLaw => G711.MuLaw(at[0]) / 32768f,
        SampleFormat.Unsigned8 => (at[0] - 128) / 128f,
        SampleFormat.Signed24 => ((at[0] << 8) | (at[1] << 16) | (at[2] << 24)) / 2147483648f,
        SampleFormat.Signed32 => BinaryPrimitives.ReadInt32LittleEndian(at) / 2147483648f,
        SampleFormat.Float32 => Finite(BinaryPrimitives.ReadSingleLittleEndian(at)),
        _ => throw new InvalidOperationException("No such sample format."),
    };

    private static float Finite(float sample) => float.IsFinite(sample) ? sample : 0;

    private static int BytesOf(SampleFormat format) => format switch
    {
        SampleFormat.Unsigned8 or SampleFormat.ALaw or SampleFormat.MuLaw => 1,
        SampleFormat.Signed16 => 2,
        SampleFormat.Signed24 => 3,
        _ => 4,
    };
}
