using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daylight.Contact;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight gate what-if</c>: decides the stored decisions of a period again under a draft pack.</summary>
internal static class GateWhatIfCommand
{
    public static Command Make()
    {
        Target target = new();
        Option<FileInfo> draft = new("--draft") { Description = "The draft, a YAML file; it replaces the pack of its name, or is added.", Required = true };
        Option<string> from = new("--from") { Description = "From this day or moment on: 2026-03-01, or with a time and offset.", Required = true };
        Option<string?> to = new("--to") { Description = "Until this day (included) or moment (excluded); now unless said otherwise." };
        Option<string[]> packs = new("--pack") { Description = "The packs it is asked together with; those of the institution unless said otherwise.", AllowMultipleArgumentsPerToken = true };
        Command whatIf = new("what-if", "Who would have been refused or permitted under a draft pack.") { draft, from, to, packs };
        target.AddTo(whatIf);
        whatIf.SetAction((parsed, cancellation) => RunAsync(
            target.Of(parsed),
            parsed.GetValue(draft)!,
            (parsed.GetValue(from)!, parsed.GetValue(to)),
            parsed.GetValue(packs) is { Length: > 0 } named ? [.. named.SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))] : null,
            parsed.GetValue(Output.Json),
            cancellation));
        return whatIf;
    }

    private static async Task<int> RunAsync(
        TargetChoice target, FileInfo draft, (string From, string? To) period, List<string>? packs, bool json, CancellationToken cancellation)
    {
        if (!draft.Exists)
        {
            throw new InvalidOperationException($"--draft: there is no file {draft}.");
        }

        var text = await File.ReadAllTextAsync(draft.FullName, cancellation);
        var view = target.Server is null
            ? await HereAsync(target, draft.Name, text, period, packs, cancellation)
            : await RemotelyAsync(target, text, period, packs, cancellation);
        if (view is null)
        {
            return ExitCode.CheckFailed;
        }

        if (json)
        {
            Output.WriteJson(view with { Draft = null });
        }
        else
        {
            Print(view);
        }

        return view.Status == "done" ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static async Task<WhatIfView?> HereAsync(
        TargetChoice target, string name, string text, (string From, string? To) period, List<string>? packs, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var institution = await installation.InstitutionAsync(target.Institution, cancellation);
        var caller = await installation.OperatorAsync(target.Institution, cancellation);
        var (database, ask) = (installation.Get<Database>(), installation.Get<AskWhatIf>());
        var check = await database.ReadAsync(session => ask.Check(session, caller, new DraftCheckRequest(text, packs)), cancellation);
        if (Refused(name, check))
        {
            return null;
        }

        var span = TimeSpanOption.Read(period.From, period.To, institution.Zone, installation.Get<TimeProvider>().GetUtcNow());
        var asked = await database.WriteAsync(session => ask.Ask(session, caller, new WhatIfRequest(span.From, span.To, text, packs)), cancellation);
        if (asked.Failure is { } failure)
        {
            throw new InvalidOperationException(failure.Detail);
        }

        await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask("Deciding again", maxValue: 1);
            Progress<ReplayProgress> progress = new(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done));
            while (await installation.Get<WhatIfRun>().NextAsync(progress, cancellation))
            {
            }

            bar.Value = bar.MaxValue;
            return true;
        });
        return (await database.ReadAsync(session => ask.Read(session, caller, asked.Value.Id), cancellation)).Value;
    }

    private static async Task<WhatIfView?> RemotelyAsync(
        TargetChoice target, string text, (string From, string? To) period, List<string>? packs, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token); // Called with a server only.
        var zone = (await server.GetAsync("session", cancellation))["institution"]?["zone"]?.GetValue<string>() ?? "Asia/Shanghai";
        var span = TimeSpanOption.Read(period.From, period.To, zone, TimeProvider.System.GetUtcNow());
        var asked = await server.PostAsync("contacts/what-ifs", new { from = span.From, to = span.To, draft = text, packs }, cancellation);
        var id = asked["id"]!.GetValue<string>();
        return await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask("Deciding again", maxValue: 1);
            while (true)
            {
                var now = await server.GetAsync($"contacts/what-ifs/{id}", cancellation);
                (bar.MaxValue, bar.Value) = (Math.Max(1, now["total"]!.GetValue<long>()), now["done"]!.GetValue<long>());
                if (now["status"]!.GetValue<string>() is not ("waiting" or "running"))
                {
                    return now.Deserialize<WhatIfView>(JsonSerializerOptions.Web);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
            }
        });
    }

    private static bool Refused(string name, Result<DraftCheckView> check)
    {
        if (check.Failure is { } failure)
        {
            throw new InvalidOperationException(failure.Detail);
        }

        foreach (var problem in check.Value.Problems)
        {
            Console.Error.WriteLine($"{name}:{problem.Line}: {problem.Field}: {problem.Message}");
        }

        return !check.Value.Ok;
    }

    private static void Print(WhatIfView view)
    {
        if (view.Result is not { } result)
        {
            Console.WriteLine($"{view.Id}: {view.Status}: {view.Error}");
            return;
        }

        Table("规则 Rule", result.ByRule.Select(rule => (rule.Rule, (long?)null, rule.ToRefuse, rule.ToPermit)));
        Table("团队 Team", result.ByTeam.Select(group => (group.Name ?? "-", (long?)group.Decisions, group.ToRefuse, group.ToPermit)));
        Table("渠道 Channel", result.ByChannel.Select(group => (group.Key, (long?)group.Decisions, group.ToRefuse, group.ToPermit)));
        foreach (var reason in result.Impossible)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reason.Count} cannot be decided again: {reason.Reason}"));
        }

        var counts = result.Counts;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{view.Id}: {counts.Decisions} decisions: {counts.ToRefuse} would be refused, {counts.ToPermit} would be permitted, {counts.StillPermitted} still permitted, {counts.StillRefused} still refused, {counts.Impossible} cannot be decided again; {result.PerSecond} decisions/s"));
    }

    private static void Table(string title, IEnumerable<(string Name, long? All, long ToRefuse, long ToPermit)> rows) => Output.WriteTable(
        [title, "全部 All", "改为拒绝 Refused", "改为许可 Permitted"],
        rows.Select(row => (IReadOnlyList<string>)[row.Name, Number(row.All), Number(row.ToRefuse), Number(row.ToPermit)]));

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
