using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Daylight.Portfolio;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight import portfolio | parties | history | history-counters | conversations</c>: into a data directory or a running server.</summary>
internal static class ImportCommand
{
    public static Command Make() => new("import", "Load a portfolio, its parties, or conversations.")
    {
        MakeKind("portfolio", "Load accounts from a CSV file."),
        MakeKind("parties", "Load further people on cases from a CSV file."),
        MakeKind("history", "Load the contact history of a former dialer from a CSV or JSONL file."),
        MakeKind("history-counters", "Load the counters of a former dialer from a CSV or JSONL file, and compare them with the history."),
        MakeKind("conversations", "Load conversations from a JSONL file, or from all of a folder."),
    };

    private static Command MakeKind(string kind, string description)
    {
        Target target = new();
        Argument<string> path = new("FILE") { Description = kind == "conversations" ? "The file or folder." : "The file." };
        Command command = new(kind, description) { path };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(kind, parsed.GetValue(path)!, target.Of(parsed), parsed.GetValue(Output.Json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string kind, string path, TargetChoice target, bool json, CancellationToken cancellation)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.jsonl").Where(file => !file.EndsWith(".rejects.jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [path];
        if (files.Length == 0 || !files.All(File.Exists))
        {
            await Console.Error.WriteLineAsync($"{path}: there is no such file, or no file of this kind in it.");
            return ExitCode.Unusable;
        }

        Tally total = new();
        foreach (var file in files)
        {
            total = total.Plus(target.Server is null
                ? await ImportHereAsync(kind, file, target, cancellation)
                : await ImportRemotelyAsync(kind, file, target, cancellation));
        }

        total.Print(json);
        return total.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static async Task<Tally> ImportHereAsync(string kind, string file, TargetChoice target, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var institution = await installation.InstitutionAsync(target.Institution, cancellation);
        var runner = installation.Get<ImportRunner>();
        var result = await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask(Path.GetFileName(file), maxValue: 1);
            var progress = new Progress<ImportProgress>(now => bar.Value = now.Share);
            var done = await runner.RunAsync(
                () => File.OpenRead(file), kind, new ImportScope(institution.Id, null, institution.Zone, Path.GetFileName(file)), null, progress, cancellation);
            bar.Value = bar.MaxValue;
            return done;
        });
        if (result.Failure is { } failure)
        {
            throw new InvalidOperationException($"{file}: {failure.Field}: {failure.Detail}");
        }

        var counts = result.Value.Counts;
        if (counts.RowsRejected > 0)
        {
            await WriteRejectsAsync(file, async writer => await runner.WriteRejectsAsync(result.Value, Path.GetFileName(file), writer, cancellation));
        }

        return new Tally(counts.RowsRead, counts.RowsAdded, counts.RowsUpdated, counts.RowsUnchanged, counts.RowsRejected);
    }

    private static async Task<Tally> ImportRemotelyAsync(string kind, string file, TargetChoice target, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token);
        await using var stream = File.OpenRead(file);
        using MultipartFormDataContent form = new() { { new StreamContent(stream), "file", Path.GetFileName(file) }, { new StringContent(kind), "kind" } };
        var uploaded = await server.PostAsync("imports", form, cancellation);
        var id = uploaded["id"]!.GetValue<string>();
        await server.PostAsync($"imports/{id}/start", new { mapping = uploaded["mapping"]!.DeepClone() }, cancellation);
        var done = await WatchAsync(server, id, Path.GetFileName(file), cancellation);
        if (done["status"]!.GetValue<string>() != "done")
        {
            throw new InvalidOperationException($"{file}: {done["error"]}");
        }

        var rejected = done["rowsRejected"]!.GetValue<long>();
        if (rejected > 0)
        {
            var bytes = await server.DownloadAsync(HttpMethod.Get, $"imports/{id}/rejects", null, cancellation);
            await WriteRejectsAsync(file, writer => writer.WriteAsync(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')));
        }

        return new Tally(
            done["rowsRead"]!.GetValue<long>(), done["rowsAdded"]!.GetValue<long>(), done["rowsUpdated"]!.GetValue<long>(), done["rowsUnchanged"]!.GetValue<long>(), rejected);
    }

    private static Task<JsonNode> WatchAsync(RemoteServer server, string id, string name, CancellationToken cancellation) => Output.ProgressAsync(async context =>
    {
        var bar = context.AddTask(name, maxValue: 1);
        while (true)
        {
            var now = await server.GetAsync($"imports/{id}", cancellation);
            (bar.MaxValue, bar.Value) = (Math.Max(1, now["rowsTotal"]?.GetValue<long>() ?? 1), now["rowsRead"]!.GetValue<long>());
            if (now["status"]!.GetValue<string>() is "done" or "failed" or "cancelled")
            {
                return now;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
        }
    });

    private static async Task WriteRejectsAsync(string file, Func<TextWriter, Task> write)
    {
        var rejects = file + ".rejects.csv";
        await using StreamWriter writer = new(rejects, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await write(writer);
        await Console.Error.WriteLineAsync($"{rejects}: the rejected rows, each with its reason.");
    }

    private sealed record Tally(long Read = 0, long Added = 0, long Updated = 0, long Unchanged = 0, long Rejected = 0)
    {
        public Tally Plus(Tally other) =>
            new(Read + other.Read, Added + other.Added, Updated + other.Updated, Unchanged + other.Unchanged, Rejected + other.Rejected);

        public void Print(bool json)
        {
            if (json)
            {
                Output.WriteJson(this);
                return;
            }

            Console.WriteLine($"{Read:N0} rows read: {Added:N0} added, {Updated:N0} updated, {Unchanged:N0} unchanged, {Rejected:N0} rejected");
        }
    }
}
