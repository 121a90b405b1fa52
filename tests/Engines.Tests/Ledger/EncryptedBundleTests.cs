using System.Diagnostics;
using System.Text;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Bundles whose payloads are encrypted to a recipient.</summary>
public sealed class EncryptedBundleTests
{
    private static readonly AgeIdentity Court = AgeIdentity.FromSecret(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly AgeIdentity Stranger = AgeIdentity.FromSecret(Enumerable.Repeat((byte)8, 32).ToArray());

    [Fact]
    public void All_three_say_that_encrypted_payloads_were_not_opened_and_the_recipient_can_check_them()
    {
        var zip = Zip(Parts());
        using ThreeVerifiers verifiers = new();
        var answer = verifiers.Ask(zip, SampleBundle.Policy, "encrypted");
        answer.ExitCode.ShouldBe(0);
        answer.Line.ShouldContain("payloads-sealed=not-checked");

        var opened = BundleVerifier.Verify(zip, new BundleReader { Policy = SampleBundle.Policy, Identity = Court });
        opened.Verdict.ShouldBe(BundleVerdict.Ok);
        opened.Payloads.ShouldBe(2);
        opened.Checks.ShouldNotContain(check => check.Id == "payloads-sealed");
        BundleVerifier.Verify(zip, new BundleReader { Policy = SampleBundle.Policy, Identity = Stranger }).Verdict.ShouldBe(BundleVerdict.Tampered);
    }

    [Fact]
    public void The_list_commits_to_the_encrypted_file_and_to_the_plain_content()
    {
        var forge = BundleForge.Open(Zip(Parts()));
        var index = Parts().Entries[0].Index;
        var list = RestrictedJson.Parse(forge.Files["manifest.json"], 1 << 20);
        list.Text("recipient").ShouldBe(Court.Recipient.ToString());
        var listed = (LeafObject)((LeafObject)list.Members["files"]).Members[$"payload/{index}/sealed.age"];
        listed.Text("sha256").ShouldBe(Hash32.Sha256(forge.Files[$"payload/{index}/sealed.age"]).ToHex());
        ((LeafObject)listed.Members["plain"]).Text("c").ShouldBe(EntryLeaf.Parse(Parts().Entries[0].Leaf.Span).Payload!.Value.C.ToBase64());
        forge.Files.Keys.ShouldNotContain(name => name.EndsWith("/content", StringComparison.Ordinal) || name.EndsWith("/salt.bin", StringComparison.Ordinal));
    }

    [Fact]
    public void What_can_be_done_to_encrypted_payloads_is_found_alike_by_all_three()
    {
        var (first, third) = (Parts().Entries[0].Index, Parts().Entries[2].Index);
        var whole = BundleForge.Open(Zip(Parts()));
        byte[] File(long index) => whole.Files[$"payload/{index}/sealed.age"];
        using ThreeVerifiers verifiers = new();
        (string Name, byte[] Zip, int ExitCode)[] attacks =
        [
            ("a flipped byte, list kept", whole.With(($"payload/{first}/sealed.age", Mutations.Flip(File(first), 200, 1))).Mended(), 1),
            ("no age file", whole.With(($"payload/{first}/sealed.age", Mutations.Flip(File(first), 3, 1))).SignedAnew(SampleBundle.Log), 3),
            ("the list commits to nothing", whole.With(($"payload/{first}/sealed.age", Mutations.Flip(File(first), 200, 1))).SignedAnew(SampleBundle.Log), 1),
            ("in the clear as well", whole.With(($"payload/{first}/content", [1])).SignedAnew(SampleBundle.Log), 3),
            ("left out", whole.With(($"payload/{first}/sealed.age", null)).SignedAnew(SampleBundle.Log), 0),
            ("of no entry", whole.With(("payload/99/sealed.age", File(first))).SignedAnew(SampleBundle.Log), 3),
        ];
        foreach (var (name, zip, exitCode) in attacks)
        {
            verifiers.Ask(zip, SampleBundle.Policy, name).ExitCode.ShouldBe(exitCode, name);
        }

        // Another ciphertext under the right commitment is for the recipient to find.
        var swapped = Parts() with
        {
            Entries = [.. Parts().Entries.Select(entry => entry.Index == first ? entry with { Payload = new BundlePayload.Encrypted(File(third)) } : entry)],
        };
        verifiers.Ask(Zip(swapped), SampleBundle.Policy, "swapped").ExitCode.ShouldBe(0);
        BundleVerifier.Verify(Zip(swapped), new BundleReader { Policy = SampleBundle.Policy, Identity = Court }).Verdict.ShouldBe(BundleVerdict.Tampered);
    }

    [Fact]
    public void The_age_command_and_verify_py_open_what_we_encrypt()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-age-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "key.txt"), "# the court\n" + Court.Reveal() + "\n");
            File.WriteAllText(Path.Combine(folder, "other.txt"), Stranger.Reveal() + "\n");
            File.WriteAllBytes(Path.Combine(folder, "bundle.zip"), Zip(Parts()));
            File.WriteAllText(Path.Combine(folder, "policy.txt"), SampleBundle.Policy);
            var script = Path.Combine(SharedFiles.Repository, "src", "engines", "Ledger", "Bundles", "verify.py");
            Run(folder, $"python3 -B '{script}' bundle.zip --policy policy.txt --identity key.txt").ShouldContain("2 份原文与账目中的承诺相符");
            Run(folder, $"python3 -B '{script}' bundle.zip --policy policy.txt --identity other.txt || echo exit $?").ShouldContain("exit 1");
            var index = Parts().Entries[0].Index;
            Run(folder, $"python3 -m zipfile -e bundle.zip . ; age -d -i key.txt payload/{index}/sealed.age | openssl dgst -sha256 -binary | base64").Trim()
                .ShouldBe(EntryLeaf.Parse(Parts().Entries[0].Leaf.Span).Payload!.Value.C.ToBase64());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BundleParts Parts()
    {
        var parts = SampleBundle.Parts();
        return parts with
        {
            Recipient = Court.Recipient,
            Entries = [.. parts.Entries.Select(entry => entry.Payload is BundlePayload.Clear clear
                ? entry with { Payload = BundlePayload.Encrypted.Of(clear, Court.Recipient, Enumerable.Range(0, 64).Select(i => (byte)(i + entry.Index)).ToArray()) }
                : entry)],
        };
    }

    private static byte[] Zip(BundleParts parts) => BundleWriter.Write(parts, SampleBundle.Log);

    private static string Run(string folder, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }
}
