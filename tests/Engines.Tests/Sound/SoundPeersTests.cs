using System.Globalization;
using System.Text.RegularExpressions;
using Daylight.Sound;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Sound;

/// <summary>Our measures against ffmpeg 5.1, sox 14.4 and praat 6.3 on the same files, within stated tolerances.</summary>
public sealed partial class SoundPeersTests : IDisposable
{
    private readonly SoundTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public void Loudness_agrees_with_ffmpeg_to_a_tenth_of_a_LU(int rate)
    {
        // Speech-like: pink noise in bursts of different level, three seconds each, with pauses.
        _tools.Sox("a.wav", $"-n -r {rate} -b 16 OUT synth 4 pinknoise vol 0.3 pad 0 1");
        _tools.Sox("b.wav", $"-n -r {rate} -b 16 OUT synth 4 pinknoise vol 0.08 pad 0 2");
        _tools.Sox("c.wav", $"-n -r {rate} -b 16 OUT synth 5 sine 440 vol 0.5");
        _tools.Run("sox", "a.wav b.wav c.wav all.wav");
        var wav = WavFile.Read(_tools.Bytes("all.wav"));
        var ours = Loudness.Measure(wav.Rate, wav.Channel(0));
        var said = _tools.Run("ffmpeg", "-hide_banner -nostats -i all.wav -af ebur128=framelog=verbose -f null -");
        ours.Integrated.ShouldBe(Figure(said, @"I:\s+(-?[\d.]+) LUFS"), 0.1);
        ours.Range.ShouldBe(Figure(said, @"LRA:\s+(-?[\d.]+) LU"), 0.5); // ffmpeg also counts windows that are not yet full.
    }

    [Fact]
    public void Momentary_and_short_term_loudness_agree_with_ffmpeg_step_by_step()
    {
        _tools.Speak("speech.wav", "您好，请问是张先生吗？我是晨光消费金融的工作人员，工号八零三。您的账单已经逾期十五天了，请您尽快处理。");
        _tools.Run("sox", "speech.wav -r 8000 -b 16 line.wav");
        var wav = WavFile.Read(_tools.Bytes("line.wav"));
        var ours = Loudness.Measure(wav.Rate, wav.Channel(0));
        var said = _tools.Run("ffmpeg", "-hide_banner -nostats -i line.wav -af ebur128=metadata=1,ametadata=print:file=- -f null -");
        var rows = Steps().Matches(said);
        rows.Count.ShouldBeGreaterThan(50);
        var compared = 0;
        for (var step = 3; step < Math.Min(rows.Count, ours.Steps); step++)
        {
            var theirs = Number(rows[step].Groups[1].Value);
            if (theirs > -60)
            {
                ours.Momentary(step).ShouldBe(theirs, 0.1, $"momentary, step {step}");
                compared++;
            }
            theirs = Number(rows[step].Groups[2].Value);
            if (step >= 29 && theirs > -60)
            {
                ours.ShortTerm(step).ShouldBe(theirs, 0.1, $"short-term, step {step}");
            }
        }
        compared.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Levels_agree_with_sox_to_a_hundredth_of_a_dB()
    {
        _tools.Sox("noise.wav", "-n -r 8000 -b 16 OUT synth 3 brownnoise vol 0.4");
        var wav = WavFile.Read(_tools.Bytes("noise.wav"));
        Levels.Rms(wav.Channel(0)).ShouldBe(Figure(_tools.Run("sox", "noise.wav -n stats"), @"RMS lev dB\s+(-?[\d.]+)"), 0.01);
    }

    [Fact]
    public void Quiet_stretches_agree_with_ffmpeg_to_a_millisecond()
    {
        _tools.Sox("one.wav", "-n -r 8000 -b 16 OUT synth 2.5 sine 300 vol 0.4 pad 0.75 1.25");
        _tools.Sox("two.wav", "-n -r 8000 -b 16 OUT synth 1.5 whitenoise vol 0.2 pad 0 2");
        _tools.Run("sox", "one.wav two.wav all.wav");
        var wav = WavFile.Read(_tools.Bytes("all.wav"));
        var ours = Quiet.Find(wav.Channel(0), wav.Rate, -40, 0.5);
        var said = _tools.Run("ffmpeg", "-hide_banner -nostats -i all.wav -af silencedetect=noise=-40dB:d=0.5 -f null -");
        var from = Regex.Matches(said, @"silence_start: (-?[\d.]+)").Select(match => Number(match.Groups[1].Value)).ToList();
        var to = Regex.Matches(said, @"silence_end: (-?[\d.]+)").Select(match => Number(match.Groups[1].Value)).ToList();
        ours.Count.ShouldBe(from.Count);
        for (var i = 0; i < to.Count; i++)
        {
            ours[i].From.ShouldBe(from[i], 0.001);
            ours[i].To.ShouldBe(to[i], 0.001);
        }
    }

    [Theory]
    [InlineData(30, 8_000)]
    [InlineData(50, 8_000)]
    [InlineData(80, 16_000)]
    [InlineData(50, 44_100)]
    public void Pitch_of_speech_agrees_with_praat(int voice, int rate)
    {
        _tools.Speak("raw.wav", "您好，我是晨光消费金融的工作人员。请问您什么时候方便处理一下这笔欠款？好的，我记录一下，谢谢您。", voice);
        _tools.Run("sox", $"raw.wav -r {rate} -b 16 speech.wav");
        File.WriteAllText(_tools.Path("pitch.praat"), """
            form Pitch
              sentence file
            endform
            Read from file: file$
            To Pitch: 0.01, 75, 500
            n = Get number of frames
            for i to n
              t = Get time from frame number: i
              f = Get value in frame: i, "Hertz"
              appendInfoLine: fixed$ (t, 5), " ", f
            endfor
            """);
        var rows = _tools.Run("praat", $"--run pitch.praat {_tools.Path("speech.wav")}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var theirs = rows.Select(row => row.Split(' ')).Select(row => (Seconds: Number(row[0]), Hertz: row[1].StartsWith("--", StringComparison.Ordinal) ? (double?)null : Number(row[1]))).ToList();
        theirs.Count.ShouldBeGreaterThan(200);
        var wav = WavFile.Read(_tools.Bytes("speech.wav"));
        var ours = Pitch.Track(wav.Channel(0), wav.Rate);
        var same = 0;
        var errors = new List<double>();
        foreach (var (seconds, hertz) in theirs)
        {
            var point = ours.MinBy(one => Math.Abs(one.Seconds - seconds));
            same += point.Hertz.HasValue == hertz.HasValue ? 1 : 0;
            if (point.Hertz is { } mine && hertz is { } yours)
            {
                errors.Add(Math.Abs(12 * Math.Log2(mine / yours)));
            }
        }
        errors.Sort();
        ((double)same / theirs.Count).ShouldBeGreaterThan(0.94, "frames on which both say voiced or both say not");
        errors[errors.Count / 2].ShouldBeLessThan(0.1, "median difference in semitones");
        errors[(int)(errors.Count * 0.95)].ShouldBeLessThan(0.6, "95th percentile of the difference in semitones");
    }

    [Theory]
    [InlineData("-b 16", "pcm_s16le")]
    [InlineData("-b 24", "pcm_s24le")]
    [InlineData("-b 32", "pcm_s32le")]
    [InlineData("-b 8 -e unsigned-integer", "pcm_u8")]
    [InlineData("-e a-law", "pcm_alaw")]
    [InlineData("-e mu-law", "pcm_mulaw")]
    [InlineData("-e floating-point -b 32", "pcm_f32le")]
    public void Every_way_of_writing_samples_reads_as_ffmpeg_reads_it(string written, string codec)
    {
        _tools.Sox("two.wav", $"-n -r 8000 -c 2 {written} OUT synth 1 sine 300 sine 700 vol 0.6");
        _tools.Run("ffmpeg", "-hide_banner -i two.wav -f f32le -c:a pcm_f32le raw.bin").ShouldContain(codec);
        var theirs = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(_tools.Bytes("raw.bin"));
        var wav = WavFile.Read(_tools.Bytes("two.wav"));
        (wav.Channels, wav.Rate, wav.Length).ShouldBe((2, 8_000, theirs.Length / 2));
        for (var channel = 0; channel < 2; channel++)
        {
            var ours = wav.Channel(channel);
            for (var i = 0; i < ours.Length; i++)
            {
                ours[i].ShouldBe(theirs[(2 * i) + channel], 1e-6f);
            }
        }
    }

    private static double Figure(string said, string pattern) =>
        Number(Regex.Matches(said, pattern)[^1].Groups[1].Value);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"lavfi\.r128\.M=(-?[\d.]+|-?inf|nan)\s+lavfi\.r128\.S=(-?[\d.]+|-?inf|nan)", RegexOptions.None, 5_000)]
    private static partial Regex Steps();
}
