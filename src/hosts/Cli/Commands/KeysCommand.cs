using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight keys show|rotate|rewrap|destroy-root</c>.</summary>
internal static class KeysCommand
{
    public static Command Make() => new("keys", "Show, rotate and destroy keys. No command shows a key itself.") { MakeShow(), MakeRotate(), MakeRewrap(), MakeDestroyRoot() };

    private static Command MakeShow()
    {
        Target target = new();
        Command show = new("show", "Where the root key lives, and the versions and epochs of an institution's keys.");
        target.AddTo(show);
        show.SetAction(async (parsed, cancellation) =>
        {
            var choice = target.Of(parsed);
            if (choice.Server is not null)
            {
                using RemoteServer server = new(choice.Server, choice.Token);
                return Print((await server.GetAsync("keys", cancellation)).Deserialize<KeyStateView>(JsonSerializerOptions.Web)!, parsed.GetValue(Output.Json));
            }

            await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
            var institution = await installation.InstitutionAsync(choice.Institution, cancellation);
            return await PrintAsync(installation, institution.Id, parsed.GetValue(Output.Json), cancellation);
        });
        return show;
    }

    private static Command MakeRotate()
    {
        Target target = new();
        Argument<string> level = new("level") { Description = "root, institution or epoch." };
        level.AcceptOnlyFromAmong("root", "institution", "epoch");
        Option<int?> backupDays = new("--backup-days") { Description = "For how many days what is rotated away is kept for backups (0 to 400, default 35)." };
        Command rotate = new("rotate", "Make a new key and wrap again what the old one wrapped; nothing that is sealed is written anew.") { level, backupDays };
        target.AddTo(rotate);
        rotate.SetAction((parsed, cancellation) => parsed.GetValue(level) == "root"
            ? RootAsync(target.Of(parsed), (rotation, progress) => rotation.RotateRootAsync(progress, cancellation), cancellation)
            : RotateAsync(target.Of(parsed), new RotateKeysRequest(parsed.GetValue(level)!, parsed.GetValue(backupDays)), parsed.GetValue(Output.Json), cancellation));
        return rotate;
    }

    private static Command MakeRewrap()
    {
        Target target = new();
        Command rewrap = new("rewrap", "Wrap under the current root key what is not yet: after an interruption, or after a move to another key provider.");
        target.AddTo(rewrap);
        rewrap.SetAction((parsed, cancellation) => RootAsync(target.Of(parsed), (rotation, progress) => rotation.RewrapRootAsync(progress, cancellation), cancellation));
        return rewrap;
    }

    private static Command MakeDestroyRoot()
    {
        Target target = new();
        Option<long> version = new("--version-number") { Description = "Which older version of the root key file.", Required = true };
        Command destroy = new("destroy-root", "Destroy an older version of the root key file. Backups from before its rotation cannot be opened any more.") { version };
        target.AddTo(destroy);
        destroy.SetAction(async (parsed, cancellation) =>
        {
            var choice = Local(target.Of(parsed));
            await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
            await installation.Get<KeyRotation>().DestroyRootVersionAsync(parsed.GetValue(version), cancellation);
            Console.WriteLine($"根密钥第 {parsed.GetValue(version)} 版已销毁 Version {parsed.GetValue(version)} of the root key is destroyed.");
            return ExitCode.Done;
        });
        return destroy;
    }

    private static async Task<int> RootAsync(TargetChoice target, Func<KeyRotation, IProgress<KeyProgress>, Task<int>> work, CancellationToken cancellation)
    {
        var choice = Local(target);
        await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
        var count = await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask("Wrapping", maxValue: 1);
            var done = await work(installation.Get<KeyRotation>(), new Progress<KeyProgress>(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done)));
            bar.Value = bar.MaxValue;
            return done;
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"已重新包裹 {count} 把密钥，现行版本 {installation.Get<RootKeys>().Current.CurrentVersion()} Wrapped {count} keys again; the current version is {installation.Get<RootKeys>().Current.CurrentVersion()}."));
        return ExitCode.Done;
    }

    private static async Task<int> RotateAsync(TargetChoice choice, RotateKeysRequest request, bool json, CancellationToken cancellation)
    {
        if (choice.Server is not null)
        {
            using RemoteServer server = new(choice.Server, choice.Token);
            return Print((await server.PostAsync("keys/rotations", request, cancellation)).Deserialize<KeyStateView>(JsonSerializerOptions.Web)!, json);
        }

        await using var installation = await Installation.OpenAsync(choice.Data, choice.Postgres, cancellation);
        var caller = await installation.OperatorAsync(choice.Institution, cancellation);
        var rotated = await installation.Get<KeyCustody>().RotateAsync(caller, request, cancellation);
        if (rotated.Failure is { } failure)
        {
            Console.Error.WriteLine(failure.Detail);
            return ExitCode.Unusable;
        }

        if (request.Level == "epoch")
        {
            await Output.ProgressAsync(async context =>
            {
                var bar = context.AddTask("Moving", maxValue: 1);
                await installation.Get<KeyRotation>().MoveAllSubjectsAsync(
                    caller.InstitutionId, new Progress<KeyProgress>(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done)), cancellation);
                bar.Value = bar.MaxValue;
                return await installation.Get<KeyRotation>().DestroyDueAsync(cancellation);
            });
        }

        return await PrintAsync(installation, caller.InstitutionId, json, cancellation);
    }

    private static TargetChoice Local(TargetChoice target) => target.Server is null
        ? target
        : throw new InvalidOperationException("--server: the root key is the operator's; run this where the data directory is, with the server stopped (or beside it with --postgres).");

    private static async Task<int> PrintAsync(Installation installation, string institutionId, bool json, CancellationToken cancellation) => Print(
        await installation.Get<Database>().ReadAsync(session => installation.Get<KeyStates>().Read(session, institutionId), cancellation), json);

    private static int Print(KeyStateView view, bool json)
    {
        if (json)
        {
            Output.WriteJson(view);
            return ExitCode.Done;
        }

        Console.WriteLine($"根密钥 Root: {view.Provider} ({string.Join(", ", view.WrappedUnder)})");
        Console.WriteLine($"机构密钥 Institution key, versions alive: {string.Join(", ", view.InstitutionVersions)}");
        Console.WriteLine($"主体密钥 Subjects' keys: {view.SubjectsLiving} 有效 alive, {view.SubjectsErased} 已销毁 destroyed, {view.SubjectsMoving} 待迁移 still to move");
        Output.WriteTable(
            ["期 Epoch", "状态 State", "建立 Made", "销毁不早于 Destroyed after", "已销毁 Destroyed"],
            view.Epochs.Select(epoch => (IReadOnlyList<string>)[
                epoch.Number.ToString(CultureInfo.InvariantCulture), epoch.State, Day(epoch.MadeAt), Day(epoch.DestroyAfter), Day(epoch.DestroyedAt)]));
        return ExitCode.Done;
    }

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
