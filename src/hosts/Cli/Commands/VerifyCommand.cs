using System.CommandLine;
using Daylight.Ledger;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight verify BUNDLE.zip</c>: offline, with the ledger engine and nothing else of the product.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        Argument<FileInfo> bundle = new("BUNDLE") { Description = "The evidence bundle." };
        Option<FileInfo?> policy = new("--policy") { Description = "A policy obtained in another way; without it the bundle is checked against its own." };
        Option<FileInfo?> identity = new("--identity") { Description = "The recipient's age identity file, if payloads are encrypted." };
        Option<FileInfo?> roots = new("--tsa-roots") { Description = "Root certificates (PEM) of time-stamp authorities obtained in another way." };
        Command command = new("verify", "Check an evidence bundle offline.") { bundle, policy, identity, roots };
        command.SetAction(parsed => Verify(
            parsed.GetValue(bundle)!, new Given(parsed.GetValue(policy), parsed.GetValue(identity), parsed.GetValue(roots)), parsed.GetValue(Output.Json)));
        return command;
    }

    private static int Verify(FileInfo bundle, Given given, bool json)
    {
        foreach (var file in new[] { bundle, given.Policy, given.Identity, given.Roots })
        {
            if (file is { Exists: false })
            {
                Console.Error.WriteLine($"{file}: there is no such file.");
                return ExitCode.Unusable;
            }
        }

        if (bundle.Length > BundleVerifier.BundleBytesMax)
        {
            Console.Error.WriteLine($"{bundle}: larger than {BundleVerifier.BundleBytesMax:N0} bytes, which is more than a bundle may have.");
            return ExitCode.Unusable;
        }

        BundleReader reader;
        try
        {
            reader = new BundleReader
            {
                Policy = Text(given.Policy),
                Identity = Text(given.Identity) is { } identity ? AgeIdentity.Parse(identity) : null,
                Roots = Text(given.Roots) is { } roots ? TimeStampRoots.Parse(roots) : null,
            };
        }
        catch (LedgerFormatException failure)
        {
            Console.Error.WriteLine($"{failure.Message}.");
            return ExitCode.Unusable;
        }

        var report = BundleVerifier.Verify(File.ReadAllBytes(bundle.FullName), reader);
        if (json)
        {
            Output.WriteJson(new { report.Verdict, report.ExitCode, report.CaseId, report.Entries, report.Payloads, report.Checks });
        }
        else
        {
            Console.Write(VerificationText.Render(report));
        }

        return report.ExitCode;
    }

    private static string? Text(FileInfo? file) => file is null ? null : File.ReadAllText(file.FullName);

    private sealed record Given(FileInfo? Policy, FileInfo? Identity, FileInfo? Roots);
}
