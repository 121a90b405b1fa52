using System.CommandLine;
using System.Text.Json.Nodes;
using Daylight.Contact;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Spectre.Console;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight gate plan</c>: who may be contacted in a span of time, as a file for a dialer.</summary>
internal static class PlanCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);

    public static Command Make()
    {
        Target target = new();
        Option<string> from = new("--from") { Description = "The beginning: 2026-03-02T14:00 in each person's own zone, or with an offset one moment for all.", Required = true };
        Option<string> to = new("--to") { Description = "The end, excluded, written the same way; at most seven days later.", Required = true };
        Option<string[]> channels = new("--channel") { Description = "Channels: call, ai-call, prerecorded, sms, im, email, letter, visit.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<FileInfo> output = new("--out") { Description = "Where to write the file.", Required = true };
        Option<string?> format = new("--format") { Description = "csv or jsonl; by default what the file's name says." };
        Option<string> purpose = new("--purpose") { Description = "What the file is for; it stands in the ledger.", DefaultValueFactory = _ => "dialer" };
        Option<bool> numbers = new("--numbers") { Description = "Open the numbers; each leaves an entry in its case." };
        Option<bool> bom = new("--bom") { Description = "Begin the file with a byte order mark, as some spreadsheets want it." };
        Option<string[]?> roles = new("--role") { Description = "Whom of a case to plan for; Debtor unless said otherwise.", AllowMultipleArgumentsPerToken = true };
        Option<string?> assignee = new("--assignee") { Description = "Whose cases: a staff id, me, or none." };
        Option<string?> bucket = new("--bucket") { Description = "Cases of one bucket, for example M2." };
        Option<string?> status = new("--status") { Description = "Cases of one status, for example open." };
        Option<string?> place = new("--place") { Description = "Of visits: home, office or other." };
        Option<int?> staff = new("--staff") { Description = "Of visits: how many members of staff would go." };
        Command plan = new("plan", "Plan who may be contacted in a span of time, and write it as a file for a dialer. A plan is advice: every contact still asks the gate.")
        {
            from, to, channels, output, format, purpose, numbers, bom, roles, assignee, bucket, status, place, staff,
        };
        target.AddTo(plan);
        plan.SetAction((parsed, cancellation) =>
        {
            var file = parsed.GetValue(output)!;
            ContactPlanRequest request = new(
                parsed.GetValue(from)!,
                parsed.GetValue(to)!,
                Words(parsed.GetValue(channels)!),
                parsed.GetValue(roles) is { Length: > 0 } some ? Words(some) : null,
                parsed.GetValue(assignee),
                parsed.GetValue(bucket),
                parsed.GetValue(status),
                parsed.GetValue(place),
                parsed.GetValue(staff));
            PlanExportRequest export = new(
                parsed.GetValue(format) ?? (file.Extension == ".jsonl" ? "jsonl" : "csv"), parsed.GetValue(purpose)!, parsed.GetValue(numbers), parsed.GetValue(bom));
            return RunAsync(target.Of(parsed), request, export, file, parsed.GetValue(Output.Json), cancellation);
        });
        return plan;
    }

    private static IReadOnlyList<string> Words(string[] texts) =>
        [.. texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static async Task<int> RunAsync(
        TargetChoice target, ContactPlanRequest request, PlanExportRequest export, FileInfo file, bool json, CancellationToken cancellation)
    {
        var plan = target.Server is null
            ? await MakeHereAsync(target, request, export, file, cancellation)
            : await MakeRemotelyAsync(target, request, export, file, cancellation);
        Print(plan, file, json);
        return ExitCode.Done;
    }

    private static async Task<JsonNode> MakeHereAsync(
        TargetChoice target, ContactPlanRequest request, PlanExportRequest export, FileInfo file, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var caller = await installation.OperatorAsync(target.Institution, cancellation);
        var (database, plans, exports) = (installation.Get<Database>(), installation.Get<ContactPlans>(), installation.Get<ExportPlan>());
        var asked = Value(await database.WriteAsync(session => plans.Ask(session, caller, request), cancellation));
        return await Output.ProgressAsync(async context =>
        {
            await installation.Get<PlanWork>().RunAsync(caller, asked.Id, Show(context.AddTask("Deciding", maxValue: 1)), cancellation);
            var plan = Value(await database.ReadAsync(session => plans.Read(session, caller, asked.Id), cancellation));
            ThrowUnlessDone(plan.Status, plan.Error);
            var begun = Value(await exports.BeginAsync(caller, asked.Id, export, cancellation));
            await using var stream = file.Create();
            await exports.WriteAsync(caller, begun, stream, Show(context.AddTask("Writing", maxValue: 1)), cancellation);
            return Output.Node(plan);
        });
    }

    private static async Task<JsonNode> MakeRemotelyAsync(
        TargetChoice target, ContactPlanRequest request, PlanExportRequest export, FileInfo file, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token); // The caller has looked.
        var asked = await server.PostAsync("contacts/plans", request, cancellation);
        var id = asked["id"]!.GetValue<string>();
        return await Output.ProgressAsync(async context =>
        {
            var bar = Show(context.AddTask("Deciding", maxValue: 1));
            var plan = await WatchAsync(server, id, bar, cancellation);
            ThrowUnlessDone(plan["status"]!.GetValue<string>(), plan["error"]?.GetValue<string>());
            var bytes = await server.DownloadAsync(HttpMethod.Post, $"contacts/plans/{id}/exports", export, cancellation);
            await File.WriteAllBytesAsync(file.FullName, bytes, cancellation);
            return plan;
        });
    }

    private static async Task<JsonNode> WatchAsync(RemoteServer server, string id, IProgress<PlanProgress> bar, CancellationToken cancellation)
    {
        while (true)
        {
            var plan = await server.GetAsync($"contacts/plans/{id}", cancellation);
            bar.Report(new PlanProgress(plan["casesDone"]!.GetValue<long>(), plan["casesTotal"]!.GetValue<long>()));
            if (plan["status"]!.GetValue<string>() is not ("waiting" or "running"))
            {
                return plan;
            }

            await Task.Delay(LookEvery, cancellation);
        }
    }

    private static void ThrowUnlessDone(string status, string? error)
    {
        if (status != "done")
        {
            throw new InvalidOperationException($"The plan ended as {status}{(error is null ? "" : $": {error}")}.");
        }
    }

    private static Progress<PlanProgress> Show(ProgressTask bar) => new(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done));

    private static T Value<T>(Result<T> result) =>
        result.Failure is { } failure ? throw new InvalidOperationException(failure.Field is null ? failure.Detail : $"{failure.Field}: {failure.Detail}") : result.Value;

    private static void Print(JsonNode plan, FileInfo file, bool json)
    {
        if (json)
        {
            Output.WriteJson(plan);
            return;
        }

        Output.WriteTable(
            ["渠道 Channel", "全程可联 Throughout", "部分时段 In parts", "不可联 Refused"],
            plan["byChannel"]!.AsArray().Select(count => (IReadOnlyList<string>)[$"{count!["channel"]}", $"{count["throughout"]:N0}", $"{count["partly"]:N0}", $"{count["refused"]:N0}"]));
        Output.WriteTable(
            ["规则 Rule", "", "不可联 Refused", "部分时段 In parts"],
            plan["byRule"]!.AsArray().Take(20).Select(rule => (IReadOnlyList<string>)[$"{rule!["rule"]}", $"{rule["title"]!["zh"]}\n{rule["title"]!["en"]}", $"{rule["refused"]:N0}", $"{rule["partly"]:N0}"]));
        Console.WriteLine($"{file.FullName}");
        Console.WriteLine($"{plan["advice"]!["zh"]}\n{plan["advice"]!["en"]}");
    }
}
