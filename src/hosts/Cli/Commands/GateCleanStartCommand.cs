using System.CommandLine;
using System.Text.Json;
using Daylight.Contact;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight gate clean-start</c>: declares that an institution contacted nobody before this product.</summary>
internal static class GateCleanStartCommand
{
    public static Command Make()
    {
        Target target = new();
        Option<string> reason = new("--reason") { Description = "Why it is true; it stands in the ledger, sealed.", Required = true };
        Command command = new("clean-start", "Declare that nobody was contacted before, so that counters may begin at nothing.") { reason };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(target.Of(parsed), parsed.GetValue(reason)!, parsed.GetValue(Output.Json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(TargetChoice target, string reason, bool json, CancellationToken cancellation)
    {
        var view = target.Server is null ? await HereAsync(target, reason, cancellation) : await RemotelyAsync(target, reason, cancellation);
        if (json)
        {
            Output.WriteJson(view);
        }
        else
        {
            Console.WriteLine($"已声明从零开始 A clean start is declared: {view.DeclaredAt:u} {view.DeclaredBy}");
        }

        return ExitCode.Done;
    }

    private static async Task<WindowView> HereAsync(TargetChoice target, string reason, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        return await CleanStart.DeclareAsync(installation.Services, await installation.InstitutionAsync(target.Institution, cancellation), reason, cancellation);
    }

    private static async Task<WindowView> RemotelyAsync(TargetChoice target, string reason, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token); // Called with a server only.
        var answer = await server.PostAsync("contacts/window-declaration", new { reason }, cancellation);
        return answer.Deserialize<WindowView>(JsonSerializerOptions.Web)!; // A server's answer is never null.
    }
}
