using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class AgeTests
{
    private const int ChunkSize = 64 * 1024;

    private static readonly AgeIdentity Reader = AgeIdentity.FromSecret(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());

    public static TheoryData<int> Lengths => [0, 1, ChunkSize - 1, ChunkSize, ChunkSize + 1, 3 * ChunkSize];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_is_encrypted_opens_again(int length) =>
        AgeFile.Open(Reader, AgeFile.Seal(Reader.Recipient, Bytes(length), Bytes(64))).ShouldBe(Bytes(length));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_age_command_opens_ours_and_we_open_its(int length)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-age-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "plain"), Bytes(length));
            File.WriteAllBytes(Path.Combine(folder, "ours.age"), AgeFile.Seal(Reader.Recipient, Bytes(length), Bytes(64)));
            File.WriteAllText(Path.Combine(folder, "key.txt"), Reader.Reveal() + "\n");
            Run(folder, $"age -d -i key.txt ours.age > opened && cmp opened plain && age -r {Reader.Recipient} plain > theirs.age && age-keygen -y key.txt > recipient");
            AgeFile.Open(Reader, File.ReadAllBytes(Path.Combine(folder, "theirs.age"))).ShouldBe(Bytes(length));
            File.ReadAllText(Path.Combine(folder, "recipient")).Trim().ShouldBe(Reader.Recipient.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_key_that_the_age_command_made_is_read_with_its_comments()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-age-").FullName;
        try
        {
            Run(folder, "age-keygen -o key.txt 2> said; echo secret | age -R <(age-keygen -y key.txt) -R <(age-keygen 2>/dev/null | age-keygen -y) -o sealed.age");
            var identity = AgeIdentity.Parse(File.ReadAllText(Path.Combine(folder, "key.txt")));
            File.ReadAllText(Path.Combine(folder, "key.txt")).ShouldContain(identity.Recipient.ToString());
            AgeFile.Open(identity, File.ReadAllBytes(Path.Combine(folder, "sealed.age"))).ShouldBe("secret\n"u8.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_files_of_the_age_command_that_are_kept_open_to_what_was_put_in()
    {
        foreach (var kept in SharedFiles.Json(SharedFiles.Case("age.json")).GetProperty("files").EnumerateArray())
        {
            var identity = AgeIdentity.Parse(kept.GetProperty("identity").GetString()!);
            identity.Recipient.ToString().ShouldBe(kept.GetProperty("recipient").GetString());
            Encoding.UTF8.GetString(AgeFile.Open(identity, kept.GetProperty("file").GetBytesFromBase64())).ShouldBe(kept.GetProperty("content").GetString());
        }
    }

    [Fact]
    public void The_test_vectors_of_age_for_X25519_end_as_they_say()
    {
        var kit = SharedFiles.Json(SharedFiles.Case("age-testkit.json"));
        var payload = kit.GetProperty("payload").GetBytesFromBase64();
        var ends = kit.GetProperty("vectors").EnumerateArray().Select(vector =>
        {
            var name = vector.GetProperty("name").GetString();
            byte[] file = [.. Encoding.Latin1.GetBytes(vector.GetProperty("header").GetString()!), .. payload];
            try
            {
                var content = AgeFile.Open(AgeIdentity.Parse(vector.GetProperty("identity").GetString()!), file);
                Convert.ToHexStringLower(SHA256.HashData(content)).ShouldBe(kit.GetProperty("content").GetString(), name);
                return (name, End: "success", Said: vector.GetProperty("expect").GetString());
            }
            catch (LedgerFormatException failure)
            {
                return (name, End: failure.Message.Contains("not encrypted to this identity", StringComparison.Ordinal) ? "no match" : "header failure", Said: vector.GetProperty("expect").GetString());
            }
        }).ToList();

        ends.Count.ShouldBe(32);
        ends.Where(one => one.End != one.Said).ShouldBeEmpty();
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused()
    {
        var file = AgeFile.Seal(Reader.Recipient, Bytes(100), Bytes(64));
        for (var at = 0; at < file.Length; at++)
        {
            Should.Throw<LedgerFormatException>(() => AgeFile.Open(Reader, Mutations.Flip(file, at, at)), $"byte {at}");
        }
    }

    [Fact]
    public void A_file_cut_short_or_lengthened_is_refused()
    {
        var file = AgeFile.Seal(Reader.Recipient, Bytes(2 * ChunkSize), Bytes(64));
        foreach (var length in new[] { 0, 10, 21, 22, 100, 184, file.Length - (ChunkSize + 16), file.Length - 1 })
        {
            Should.Throw<LedgerFormatException>(() => AgeFile.Open(Reader, file[..length]), $"{length} bytes");
        }

        Should.Throw<LedgerFormatException>(() => AgeFile.Open(Reader, [.. file, 0]));
        Should.Throw<LedgerFormatException>(() => AgeFile.Open(Reader, [.. file, .. file[^16..]]));
    }

    [Fact]
    public void Whatever_is_read_only_a_format_exception_comes_of_it()
    {
        var file = AgeFile.Seal(Reader.Recipient, Bytes(10), Bytes(64));
        Prop.ForAll<byte[], int, int>((noise, at, skip) =>
        {
            var cut = (int)((uint)at % (uint)file.Length);
            var rest = Math.Min(file.Length, cut + (int)((uint)skip % 64));
            byte[] bytes = [.. file[..cut], .. noise, .. file[rest..]];
            try
            {
                AgeFile.Open(Reader, bytes);
                return bytes.AsSpan().SequenceEqual(file);
            }
            catch (LedgerFormatException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("age1")]
    [InlineData("AGE1ZVKYRTX3CQ8W0K0UVJZ6V5UL0NYP2TUQ7HRH6Q3WR4AG9T3CLV5Q8VKZHQ")]
    [InlineData("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq")]
    public void What_is_no_recipient_is_refused(string text) => Should.Throw<LedgerFormatException>(() => AgeRecipient.Parse(text));

    [Fact]
    public void A_mistyped_recipient_or_one_of_low_order_is_refused()
    {
        var text = Reader.Recipient.ToString();
        for (var at = 4; at < text.Length; at++)
        {
            Should.Throw<LedgerFormatException>(() => AgeRecipient.Parse($"{text[..at]}{(text[at] == 'q' ? 'p' : 'q')}{text[(at + 1)..]}"), $"character {at}");
        }

        Should.Throw<LedgerFormatException>(() => AgeRecipient.Parse(Bech32.Encode("age", new byte[32])));
        AgeRecipient.Parse(text).ToString().ShouldBe(text);
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    private static void Run(string folder, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, said);
    }
}
