using System.Text;
using Daylight.Sound;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Sound;

public sealed class SoundTests
{
    [Fact]
    public void The_filter_at_48_kHz_is_the_one_that_BS_1770_prints()
    {
        double[] shelf = [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585];
        double[] pass = [1, -2, 1, -1.99004745483398, 0.99007225036621];
        KWeighting.ShelfCoefficients(48_000).Zip(shelf).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-10);
        KWeighting.PassCoefficients(48_000).Zip(pass).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-10);
    }

    [Fact]
    public void A_sine_of_a_tenth_at_1_kHz_has_minus_23_LUFS()
    {
        // EBU Tech 3341, case 1: −23 dBFS (peak) stereo sine reads −23.0; one channel of peak 0.1 reads the same as measured with ffmpeg.
        var sine = Sine(48_000, 20, 1_000, 0.1);
        Loudness.Measure(48_000, sine).Integrated.ShouldBe(-23.0, 0.05);
        Loudness.Measure(48_000, Sine(48_000, 20, 1_000, Math.Pow(10, -23.0 / 20)), Sine(48_000, 20, 1_000, Math.Pow(10, -23.0 / 20))).Integrated.ShouldBe(-23.0, 0.1);
    }

    [Fact]
    public void The_gates_leave_quiet_passages_out_as_EBU_Tech_3341_asks()
    {
        // Case 3: −36 dBFS for 10 s, −23 for 60 s, −36 for 10 s, in both channels: −23.0 LUFS.
        float[] programme = [.. Level(10, -36), .. Level(60, -23), .. Level(10, -36)];
        Loudness.Measure(48_000, programme, programme).Integrated.ShouldBe(-23.0, 0.1);
        // Case 1 of EBU Tech 3342: −20 dBFS for 20 s, then −30: a range of 10 LU.
        float[] steps = [.. Level(20, -20), .. Level(20, -30)];
        Loudness.Measure(48_000, steps, steps).Range.ShouldBe(10, 1);

        static float[] Level(int seconds, double decibels) => Sine(48_000, seconds, 1_000, Math.Pow(10, decibels / 20));
    }

    [Theory]
    [InlineData(8_000, 100)]
    [InlineData(8_000, 200)]
    [InlineData(8_000, 330)]
    [InlineData(16_000, 450)]
    [InlineData(48_000, 120)]
    public void The_pitch_of_a_sine_is_its_frequency(int rate, double hertz)
    {
        var points = Pitch.Track(Sine(rate, 1, hertz, 0.3), rate);
        points.Length.ShouldBeGreaterThan(80);
        points.ShouldAllBe(point => point.Hertz != null && Math.Abs(point.Hertz.Value - hertz) < hertz * 0.005);
    }

    [Fact]
    public void Silence_and_line_noise_have_neither_pitch_nor_speech()
    {
        var silence = new float[16_000];
        Pitch.Track(silence, 8_000).ShouldAllBe(point => point.Hertz == null);
        VoiceActivity.Find(silence, 8_000).ShouldBeEmpty();
        var random = new Random(7);
        var noise = new float[80_000];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (float)((random.NextDouble() - 0.5) * 0.01);
        }
        VoiceActivity.Find(noise, 8_000).ShouldBeEmpty();
    }

    [Fact]
    public void Speech_is_found_where_it_stands_over_line_noise()
    {
        var random = new Random(3);
        var samples = Sine(8_000, 10, 300, 0.2);
        for (var i = 0; i < samples.Length; i++)
        {
            var second = i / 8_000.0;
            var speaks = second is (>= 2 and < 4) or (>= 6 and < 6.5);
            samples[i] = (speaks ? samples[i] : 0) + (float)((random.NextDouble() - 0.5) * 0.005);
        }
        var voiced = VoiceActivity.Find(samples, 8_000);
        voiced.Count.ShouldBe(2);
        voiced[0].From.ShouldBe(2, 0.011);
        voiced[0].To.ShouldBe(4, 0.011);
        voiced[1].From.ShouldBe(6, 0.011);
        voiced[1].To.ShouldBe(6.5, 0.011);
    }

    [Fact]
    public void G711_expands_as_the_recommendation_says()
    {
        // ITU-T G.711, tables 1 and 2: the ends of the scale and the values around zero, at 16 bits.
        G711.ALaw(0xD5).ShouldBe((short)8);
        G711.ALaw(0x55).ShouldBe((short)-8);
        G711.ALaw(0xAA).ShouldBe((short)32256);
        G711.ALaw(0x2A).ShouldBe((short)-32256);
        G711.MuLaw(0xFF).ShouldBe((short)0);
        G711.MuLaw(0x7F).ShouldBe((short)0);
        G711.MuLaw(0x80).ShouldBe((short)32124);
        G711.MuLaw(0x00).ShouldBe((short)-32124);
    }

    [Theory]
    [InlineData("您好，请问是张先生吗？", false, 9)]
    [InlineData("您好，请问是张先生吗？", true, 11)]
    [InlineData("尾号 1234 的 VIP 卡", false, 9)]
    [InlineData("", false, 0)]
    public void Characters_are_counted_as_stated(string text, bool withMarks, int count) => Pace.Characters(text, withMarks).ShouldBe(count);

    [Fact]
    public void Peaks_span_the_whole_and_miss_nothing()
    {
        var samples = new float[1_003];
        samples[0] = 0.5f;
        samples[1_002] = -0.75f;
        var peaks = Levels.Peaks(samples, 10);
        peaks[0].High.ShouldBe(0.5f);
        peaks[9].Low.ShouldBe(-0.75f);
        Levels.Peaks([], 3).ShouldBe([(0f, 0f), (0f, 0f), (0f, 0f)]);
    }

    [Fact]
    public void No_bytes_crash_the_reader()
    {
        var seed = File(8_000, 2, 16, new byte[400]);
        Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value, int Cut)[]>(), changes =>
        {
            var bytes = seed.ToArray();
            foreach (var (at, value, cut) in changes)
            {
                if (bytes.Length > 0)
                {
                    bytes[(int)((uint)at % bytes.Length)] = value;
                    bytes = cut % 7 == 0 ? bytes[..(int)((uint)cut % (bytes.Length + 1))] : bytes;
                }
            }
            try
            {
                var wav = WavFile.Read(bytes);
                wav.Channel(wav.Channels - 1).ShouldAllBe(sample => sample >= -1 && float.IsFinite(sample));
            }
            catch (SoundFormatException problem)
            {
                problem.Message.ShouldNotBeEmpty();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void A_recording_whose_length_was_never_written_is_read_as_far_as_it_goes()
    {
        var bytes = File(8_000, 1, 16, new byte[1_000]);
        Array.Clear(bytes, 40, 4);
        WavFile.Read(bytes).Length.ShouldBe(500);
        WavFile.Read(bytes[..^300]).Length.ShouldBe(350);
    }

    [Fact]
    public void A_call_on_one_channel_is_refused_with_the_way_out() =>
        Should.Throw<SoundFormatException>(() => CallSound.Measure(WavFile.Read(File(8_000, 1, 16, new byte[16_000])))).Message.ShouldContain("two are needed");

    private static float[] Sine(int rate, int seconds, double hertz, double peak)
    {
        var samples = new float[rate * seconds];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)(peak * Math.Sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    private static byte[] File(int rate, short channels, short bits, byte[] data)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write(channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write(bits);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        writer.Flush();
        return stream.ToArray();
    }
}
