using System.Diagnostics;
using System.Runtime.CompilerServices;
using Shouldly;

namespace Daylight.Journey.Crashes;

/// <summary>
/// The real server process, working for several clients, with everything it did to its files, and every receipt its clients
/// got. Server and clients read one clock: a receipt came after all that was recorded with an earlier time.
/// </summary>
internal sealed class Recording : IDisposable
{
    private readonly string _folder;

    private Recording(string folder) => _folder = folder;

    /// <summary>The data directory before the server started.</summary>
    public string Before => Path.Combine(_folder, "before");

    /// <summary>The data directory the server worked in.</summary>
    public string Data => Path.Combine(_folder, "data");

    public CrashHouse House { get; private set; } = null!; // Opened before anybody gets a recording.

    public List<TraceRecord> Records { get; private set; } = [];

    /// <summary>In the order of time.</summary>
    public List<Acknowledged> Receipts { get; private set; } = [];

    /// <summary>Records the server until so many acts were acknowledged, and kills it.</summary>
    public static async Task<Recording> MakeAsync(int acts)
    {
        Recording recording = new(Directory.CreateTempSubdirectory("daylight-crash-").FullName);
        recording.House = await CrashHouse.OpenAsync(recording.Data);
        Copy(recording.Data, recording.Before);
        var trace = Path.Combine(recording._folder, "trace");
        await recording.WorkAsync(acts, new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = await RecorderAsync(recording._folder),
            ["DAYLIGHT_RECORD_ROOT"] = recording.Data,
            ["DAYLIGHT_RECORD_FILE"] = trace,
        });
        recording.Records = Trace.Read(await File.ReadAllBytesAsync(trace));
        recording.Receipts = recording.House.Receipts;
        return recording;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> RecorderAsync(string folder, [CallerFilePath] string here = "")
    {
        var library = Path.Combine(folder, "record.so");
        using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-O2", "-o", library, Path.Combine(Path.GetDirectoryName(here)!, "record.c"), "-ldl"]);
        await compiler.WaitForExitAsync();
        compiler.ExitCode.ShouldBe(0, "The recorder could not be compiled; eng/install-test-tools installs gcc.");
        return library;
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(to + folder[from.Length..]);
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, to + file[from.Length..]);
        }
    }

    private async Task WorkAsync(int acts, Dictionary<string, string> environment)
    {
        var port = Ports.Free();
        using var server = Command.Start(environment, "serve", "--data", Data, "--urls", $"http://127.0.0.1:{port}");
        using HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Servers.ReadyAsync(http, server);
        await House.WorkAsync(http, acts);
        House.Receipts.Count.ShouldBeGreaterThanOrEqualTo(acts, "The server stopped answering.");
        await Task.Delay(TimeSpan.FromSeconds(2)); // The last checkpoints.
        server.Kill(entireProcessTree: false);
        await server.WaitForExitAsync();
    }
}
