using System.CommandLine;
using System.Text.Json;
using Daylight.Contact;
using Daylight.Identity;
using Daylight.Platform.Storage;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight gate history-check</c>: how the imported history compares with the former dialer's own counters.</summary>
internal static class GateHistoryCheckCommand
{
    public static Command Make()
    {
        Target target = new();
        Command command = new("history-check", "Tell how the imported history compares with the former dialer's own counters.");
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(target.Of(parsed), parsed.GetValue(Output.Json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(TargetChoice target, bool json, CancellationToken cancellation)
    {
        var view = target.Server is null ? await HereAsync(target, cancellation) : await RemotelyAsync(target, cancellation);
        if (json)
        {
            Output.WriteJson(view);
        }
        else
        {
            Print(view);
        }

        return view.Status is "checked" or "accepted" ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static async Task<HistoryCheckView> HereAsync(TargetChoice target, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var caller = installation.Get<Institutions>().Operator(await installation.InstitutionAsync(target.Institution, cancellation));
        return await installation.Get<Database>().ReadAsync(session => installation.Get<HistoryCheck>().Read(session, caller), cancellation);
    }

    private static async Task<HistoryCheckView> RemotelyAsync(TargetChoice target, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token); // Called with a server only.
        var answer = await server.GetAsync("contacts/history-check", cancellation);
        return answer.Deserialize<HistoryCheckView>(JsonSerializerOptions.Web)!; // A server's answer is never null.
    }

    private static void Print(HistoryCheckView view)
    {
        foreach (var one in view.Counters)
        {
            Console.WriteLine($"{one.Counter} {one.Window}: {one.Figures:N0} figures, {one.Differing:N0} differ ({one.TheyCountMore:N0} theirs more, {one.NotCounted:N0} not countable), {one.Accepted:N0} accepted");
        }

        Console.WriteLine(view.Status switch
        {
            "unchecked" => "未核对：尚未导入原系统的计数 Not checked: no counters of the former dialer were loaded.",
            "differs" => $"未核对：有 {view.Differing:N0} 处差异 Not checked: {view.Differing:N0} of {view.Figures:N0} figures differ.",
            "accepted" => $"差异已被接受 All {view.Accepted:N0} differences among {view.Figures:N0} figures were accepted.",
            _ => $"已核对：{view.Figures:N0} 个计数全部一致 Checked: all {view.Figures:N0} figures agree.",
        });
    }
}
