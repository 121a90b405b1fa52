using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Daylight.Sound;

namespace Daylight.Bench;

/// <summary>The sound engine on a made call of ten minutes at 8 kHz, two channels; ffmpeg's loudness filter on the same file beside it.</summary>
internal static class SoundBench
{
    private const int Rate = 8_000;
    private const int Seconds = 600;

    public static Task RunAsync()
    {
        var file = Make();
        var wav = WavFile.Read(file);
        var staff = wav.Channel(0);
        Report("sound, all measures of both channels", () => CallSound.Measure(wav));
        var ours = Report("loudness of one channel (EBU R128)", () => Loudness.Measure(Rate, staff));
        Report("pitch of one channel, voiced or not", () => Pitch.Track(staff, Rate));
        Peer(file, ours);
        return Task.CompletedTask;
    }

    private static double Report(string name, Action measure)
    {
        measure();
        var (times, started) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(4))
        {
            measure();
            times++;
        }

        var real = times * Seconds / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Figures.Print(name, string.Create(CultureInfo.InvariantCulture, $"{real:N0} times real time on one core"), "limit: 200 times");
        return real;
    }

    private static void Peer(byte[] file, double ours)
    {
        var path = Path.Combine(Path.GetTempPath(), $"daylight-bench-{Environment.ProcessId}.wav");
        File.WriteAllBytes(path, file);
        try
        {
            using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", $"-hide_banner -nostats -benchmark -threads 1 -i {path} -af pan=mono|c0=c0,ebur128 -f null -") { RedirectStandardError = true })!;
            var said = ffmpeg.StandardError.ReadToEnd();
            ffmpeg.WaitForExit();
            var used = Regex.Match(said, @"utime=([\d.]+)s", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
            var theirs = Seconds / double.Parse(used, CultureInfo.InvariantCulture);
            Figures.Print("the same by ffmpeg, user time of the program", string.Create(CultureInfo.InvariantCulture, $"{theirs:N0} times real time on one core"), string.Create(CultureInfo.InvariantCulture, $"ours is {ours / theirs:0.0} times as fast"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Figures.Print("the same by ffmpeg", "not measured", "ffmpeg is not installed");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Voiced bursts of both sides with pauses over line noise, 16-bit PCM.</summary>
    private static byte[] Make()
    {
        Random random = new(1);
        var length = Rate * Seconds;
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (length * 4));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(Rate);
        writer.Write(Rate * 4);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(length * 4);
        for (var i = 0; i < length; i++)
        {
            var second = (double)i / Rate;
            for (var side = 0; side < 2; side++)
            {
                var speaks = (second + (side * 5)) % 10 < 5.5;
                var hertz = (side == 0 ? 130 : 210) + (20 * Math.Sin(second * 3));
                var voice = 0.0;
                for (var harmonic = 1; harmonic <= 5 && speaks; harmonic++)
                {
                    voice += Math.Sin(2 * Math.PI * hertz * harmonic * second) / harmonic;
                }

                writer.Write((short)((voice * 4_000) + ((random.NextDouble() - 0.5) * 200)));
            }
        }

        return stream.ToArray();
    }
}
