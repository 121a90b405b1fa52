using System.CommandLine;
using Daylight.Witness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight witness</c>: watches logs of others and cosigns that they only grow.</summary>
internal static class WitnessCommand
{
    public static Command Make()
    {
        Option<string> data = new("--data") { Description = "The witness's directory, with logs.txt; made if it does not exist.", DefaultValueFactory = _ => "./witness" };
        Option<string?> key = new("--key") { Description = "Its private key; witness.key in the directory if left out." };
        Option<string?> name = new("--name") { Description = "The name of a new key, for example witness.bank.example/w1." };
        Option<string> urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5090" };
        Command command = new("witness", "Watch logs of others and cosign that they only grow.") { data, key, name, urls };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(data)!, parsed.GetValue(key), parsed.GetValue(name), parsed.GetValue(urls)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string data, string? keyFile, string? name, string urls, CancellationToken cancellation)
    {
        var key = WitnessKey.Open(keyFile ?? Path.Combine(data, "witness.key"), name);
        await using var server = WitnessServer.Open(new WitnessOptions(data, key, urls, TimeProvider.System));
        await server.App.StartAsync(cancellation);
        Console.WriteLine($"  见证方 Witness: {string.Join(' ', server.App.Urls)}");
        Console.WriteLine($"  公钥 Public key: {key.Verifier}");
        Console.WriteLine($"  所见证的账本 Logs watched: {Path.Combine(data, "logs.txt")}");
        Console.WriteLine("  按 Ctrl+C 停止 · Press Ctrl+C to stop");
        await using (cancellation.Register(server.App.Lifetime.StopApplication))
        {
            await server.App.WaitForShutdownAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }
}
