using System.Collections.Concurrent;
using System.Diagnostics;

namespace Daylight.Journey;

/// <summary>The <c>daylight</c> command as a process of its own.</summary>
internal static class Command
{
    /// <summary>Starts it; what it prints is read and thrown away, so that it never waits for a reader.</summary>
    public static Process Start(params string[] arguments) => Start(_ => { }, [], arguments);

    /// <summary>As <see cref="Start(string[])"/>, with more in its environment.</summary>
    public static Process Start(Dictionary<string, string> environment, params string[] arguments) => Start(_ => { }, environment, arguments);

    /// <summary>Runs it to its end and returns its exit code and what it printed, for the message of a failure.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        ConcurrentQueue<string> lines = [];
        using var process = Start(lines.Enqueue, [], arguments);
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Join('\n', lines));
    }

    private static Process Start(Action<string> heard, Dictionary<string, string> environment, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program());
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => heard(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => heard(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The command built with these tests, in the same configuration.</summary>
    public static string Program()
    {
        var own = AppContext.BaseDirectory;
        var configuration = own.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var folder = new DirectoryInfo(own);
        while (!File.Exists(Path.Combine(folder.FullName, "Daylight.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "src", "hosts", "Cli", "bin", configuration, "net10.0", "daylight.dll");
    }
}
