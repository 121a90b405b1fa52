using Shouldly;
using Xunit;

namespace Daylight.Transcription;

public sealed class RecordingAudioTests
{
    [Fact]
    public async Task Samples_of_a_wav_file_come_out_as_they_went_in()
    {
        short[] samples = [0, 1, -1, short.MaxValue, short.MinValue, 12_345];
        var wav = (await RecordingAudio.ReadAsync(PcmWav.Write(8_000, samples), null, 1, _ => true, CancellationToken.None)).Value;

        RecordingAudio.Channel(wav, 0).ShouldBe(samples);
    }

    [Theory]
    [InlineData("mp3", "libmp3lame")]
    [InlineData("amr", "libopencore_amrnb")]
    [InlineData("ogg", "libvorbis")]
    public async Task What_our_reader_does_not_know_goes_through_ffmpeg(string format, string encoder)
    {
        if (await EncodedAsync(format, encoder) is not { } recording)
        {
            return; // Without ffmpeg, or without this encoder, there is nothing to convert.
        }

        var wav = (await RecordingAudio.ReadAsync(recording, null, 1, rate => rate is 8_000 or 16_000, CancellationToken.None)).Value;

        (wav.Rate, wav.Channels).ShouldBe((16_000, 1));
        wav.Seconds.ShouldBe(1, 0.2);
        RecordingAudio.Channel(wav, 0).Max().ShouldBeGreaterThan((short)1_000, "the tone is in it");
    }

    [Fact]
    public async Task A_rate_that_the_recogniser_does_not_take_is_converted()
    {
        if (await EncodedAsync("wav", "pcm_s16le") is null)
        {
            return;
        }

        var wav = (await RecordingAudio.ReadAsync(PcmWav.Write(44_100, new short[44_100]), null, 1, rate => rate == 16_000, CancellationToken.None)).Value;

        (wav.Rate, wav.Length).ShouldBe((16_000, 16_000));
    }

    /// <summary>A second of a tone, encoded; null where that cannot be done here.</summary>
    private static async Task<byte[]?> EncodedAsync(string format, string encoder)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + "." + format);
        try
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
                "ffmpeg", ["-nostdin", "-loglevel", "quiet", "-f", "lavfi", "-i", "sine=frequency=440:duration=1:sample_rate=8000", "-ac", "1", "-c:a", encoder, path]))!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? await File.ReadAllBytesAsync(path) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
