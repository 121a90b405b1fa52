using System.Diagnostics;
using System.Text;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class NoteTests
{
    private const string Origin = "ledger.example/inst/2026";
    private const string SpecKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static readonly NoteSigner Log = new(Origin, Seed(1));
    private static readonly NoteSigner Other = new("other.example/log", Seed(2));

    [Fact]
    public void The_example_key_of_the_specification_is_read_and_written()
    {
        var key = NoteVerifier.Parse(SpecKey);
        key.Name.ShouldBe("example.com/foo");
        key.KeyId.ShouldBe(0x530d903au);
        key.ToString().ShouldBe(SpecKey);
    }

    [Theory]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=")]
    [InlineData("example.com/foo+530d903a+BukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("")]
    public void A_verifier_key_with_another_id_name_or_type_is_refused(string text) =>
        Should.Throw<LedgerFormatException>(() => NoteVerifier.Parse(text));

    [Fact]
    public void A_secret_key_survives_its_text_form()
    {
        var again = NoteSigner.Parse(Log.ToSecretText());
        again.Verifier.ToString().ShouldBe(Log.Verifier.ToString());
        again.Sign("x\n").Line.ShouldBe(Log.Sign("x\n").Line);
    }

    [Fact]
    public void A_note_of_several_signers_verifies_with_any_one_of_them()
    {
        var note = SignedNote.Parse(new SignedNote("text\n\nmore\n", Log.Sign("text\n\nmore\n"), Other.Sign("text\n\nmore\n")).ToBytes());
        note.Verify(Log.Verifier).Ok.ShouldBeTrue();
        note.Verify(Other.Verifier).Ok.ShouldBeTrue();
        note.Verify(Log.Verifier, Other.Verifier).Verified.Count.ShouldBe(2);
        note.Verify(NoteVerifier.Parse(SpecKey)).Ok.ShouldBeFalse();
    }

    [Fact]
    public void A_known_key_that_fails_rejects_the_note_though_another_verifies()
    {
        var note = new SignedNote("a\n", Log.Sign("a\n"), Other.Sign("b\n"));
        note.Verify(Log.Verifier).Ok.ShouldBeTrue();
        var verification = note.Verify(Log.Verifier, Other.Verifier);
        verification.Ok.ShouldBeFalse();
        verification.Failed!.Name.ShouldBe(Other.Name);
    }

    [Fact]
    public void A_note_with_a_hundred_signatures_is_read_and_one_more_is_refused()
    {
        var many = Enumerable.Repeat(Log.Sign("a\n"), SignedNote.SignaturesMax).ToList();
        SignedNote.Parse(new SignedNote("a\n", many).ToString()).Signatures.Count.ShouldBe(SignedNote.SignaturesMax);
        var text = new SignedNote("a\n", many) + Log.Sign("a\n").Line + "\n";
        Should.Throw<LedgerFormatException>(() => SignedNote.Parse(text));
    }

    [Theory]
    [InlineData("AB==")]
    [InlineData("AA=")]
    [InlineData("AA ==")]
    [InlineData("AA\n==")]
    [InlineData("AA==AA==")]
    [InlineData("_w==")]
    public void Loose_base64_is_refused(string text) => StrictBase64.TryDecode(text, out _).ShouldBeFalse();

    [Fact]
    public void Any_flipped_bit_of_a_signed_checkpoint_is_refused()
    {
        var bytes = new Checkpoint(Origin, 3, Hash32.Sha256("x"u8)).Sign(Log).ToBytes();
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var changed = bytes.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            Should.Throw<LedgerFormatException>(() => Checkpoint.Verify(SignedNote.Parse(changed), Log.Verifier), $"bit {i}");
        }
    }

    [Theory]
    [InlineData("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n0\nDTrtAjFI/9KiWfvQzcf7PPl1ZYdg03dbgq9vkKrMLfw=\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("o o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public void A_malformed_checkpoint_is_refused(string text) => Should.Throw<LedgerFormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void A_witness_cosigns_a_checkpoint_with_its_time()
    {
        var witness = new NoteSigner("witness.example/w1", Seed(3), NoteKeyType.CosignatureV1);
        var checkpoint = new Checkpoint(Origin, 3, Hash32.Sha256("x"u8));
        var cosignature = witness.Cosign(checkpoint.Text, 1_679_315_147);
        var note = SignedNote.Parse(checkpoint.Sign(Log).With(cosignature).ToString());

        note.Verify(Log.Verifier, NoteVerifier.Parse(witness.Verifier.ToString())).Verified.Count.ShouldBe(2);
        NoteVerifier.CosignedAt(note.Signatures[1]).ShouldBe(1_679_315_147);
        var moved = cosignature.Bytes.ToArray();
        moved[7] ^= 1;
        note.With(cosignature with { Bytes = moved }).Verify(witness.Verifier).Ok.ShouldBeFalse();
    }

    [Fact]
    public void The_published_cosignature_example_is_read_with_its_time()
    {
        const string Published = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            + "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
        var note = SignedNote.Parse(Published);
        note.ToString().ShouldBe(Published);
        NoteVerifier.CosignedAt(note.Signatures[1]).ShouldBe(1_679_315_147);
        Checkpoint.Parse(note.Text).Size.ShouldBe(20_852_163);
    }

    [Fact]
    public void A_proof_file_survives_reading_and_its_mutations_fail()
    {
        var log = new PlannedLog();
        log.Append(100);
        var note = new Checkpoint(Origin, 100, log.Root(100)).Sign(Log);
        var proof = new TlogProof(42, InclusionProof.Build(42, 100, log.Nodes.Read), note) { Extra = "hint"u8.ToArray() };

        var read = TlogProof.Parse(proof.ToBytes());
        read.ToString().ShouldBe(proof.ToString());
        read.Includes("entry 42"u8).ShouldBeTrue();
        read.Includes("entry 43"u8).ShouldBeFalse();
        (read with { Index = 43 }).Includes("entry 42"u8).ShouldBeFalse();
    }

    [Fact]
    public void Line_formats_throw_nothing_but_the_typed_failure_whatever_they_read()
    {
        var seeds = new[]
        {
            new Checkpoint(Origin, 3, Hash32.Sha256("x"u8)).Sign(Log).ToString(),
            new TlogProof(0, [Hash32.Sha256("y"u8)], new Checkpoint(Origin, 3, Hash32.Sha256("x"u8)).Sign(Log)).ToString(),
            TlogPolicy.ForLog(Log.Verifier), Log.ToSecretText(), SpecKey, "tile/0/x001/067.p/3",
        };
        Prop.ForAll<byte[], int, int>((noise, at, which) =>
        {
            var bytes = Encoding.UTF8.GetBytes(seeds[(uint)which % seeds.Length]);
            var cut = (int)((uint)at % (uint)bytes.Length);
            Survives([.. bytes[..cut], .. noise, .. bytes[Math.Min(bytes.Length, cut + 1)..]]);
            Survives(noise);
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Openssl_verifies_our_checkpoint_and_sha256_of_our_commitment()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-ledger-");
        try
        {
            string Place(string name) => Path.Combine(folder.FullName, name);
            var checkpoint = new Checkpoint(Origin, 7, Hash32.Sha256("x"u8));
            byte[] spki = [.. Convert.FromHexString("302a300506032b6570032100"), .. Log.Verifier.PublicKey];
            File.WriteAllText(Place("text"), checkpoint.Text);
            File.WriteAllBytes(Place("signature"), Log.Sign(checkpoint.Text).Bytes.ToArray());
            File.WriteAllText(Place("key.pem"), $"-----BEGIN PUBLIC KEY-----\n{Convert.ToBase64String(spki)}\n-----END PUBLIC KEY-----\n");
            Openssl("pkeyutl", "-verify", "-pubin", "-inkey", Place("key.pem"), "-rawin", "-in", Place("text"), "-sigfile", Place("signature"))
                .ShouldContain("Verified Successfully");

            var salt = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
            File.WriteAllBytes(Place("opened"), [.. salt, .. "您好"u8]);
            var commitment = Commitment.Of(salt, "您好"u8);
            Openssl("dgst", "-sha256", Place("opened")).Trim().ShouldEndWith(commitment.C.ToHex());
            Openssl("dgst", "-sm3", Place("opened")).Trim().ShouldEndWith(commitment.C3.ToHex());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Survives(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Action[] parsers =
        [
            () => SignedNote.Parse(bytes), () => TlogProof.Parse(bytes), () => TlogPolicy.Parse(bytes), () => EntryBundle.Read(bytes),
            () => Checkpoint.Parse(text), () => NoteVerifier.Parse(text), () => NoteSigner.Parse(text), () => TilePath.Parse(text),
        ];
        foreach (var parse in parsers)
        {
            try
            {
                parse();
            }
            catch (LedgerFormatException)
            {
                // The one failure a parser may raise.
            }
        }
    }

    private static string Openssl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output + process.StandardError.ReadToEnd());
        return output;
    }

    private static byte[] Seed(byte fill) => Enumerable.Repeat(fill, 32).ToArray();
}
