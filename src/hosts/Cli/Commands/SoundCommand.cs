using System.CommandLine;
using System.Globalization;
using Daylight.Sound;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight sound FILE.wav</c>: measures a two-channel call: how loud, how much silence and overlap, who broke in.</summary>
internal static class SoundCommand
{
    public static Command Make()
    {
        Argument<FileInfo> recording = new("FILE") { Description = "A WAV file: staff on channel 1, customer on channel 2." };
        Option<double> silence = new("--silence") { Description = "Seconds from which a silence is long.", DefaultValueFactory = _ => 5 };
        Command command = new("sound", "Measure the sound of a recorded call.") { recording, silence };
        command.SetAction(parsed => Measure(parsed.GetValue(recording)!, parsed.GetValue(silence), parsed.GetValue(Output.Json)));
        return command;
    }

    private static int Measure(FileInfo file, double silence, bool json)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"{file}: there is no such file.");
            return ExitCode.Unusable;
        }

        CallSound sound;
        try
        {
            sound = CallSound.Measure(WavFile.Read(File.ReadAllBytes(file.FullName)));
        }
        catch (SoundFormatException problem)
        {
            Console.Error.WriteLine($"{file}: {problem.Message}");
            return ExitCode.Unusable;
        }

        Print(sound, silence, json);
        return ExitCode.Done;
    }

    private static void Print(CallSound sound, double seconds, bool json)
    {
        var silences = sound.Talk.Silences(seconds);
        var interruptions = sound.Talk.Interruptions(new InterruptionRule());
        if (json)
        {
            Output.WriteJson(new
            {
                seconds = Round(sound.Talk.Seconds), staff = Side(sound.Staff), customer = Side(sound.Customer),
                overlapShare = Math.Round(sound.Talk.OverlapShare, 4), overlaps = sound.Talk.Overlaps(), silences, interruptions,
            });
            return;
        }

        Output.WriteTable(
            ["", "Staff 坐席", "Customer 客户"],
            [
                Row("Speaking 说话 (s)", sound, side => side.VoicedSeconds), Row("Loudness 响度 (LUFS)", sound, side => side.Loudness.Integrated),
                Row("Loudness range 响度范围 (LU)", sound, side => side.Loudness.Range), Row("Level 电平 (dBFS)", sound, side => side.Rms),
                Row("Pitch, median 音高 (Hz)", sound, side => side.PitchMedianHertz), Row("Pitch, spread 音高起伏 (semitones)", sound, side => side.PitchRangeSemitones),
            ]);
        Console.WriteLine($"{Show(sound.Talk.Seconds)} s; both speak in {Show(100 * sound.Talk.OverlapShare)} % of it; {silences.Count} silences over {Show(seconds)} s; {interruptions.Count} interruptions");
        foreach (var one in silences)
        {
            Console.WriteLine($"  silence 静默 {Show(one.When.From)} to {Show(one.When.To)} s: {one.Kind}");
        }

        foreach (var one in interruptions)
        {
            Console.WriteLine($"  interruption 抢话 at {Show(one.At)} s by {one.By}, both for {Show(one.OverlapSeconds)} s");
        }
    }

    private static IReadOnlyList<string> Row(string name, CallSound sound, Func<SideSound, double?> figure) =>
        [name, Show(figure(sound.Staff)), Show(figure(sound.Customer))];

    private static object Side(SideSound side) => new
    {
        voicedSeconds = Round(side.VoicedSeconds), rmsDbfs = Round(side.Rms), loudnessLufs = Round(side.Loudness.Integrated), loudnessRangeLu = Round(side.Loudness.Range),
        pitchMedianHertz = Round(side.PitchMedianHertz), pitchRangeSemitones = Round(side.PitchRangeSemitones), voiced = side.Voiced,
    };

    private static double? Round(double? figure) => figure is { } known && double.IsFinite(known) ? Math.Round(known, 2) : null;

    private static string Show(double? figure) => figure is { } known && double.IsFinite(known) ? known.ToString("0.0", CultureInfo.InvariantCulture) : "—";
}
