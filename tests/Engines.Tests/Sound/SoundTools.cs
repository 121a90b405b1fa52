using System.Diagnostics;
using Shouldly;

namespace Daylight.Engines.Tests.Sound;

/// <summary>The programs our measures are compared with: ffmpeg, sox, praat and espeak-ng, as Debian ships them.</summary>
internal sealed class SoundTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-sound").FullName;

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    /// <summary>Makes a file with sox; arguments as on its command line, NAME.wav in the folder.</summary>
    public string Sox(string name, string arguments)
    {
        Run("sox", $"-R {arguments.Replace("OUT", Path(name), StringComparison.Ordinal)}");
        return Path(name);
    }

    /// <summary>Mandarin spoken by espeak-ng, at 22,050 Hz.</summary>
    public string Speak(string name, string text, int pitch = 50)
    {
        Run("espeak-ng", $"-v cmn -p {pitch} -w {Path(name)} \"{text}\"");
        return Path(name);
    }

    /// <summary>Runs a program in the folder and returns what it wrote to both streams.</summary>
    public string Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var all = output + errors.Result;
        process.ExitCode.ShouldBe(0, $"{program} {arguments}: {all}");
        return all;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
