using System.CommandLine;
using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform.Objects;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight objects check</c>, <c>move</c> and <c>orphans</c>.</summary>
internal static class ObjectsCommand
{
    public static Command Make() => new("objects", "Try the object store, or move exhibits between the local folder and the store outside.") { MakeCheck(), MakeMove(), MakeOrphans() };

    private static Command MakeCheck()
    {
        Target target = new();
        Command check = new("check", "Try the store that config/objects.json names with a small object, and say what it offers.");
        target.AddTo(check);
        check.SetAction(async (parsed, cancellation) =>
        {
            var choice = Local(target.Of(parsed));
            await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
            var objects = installation.Get<StagedObjects>();
            var checks = (objects.Outside ?? objects.Folder).Check();
            if (parsed.GetValue(Output.Json))
            {
                Output.WriteJson(new { store = (objects.Outside ?? objects.Folder).Kind, checks });
            }
            else
            {
                Output.WriteTable(["Check", "", ""], checks.Select(one => (IReadOnlyList<string>)[one.Id, one.Status, $"{one.Text.Zh}\n{one.Text.En}"]));
            }

            return checks.Any(one => one.Status == "failed") ? ExitCode.CheckFailed : ExitCode.Done;
        });
        return check;
    }

    private static Command MakeMove()
    {
        Target target = new();
        Option<string> to = new("--to") { Description = "outside (the store that config/objects.json names) or folder.", DefaultValueFactory = _ => "outside" };
        to.AcceptOnlyFromAmong("outside", "folder");
        Command move = new("move", "Move every exhibit, read each back and compare its hash. May be stopped and run again.") { to };
        target.AddTo(move);
        move.SetAction(async (parsed, cancellation) =>
        {
            var choice = Local(target.Of(parsed));
            await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
            if (installation.Get<StagedObjects>().Outside is null)
            {
                Console.Error.WriteLine("config/objects.json: names no store outside; there is nothing to move to or from.");
                return ExitCode.Unusable;
            }

            var report = await Output.ProgressAsync(async context =>
            {
                var bar = context.AddTask("Moving", maxValue: 1);
                Progress<ObjectMoveProgress> progress = new(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done));
                var work = installation.Get<ObjectMove>();
                var moved = parsed.GetValue(to) == "folder" ? await work.ToFolderAsync(progress, cancellation) : await work.ToOutsideAsync(progress, cancellation);
                bar.Value = bar.MaxValue;
                return moved;
            });
            return Print(report, parsed.GetValue(Output.Json));
        });
        return move;
    }

    private static Command MakeOrphans()
    {
        Target target = new();
        Option<bool> remove = new("--remove") { Description = "Remove them, but what a retention or a legal hold keeps." };
        Command orphans = new("orphans", "Find what the store outside has held for more than 30 days and nothing here refers to.") { remove };
        target.AddTo(orphans);
        orphans.SetAction(async (parsed, cancellation) =>
        {
            var choice = Local(target.Of(parsed));
            await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
            if (await installation.Get<OutsideOrphans>().RunAsync(parsed.GetValue(remove), cancellation) is not { } report)
            {
                Console.Error.WriteLine("config/objects.json: names no store outside; what a killed process leaves in the local folder the server removes by itself.");
                return ExitCode.Unusable;
            }

            return Print(report, parsed.GetValue(Output.Json));
        });
        return orphans;
    }

    private static int Print(OutsideOrphansReport report, bool json)
    {
        if (json)
        {
            Output.WriteJson(report);
        }
        else
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"有引用 {report.Referred}，无引用 {report.Orphans}（未满三十天的另有 {report.Young}），已删除 {report.Removed}，受锁定保留 {report.Locked} "
                + $"Referred to: {report.Referred}; nobody's: {report.Orphans}, {report.OrphanBytes} bytes ({report.Young} more are younger than 30 days); removed: {report.Removed}; kept by a lock: {report.Locked}."));
        }

        if (report.Doubt is { } doubt)
        {
            Console.Error.WriteLine($"{doubt.Zh}\n{doubt.En}");
        }

        return report.Doubt is null ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static int Print(ObjectMoveReport report, bool json)
    {
        if (json)
        {
            Output.WriteJson(report);
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"已迁移 {report.Moved} 个对象 Moved {report.Moved} objects, {report.Bytes} bytes; each was read back and its hash compared."));
            report.Missing.Take(20).ToList().ForEach(name => Console.Error.WriteLine($"{name}: no store has this object."));
        }

        return report.Missing.Count == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static TargetChoice Local(TargetChoice target) => target.Server is null
        ? target
        : throw new InvalidOperationException("--server: the object store is the operator's; run this where the data directory is.");
}
