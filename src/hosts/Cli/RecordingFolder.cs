using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daylight.Cli;

/// <summary>What one look into a folder did.</summary>
/// <param name="Taken">New on the server.</param>
/// <param name="Known">Were there before.</param>
/// <param name="Refused">Set aside with the reason.</param>
/// <param name="Waiting">Left where they are: not whole yet, or the server did not answer.</param>
internal sealed record FolderRound(int Taken = 0, int Known = 0, int Refused = 0, int Waiting = 0)
{
    public FolderRound Plus(FolderRound other) => new(Taken + other.Taken, Known + other.Known, Refused + other.Refused, other.Waiting);
}

/// <summary>
/// A folder into which a recorder writes. A file is moved only after the server's answer: to <c>done/</c> when it acknowledged,
/// to <c>refused/</c>, with the reason beside it, when it will never take it. Handing in again after a crash changes nothing,
/// because the server knows a recording by its bytes.
/// </summary>
internal sealed class RecordingFolder : IDisposable
{
    private static readonly string[] Audio = [".wav", ".amr", ".mp3", ".m4a", ".ogg", ".opus", ".flac", ".al", ".ul", ".g711a", ".g711u", ".pcm"];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RecordingPatience = TimeSpan.FromMinutes(10);

    private readonly string _folder;
    private readonly HttpClient _http;

    public RecordingFolder(string folder, string server, string token)
    {
        _folder = folder;
        _http = new HttpClient { BaseAddress = new Uri(server.TrimEnd('/') + "/api/v1/"), Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Hands in whatever is whole.</summary>
    /// <exception cref="InvalidOperationException">The token may not import.</exception>
    public async Task<FolderRound> LookAsync(CancellationToken cancellation)
    {
        FolderRound round = new();
        foreach (var sidecar in Directory.EnumerateFiles(_folder, "*.json").Order(StringComparer.Ordinal).ToList())
        {
            var found = Find(sidecar);
            round = found switch
            {
                null => round, // A transcript, which belongs to its sidecar.
                { Problem: { } problem } => Refuse(round, found, problem),
                { IsWhole: false } => round with { Waiting = round.Waiting + 1 },
                _ => await HandInAsync(round, found, cancellation),
            };
        }

        return round;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A sidecar with what it names; null if the file is no sidecar but belongs to one.</summary>
    private RecordedFiles? Find(string sidecar)
    {
        var stem = Path.GetFileNameWithoutExtension(sidecar);
        if (stem.EndsWith(".transcript", StringComparison.Ordinal))
        {
            return null;
        }

        JsonObject? told;
        try
        {
            told = JsonNode.Parse(File.ReadAllText(sidecar)) as JsonObject;
        }
        catch (JsonException wrong)
        {
            // A recorder may still be writing it.
            return IsFresh(sidecar, RecordingPatience)
                ? new RecordedFiles(sidecar, null, null) { IsWhole = false }
                : new RecordedFiles(sidecar, null, null) { Problem = $"is no JSON: line {(wrong.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture)}" };
        }

        if (told is null)
        {
            return new RecordedFiles(sidecar, null, null) { Problem = "is no JSON object" };
        }

        if (Named(told, "recording") is { } bad && !IsPlain(bad))
        {
            return new RecordedFiles(sidecar, null, null) { Problem = "recording: names no file of this folder" };
        }

        var recording = Named(told, "recording") is { } name
            ? Path.Combine(_folder, name)
            : Audio.Select(ending => Path.Combine(_folder, stem + ending)).FirstOrDefault(File.Exists);
        var transcript = Path.Combine(_folder, stem + ".transcript.json");
        RecordedFiles files = new(sidecar, recording is not null && File.Exists(recording) ? recording : null, File.Exists(transcript) ? transcript : null);
        return files.Recording is null && (files.Transcript is null || Named(told, "recording") is not null)
            ? IsFresh(sidecar, RecordingPatience) ? files with { IsWhole = false } : files with { Problem = "recording: there is no such file" }
            : files with { IsWhole = !files.All.Any(file => IsFresh(file, Settling)) };
    }

    private async Task<FolderRound> HandInAsync(FolderRound round, RecordedFiles files, CancellationToken cancellation)
    {
        try
        {
            using MultipartFormDataContent form = new() { { new ByteArrayContent(await File.ReadAllBytesAsync(files.Sidecar, cancellation)), "sidecar", "sidecar.json" } };
            if (files.Recording is { } recording)
            {
                form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(recording, cancellation)), "recording", "recording");
            }

            if (files.Transcript is { } transcript)
            {
                form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(transcript, cancellation)), "transcript", "transcript.json");
            }

            using var answer = await _http.PostAsync("recordings", form, cancellation);
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created => Done(round, files, JsonNode.Parse(body)!["known"]!.GetValue<bool>()),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new InvalidOperationException($"--token: the server answered {(int)answer.StatusCode}: {Detail(body)}"),
                HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge => Refuse(round, files, Detail(body)),
                _ => Wait(round, files, $"the server answered {(int)answer.StatusCode}; it is tried again"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return Wait(round, files, "the server cannot be reached; it is tried again");
        }
    }

    private FolderRound Done(FolderRound round, RecordedFiles files, bool known)
    {
        Move(files, "done");
        return known ? round with { Known = round.Known + 1 } : round with { Taken = round.Taken + 1 };
    }

    private FolderRound Refuse(FolderRound round, RecordedFiles files, string reason)
    {
        Console.Error.WriteLine($"{files.Sidecar}: {reason}");
        Move(files, "refused");
        File.WriteAllText(Path.Combine(_folder, "refused", Path.GetFileName(files.Sidecar) + ".reason.txt"), reason + "\n");
        return round with { Refused = round.Refused + 1 };
    }

    private static FolderRound Wait(FolderRound round, RecordedFiles files, string reason)
    {
        Console.Error.WriteLine($"{files.Sidecar}: {reason}");
        return round with { Waiting = round.Waiting + 1 };
    }

    /// <summary>The sidecar goes last: as long as it stands, what it names is looked for again.</summary>
    private void Move(RecordedFiles files, string into)
    {
        var target = Directory.CreateDirectory(Path.Combine(_folder, into)).FullName;
        foreach (var file in files.All.Reverse())
        {
            File.Move(file, Free(target, Path.GetFileName(file)));
        }
    }

    /// <summary>A name that is not taken there: recorders that count from 1 every day must not overwrite yesterday's.</summary>
    private static string Free(string target, string name)
    {
        var free = Path.Combine(target, name);
        for (var i = 1; File.Exists(free); i++)
        {
            free = Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}.{i}{Path.GetExtension(name)}"));
        }

        return free;
    }

    private static string Detail(string body)
    {
        var problem = body.StartsWith('{') ? JsonNode.Parse(body) : null;
        var field = problem?["errors"]?[0]?["field"]?.GetValue<string>();
        return $"{(field is null ? "" : field + ": ")}{problem?["detail"]?.GetValue<string>() ?? "no details"}";
    }

    private static string? Named(JsonObject told, string field) => told[field] is JsonValue value && value.TryGetValue<string>(out var name) && name.Length > 0 ? name : null;

    /// <summary>A name without a path: a sidecar reaches no file outside its folder.</summary>
    private static bool IsPlain(string name) => Path.GetFileName(name) == name && name is not ("." or "..");

    private static bool IsFresh(string file, TimeSpan within) => TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(file) < within;

    private sealed record RecordedFiles(string Sidecar, string? Recording, string? Transcript)
    {
        public bool IsWhole { get; init; } = true;

        public string? Problem { get; init; }

        public IEnumerable<string> All => new[] { Sidecar, Recording, Transcript }.OfType<string>();
    }
}
