using System.CommandLine;
using System.Text.Json.Nodes;
using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight ledger verify</c> and <c>daylight ledger export</c>.</summary>
internal static class LedgerCommand
{
    public static Command Make() => new("ledger", "Check the evidence ledger, or export a case from it.") { MakeVerify(), MakeExport() };

    private static Command MakeVerify()
    {
        Target target = new();
        Option<bool> deep = new("--deep") { Description = "Open every sealed exhibit as well." };
        Command verify = new("verify", "Check the ledger against itself: signatures, files, rows, chains, exhibits.") { deep };
        target.AddTo(verify);
        verify.SetAction((parsed, cancellation) => VerifyAsync(target.Of(parsed), parsed.GetValue(deep), parsed.GetValue(Output.Json), cancellation));
        return verify;
    }

    private static Command MakeExport()
    {
        Target target = new();
        Option<string> caseId = new("--case") { Description = "The case's id or its account's number.", Required = true };
        Option<FileInfo> output = new("--out") { Description = "Where to write the bundle.", Required = true };
        Option<string> purpose = new("--purpose") { Description = "Why; it stands in the ledger and in the bundle.", DefaultValueFactory = _ => "court" };
        Option<string?> recipient = new("--recipient") { Description = "An age recipient (age1…) to whom the content is encrypted; without it the content goes along in the clear." };
        Command export = new("export", "Write the evidence bundle of a case.") { caseId, output, purpose, recipient };
        target.AddTo(export);
        export.SetAction((parsed, cancellation) => ExportAsync(
            target.Of(parsed), new Wanted(parsed.GetValue(caseId)!, parsed.GetValue(purpose)!, parsed.GetValue(recipient)), parsed.GetValue(output)!, parsed.GetValue(Output.Json), cancellation));
        return export;
    }

    private static async Task<int> VerifyAsync(TargetChoice target, bool deep, bool json, CancellationToken cancellation)
    {
        var view = target.Server is not null ? await VerifyRemotelyAsync(target, deep, cancellation) : await VerifyHereAsync(target, deep, cancellation);
        if (json)
        {
            Output.WriteJson(view);
        }
        else
        {
            Output.WriteTable(["Check", "", ""], view.Checks.Select(check => (IReadOnlyList<string>)[check.Id, check.Status, $"{check.Text.Zh}\n{check.Text.En}"]));
            Console.WriteLine(view.Ok
                ? $"账本完好 The ledger is intact: {view.Size} entries, {view.DurationMs} ms"
                : $"账本有异常 The ledger is NOT intact: {view.Size} entries");
        }

        return view.Ok ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static async Task<VerificationView> VerifyHereAsync(TargetChoice target, bool deep, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var institution = await installation.InstitutionAsync(target.Institution, cancellation);
        await installation.Get<Sequencer>().CatchUpAsync(cancellation);
        return await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask("Verifying", maxValue: 1);
            var progress = new Progress<VerificationProgress>(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done));
            var view = await installation.Get<LedgerVerification>().RunAsync(institution.Id, null, deep, progress, cancellation);
            bar.Value = bar.MaxValue;
            return view;
        });
    }

    private static async Task<VerificationView> VerifyRemotelyAsync(TargetChoice target, bool deep, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token);
        var answer = await server.PostAsync("evidence/verifications", new { deep }, cancellation);
        return System.Text.Json.JsonSerializer.Deserialize<VerificationView>(answer, System.Text.Json.JsonSerializerOptions.Web)!;
    }

    private static async Task<int> ExportAsync(TargetChoice target, Wanted wanted, FileInfo output, bool json, CancellationToken cancellation)
    {
        AgeRecipient? recipient;
        try
        {
            recipient = wanted.Recipient is null ? null : AgeRecipient.Parse(wanted.Recipient);
        }
        catch (LedgerFormatException failure)
        {
            Console.Error.WriteLine($"--recipient: {failure.Problem}.");
            return ExitCode.Unusable;
        }

        var bytes = target.Server is not null
            ? await ExportRemotelyAsync(target, wanted, cancellation)
            : await ExportHereAsync(target, wanted, recipient, cancellation);
        if (bytes is null)
        {
            Console.Error.WriteLine($"--case: there is no case {wanted.CaseId}.");
            return ExitCode.Unusable;
        }

        await File.WriteAllBytesAsync(output.FullName, bytes, cancellation);
        if (json)
        {
            Output.WriteJson(new { file = output.FullName, bytes = bytes.Length });
        }
        else
        {
            Console.WriteLine($"{output}: {bytes.Length:N0} bytes. Check it with: daylight verify {output}");
        }

        return ExitCode.Done;
    }

    private static async Task<byte[]?> ExportHereAsync(TargetChoice target, Wanted wanted, AgeRecipient? recipient, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var caller = await installation.OperatorAsync(target.Institution, cancellation);
        var id = await installation.Get<Database>().ReadAsync(
            session => installation.Get<CaseFiles>().FindByReference(session, caller.InstitutionId, wanted.CaseId)?.Id ?? wanted.CaseId, cancellation);
        var exported = await installation.Get<BundleExport>().RunAsync(new Access(caller, wanted.Purpose, id), null, recipient, cancellation);
        return exported.IsFailure ? null : exported.Value.Zip;
    }

    private static async Task<byte[]?> ExportRemotelyAsync(TargetChoice target, Wanted wanted, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token);
        var found = await server.GetAsync($"cases?q={Uri.EscapeDataString(wanted.CaseId)}&limit=1", cancellation);
        var id = found["items"] is JsonArray { Count: 1 } items ? items[0]!["id"]!.GetValue<string>() : wanted.CaseId;
        return await server.DownloadAsync(HttpMethod.Post, "evidence/bundles", new { caseId = id, purpose = wanted.Purpose, recipient = wanted.Recipient }, cancellation);
    }

    private sealed record Wanted(string CaseId, string Purpose, string? Recipient);
}
