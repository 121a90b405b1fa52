using Daylight.Platform;
using Daylight.Sound;

namespace Daylight.Conduct;

/// <summary>Reads a recording into channels: WAV and G.711 by our own reader, all else through ffmpeg.</summary>
public static class RecordingAudio
{
    /// <summary>Opens a recording.</summary>
    /// <param name="recording">Its bytes.</param>
    /// <param name="codec"><c>pcma</c> or <c>pcmu</c> for raw G.711, else null.</param>
    /// <param name="channels">How many channels raw samples have.</param>
    /// <param name="takes">Which rates the reader takes; others are converted.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Result<WavFile>> ReadAsync(byte[] recording, string? codec, int channels, Func<int, bool> takes, CancellationToken cancellation)
    {
        var file = codec is null ? recording : PcmWav.FrameG711(recording, codec == "pcma", channels);
        var own = Own(file);
        if (own is not null && takes(own.Rate))
        {
            return own;
        }

        var converted = await Ffmpeg.ToWavAsync(file, cancellation);
        return converted.Failure is { } failure ? failure : Own(converted.Value) is { } wav ? wav : AudioErrors.NotAudio;
    }

    /// <summary>One channel as 16-bit samples.</summary>
    public static short[] Channel(WavFile wav, int channel)
    {
        var samples = new short[wav.Length];
        var block = new float[16 * 1024];
        for (var at = 0; at < samples.Length; at += block.Length)
        {
            var read = wav.ReadChannel(channel, at, block);
            for (var i = 0; i < read; i++)
            {
                samples[at + i] = (short)Math.Clamp(MathF.Round(block[i] * 32_768), short.MinValue, short.MaxValue);
            }
        }

        return samples;
    }

    private static WavFile? Own(byte[] file)
    {
        try
        {
            return WavFile.Read(file);
        }
        catch (SoundFormatException)
        {
            return null;
        }
    }
}
