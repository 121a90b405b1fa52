using System.CommandLine;
using System.Text;
using Daylight.Cli;
using Daylight.Cli.Commands;

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

RootCommand root = new("Daylight 昭行: keeps post-loan contact honest.")
{
    ServeCommand.Make(),
    ImportCommand.Make(),
    WatchCommand.Make(),
    GateCommand.Make(),
    InspectCommand.Make(),
    RulebookCommand.Make(),
    DetectorCommand.Make(),
    LedgerCommand.Make(),
    KeysCommand.Make(),
    ObjectsCommand.Make(),
    BackupCommand.Make(),
    RestoreCommand.Make(),
    SoundCommand.Make(),
    VerifyCommand.Make(),
    WitnessCommand.Make(),
};
root.Options.Add(Output.Json);

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    await Console.Error.WriteLineAsync("See --help.");
    return ExitCode.Unusable;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException) when (parsed.CommandResult.Command.Name is "serve" or "witness" || WatchCommand.RunsOn(parsed))
{
    return ExitCode.Done; // They run until they are stopped.
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped before it was done.");
    return ExitCode.Stopped;
}
catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCode.Unusable;
}
catch (Exception failure)
{
    await Console.Error.WriteLineAsync($"Internal error: {failure}");
    return ExitCode.Internal;
}
