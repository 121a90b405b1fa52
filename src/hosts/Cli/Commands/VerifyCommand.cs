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
        Command command = new("verify", "Check an evidence bundle offline.") { bundle, policy, identity };
        command.SetAction(parsed => Verify(parsed.GetValue(bundle)!, parsed.GetValue(policy), parsed.GetValue(identity), parsed.GetValue(Output.Json)));
        return command;
    }

    private static int Verify(FileInfo bundle, FileInfo? policy, FileInfo? identity, bool json)
    {
        foreach (var file in new[] { bundle, policy, identity })
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

        AgeIdentity? key;
        try
        {
            key = identity is null ? null : AgeIdentity.Parse(File.ReadAllText(identity.FullName));
        }
        catch (LedgerFormatException failure)
        {
            Console.Error.WriteLine($"{identity}: {failure.Problem}.");
            return ExitCode.Unusable;
        }

        var report = BundleVerifier.Verify(File.ReadAllBytes(bundle.FullName), policy is null ? null : File.ReadAllText(policy.FullName), key);
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
}
