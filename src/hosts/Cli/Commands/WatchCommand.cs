using System.CommandLine;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight watch FOLDER</c>: hands recordings with a sidecar to a running server, and keeps looking for new ones.</summary>
internal static class WatchCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "Take what is there and end." };

    /// <summary>True if it looks until it is stopped, and does not end by itself.</summary>
    public static bool RunsOn(ParseResult parsed) => parsed.CommandResult.Command.Name == "watch" && !parsed.GetValue(Once);

    public static Command Make()
    {
        Argument<string> folder = new("FOLDER") { Description = "Where a recorder puts recordings, each with a sidecar NAME.json (spec/recording-sidecar.md)." };
        Option<string> server = new("--server") { Description = "The server, for example http://127.0.0.1:5080.", Required = true };
        Option<string> token = new("--token") { Description = "A token of somebody who may import.", Required = true };
        Option<int> every = new("--every") { Description = "Seconds between two looks.", DefaultValueFactory = _ => 5 };
        Command command = new("watch", "Hand in recordings from a folder, each once; what the server acknowledged is moved to done/, what it refused to refused/.") { folder, server, token, Once, every };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(folder)!;
            if (!Directory.Exists(path))
            {
                await Console.Error.WriteLineAsync($"{path}: there is no such folder.");
                return ExitCode.Unusable;
            }

            using RecordingFolder recordings = new(path, parsed.GetValue(server)!, parsed.GetValue(token)!);
            return await RunAsync(recordings, parsed.GetValue(Once), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(every), 1, 3600)), parsed.GetValue(Output.Json), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(RecordingFolder recordings, bool once, TimeSpan every, bool json, CancellationToken cancellation)
    {
        FolderRound total = new();
        while (true)
        {
            var round = await recordings.LookAsync(cancellation);
            total = total.Plus(round);
            if (once)
            {
                Print(total, json);
                return total.Refused > 0 ? ExitCode.SomeRejected : total.Waiting > 0 ? ExitCode.CheckFailed : ExitCode.Done;
            }

            if (round.Taken + round.Known + round.Refused > 0)
            {
                Print(round, json);
            }

            await Task.Delay(every, cancellation);
        }
    }

    private static void Print(FolderRound round, bool json)
    {
        if (json)
        {
            Output.WriteJson(round);
            return;
        }

        Console.WriteLine($"{round.Taken:N0} recordings taken, {round.Known:N0} were there before, {round.Refused:N0} refused, {round.Waiting:N0} wait");
    }
}
