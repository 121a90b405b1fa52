using Daylight.Transcription;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class RecordingAudioTests
{
    [Fact]
    public async Task Samples_of_a_wav_file_come_out_as_they_went_in()
    {
        short[] samples = [0, 1, -1, short.MaxValue, short.MinValue, 12_345];
        var wav = (await RecordingAudio.ReadAsync(PcmWav.Write(8_000, samples), null, 1, _ => true, CancellationToken.None)).Value;

        RecordingAudio.Channel(wav, 0).ShouldBe(samples);
    }

    [FfmpegTheory]
    [InlineData("mp3", "libmp3lame")]
    [InlineData("ogg", "libvorbis")]
    [InlineData("flac", "flac")]
    public async Task What_our_reader_does_not_know_goes_through_ffmpeg(string format, string encoder)
    {
        var wav = (await RecordingAudio.ReadAsync(await EncodedAsync(format, encoder), null, 1, rate => rate is 8_000 or 16_000, CancellationToken.None)).Value;

        (wav.Rate, wav.Channels).ShouldBe((16_000, 1));
        wav.Seconds.ShouldBe(1, 0.2);
        RecordingAudio.Channel(wav, 0).Max().ShouldBeGreaterThan((short)1_000, "the tone is in it");
    }

    /// <summary>The file of a telephone: fifty frames of 12.2 kbit/s with any bits, because nothing here encodes AMR; the decoder makes a noise of them.</summary>
    [FfmpegFact]
    public async Task The_file_of_a_telephone_is_heard_for_as_long_as_it_lasts()
    {
        Random bits = new(7);
        List<byte> amr = [.. "#!AMR\n"u8];
        for (var frame = 0; frame < 50; frame++)
        {
            var body = new byte[31];
            bits.NextBytes(body);
            amr.Add(0x3C);
            amr.AddRange(body);
        }

        var wav = (await RecordingAudio.ReadAsync([.. amr], null, 1, rate => rate is 8_000 or 16_000, CancellationToken.None)).Value;

        (wav.Rate, wav.Channels, wav.Length).ShouldBe((16_000, 1, 16_000));
        RecordingAudio.Channel(wav, 0).Max().ShouldBeGreaterThan((short)100);
    }

    [FfmpegFact]
    public async Task A_rate_that_the_recogniser_does_not_take_is_converted()
    {
        var wav = (await RecordingAudio.ReadAsync(PcmWav.Write(44_100, new short[44_100]), null, 1, rate => rate == 16_000, CancellationToken.None)).Value;

        (wav.Rate, wav.Length).ShouldBe((16_000, 16_000));
    }

    /// <summary>A second of a tone, encoded.</summary>
    private static async Task<byte[]> EncodedAsync(string format, string encoder)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + "." + format);
        try
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
                "ffmpeg", ["-nostdin", "-loglevel", "quiet", "-f", "lavfi", "-i", "sine=frequency=440:duration=1:sample_rate=8000", "-ac", "1", "-c:a", encoder, path]))!;
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, $"Debian's ffmpeg has {encoder}");
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
