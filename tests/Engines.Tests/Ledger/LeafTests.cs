using System.Text;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class LeafTests
{
    [Fact]
    public void A_leaf_with_every_field_has_this_one_form()
    {
        var expected = File.ReadAllText(SharedFiles.Case("leaf-full.json")).TrimEnd('\n');
        Encoding.UTF8.GetString(Full().ToBytes()).ShouldBe(expected);
        EntryLeaf.Parse(Encoding.UTF8.GetBytes(expected)).ToBytes().ShouldBe(Full().ToBytes());
    }

    [Fact]
    public void A_leaf_outside_any_case_holds_only_what_is_known()
    {
        var leaf = new EntryLeaf { Id = "en1", Act = "session.opened", Received = DateTimeOffset.UnixEpoch };
        Encoding.UTF8.GetString(leaf.ToBytes()).ShouldBe("""{"act":"session.opened","id":"en1","tr":"1970-01-01T00:00:00Z","v":1}""");
    }

    [Fact]
    public void The_first_entry_of_a_case_has_an_empty_predecessor()
    {
        var leaf = new EntryLeaf { Id = "en1", Act = "case.opened", CaseId = "cs1", Received = DateTimeOffset.UnixEpoch };
        Encoding.UTF8.GetString(leaf.ToBytes()).ShouldContain("\"prev\":\"\"");
        EntryLeaf.Parse(leaf.ToBytes()).Previous.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"act":"a","id":"e","tr":"1970-01-01T00:00:00Z","v":2}""")]
    [InlineData("""{"act":"a","id":"e","tr":"1970-01-01T00:00:00Z"}""")]
    [InlineData("""{"act":"a","id":"e","tr":"1970-01-01T00:00:00.0Z","v":1}""")]
    [InlineData("""{"act":"a","id":"e","tr":"1970-01-01T08:00:00+08:00","v":1}""")]
    [InlineData("""{"act":"a","id":"e","name":"x","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","case":"c","id":"e","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","id":"e","prev":"","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"A b","id":"e","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","d":{},"id":"e","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","d":{"x":{}},"id":"e","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","c":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","id":"e","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","asr":"E","id":"e","tr":"1970-01-01T00:00:00Z","v":1}""")]
    [InlineData("""{"act":"a","id":"","tr":"1970-01-01T00:00:00Z","v":1}""")]
    public void A_leaf_of_another_shape_is_refused(string text) =>
        Should.Throw<LedgerFormatException>(() => EntryLeaf.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"b":1,"a":1}""")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1.0}""")]
    [InlineData("""{"a":1e3}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":-0}""")]
    [InlineData("""{"a":+1}""")]
    [InlineData("""{"a":9007199254740992}""")]
    [InlineData("""{"a":-9007199254740992}""")]
    [InlineData("""{"a":99999999999999999999}""")]
    [InlineData("""{ "a":1}""")]
    [InlineData("""{"a":1} """)]
    [InlineData("""{"a":[1]}""")]
    [InlineData("""{"a":true}""")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":"\u0041"}""")]
    [InlineData("""{"a":"\/"}""")]
    [InlineData("""{"a":"\u000A"}""")]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":{"b":{"c":{"d":{}}}}}""")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("\uFEFF{}")]
    [InlineData("""{"a":"x}""")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("")]
    public void Json_in_any_but_its_one_form_is_refused(string text) =>
        Should.Throw<LedgerFormatException>(() => RestrictedJson.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Keys_are_sorted_by_their_bytes_and_not_by_utf16()
    {
        // U+FF5E sorts below U+1F600 in UTF-8 and above its surrogates in UTF-16.
        var value = new LeafObject(new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["😀"] = 1, ["～"] = 2 });
        Encoding.UTF8.GetString(RestrictedJson.Write(value)).ShouldBe("{\"～\":2,\"😀\":1}");
    }

    [Fact]
    public void Invalid_utf8_is_refused() =>
        Should.Throw<LedgerFormatException>(() => RestrictedJson.Parse([.. "{\"a\":\""u8, 0xc0, 0x80, .. "\"}"u8]));

    [Fact]
    public void The_longest_leaf_has_65535_bytes()
    {
        LeafObject Of(int length) => new(new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["a"] = new string('x', length) });
        RestrictedJson.Write(Of(65_535 - 8)).Length.ShouldBe(65_535);
        Should.Throw<LedgerFormatException>(() => RestrictedJson.Write(Of(65_535 - 7)));
    }

    [Fact]
    public void What_can_be_written_reads_back_the_same()
    {
        Prop.ForAll<Dictionary<string, string>, Dictionary<string, int>>((texts, numbers) =>
        {
            var members = new Dictionary<string, LeafValue>(StringComparer.Ordinal);
            foreach (var (key, text) in texts.Where(t => t.Key is not null && t.Value is not null))
            {
                members[key] = text;
            }

            foreach (var (key, number) in numbers.Where(n => n.Key is not null))
            {
                members[key + "#"] = (long)number * 1_000_003;
            }

            var value = new LeafObject(new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["d"] = new LeafObject(members) });
            byte[] bytes;
            try
            {
                bytes = RestrictedJson.Write(value);
            }
            catch (LedgerFormatException)
            {
                return true; // Half a surrogate pair has no form.
            }

            return RestrictedJson.Parse(bytes) == value;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_leaf_that_can_be_written_reads_back_the_same()
    {
        var written = 0;
        Prop.ForAll<string[], long[], byte[]>((texts, numbers, bytes) =>
        {
            string? Text(int place) => place < texts.Length && !string.IsNullOrEmpty(texts[place]) ? texts[place] : null;
            Hash32? Hash(int place) => place < bytes.Length ? Hash32.Sha256(bytes.AsSpan(place)) : null;
            var details = texts.Skip(6).Where(text => text is not null).Distinct().Take(32).ToDictionary(text => "t" + text, text => (LeafValue)text, StringComparer.Ordinal);
            foreach (var number in numbers.Distinct())
            {
                details[number + "～😀"] = number;
            }

            EntryLeaf leaf = new()
            {
                Id = Text(0) ?? "en1",
                Act = "a.b",
                Received = DateTimeOffset.UnixEpoch.AddMilliseconds(bytes.Length * 977),
                CaseId = Text(1),
                Previous = Text(1) is null ? null : Hash(0),
                Operator = Text(2),
                Subject = Text(3),
                KeyId = Text(4),
                RuleSet = Text(5),
                Payload = Hash(1) is { } c && Hash(2) is { } c3 ? new Commitment(c, c3) : null,
                Ciphertext = Hash(3) is { } hash ? new Ciphertext(hash, bytes.Length, "text/plain") : null,
                Details = details,
            };
            byte[] bytesOfLeaf;
            try
            {
                bytesOfLeaf = leaf.ToBytes();
            }
            catch (LedgerFormatException)
            {
                return true; // Half a surrogate pair has no form.
            }

            written++;
            var read = EntryLeaf.Parse(bytesOfLeaf);
            return read with { Details = details } == leaf && new LeafObject(read.Details) == new LeafObject(details);
        }).QuickCheckThrowOnFailure();
        written.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_leaf_without_form_is_not_written()
    {
        Refused(Full() with { Act = "A b" });
        Refused(Full() with { Act = "" });
        Refused(Full() with { Id = "" });
        Refused(Full() with { Operator = "" });
        Refused(Full() with { Assurance = (Assurance)9 });
        Refused(Full() with { Ciphertext = new Ciphertext(default, -1, "a/b") });
        Refused(Full() with { Ciphertext = new Ciphertext(default, 1, "") });
        Refused(Full() with { Subject = "\ud83d" });
        Refused(Full() with { Details = Details(65) });
        Refused(Full() with { Details = new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["x"] = new LeafObject(Details(1)) } });
        Refused(Full() with { Details = new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["x"] = 1L << 53 } });
        Refused(Full() with { Details = new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["x"] = new string('y', 65_535) } });
        (Full() with { Details = Details(64) }).ToBytes().ShouldNotBeEmpty();

        static Dictionary<string, LeafValue> Details(int count) =>
            Enumerable.Range(0, count).ToDictionary(i => $"k{i}", i => (LeafValue)i, StringComparer.Ordinal);
        static void Refused(EntryLeaf leaf) => Should.Throw<LedgerFormatException>(leaf.ToBytes);
    }

    [Fact]
    public void Reading_throws_nothing_but_the_typed_failure_and_accepts_only_what_it_would_write()
    {
        var seed = Full().ToBytes();
        Prop.ForAll<byte[], int, int>((noise, at, skip) =>
        {
            var cut = (int)((uint)at % (uint)seed.Length);
            var rest = Math.Min(seed.Length, cut + (int)((uint)skip % 4));
            byte[] bytes = [.. seed[..cut], .. noise, .. seed[rest..]];
            try
            {
                return EntryLeaf.Parse(bytes).ToBytes().AsSpan().SequenceEqual(bytes);
            }
            catch (LedgerFormatException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(123_456)]
    public void An_instant_keeps_its_microseconds(int micros)
    {
        var instant = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero).AddTicks(micros * 10L);
        LeafTime.Parse(LeafTime.Format(instant)).ShouldBe(instant);
    }

    internal static EntryLeaf Full() => new()
    {
        Id = "en0000000000000000000a",
        Act = "conversation.utterances",
        Received = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero).AddTicks(1_234_560),
        Claimed = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8)),
        CaseId = "cs00000000000000000001",
        Previous = LeafHash.Of("earlier"u8),
        Operator = "op-7f",
        Subject = "sub-9c",
        Device = "dev-1",
        Capture = Hash32.Sha256("capture"u8),
        Assurance = Assurance.C,
        RuleSet = "sha256:00",
        Payload = Commitment.Of(new byte[32], "您好"u8),
        Ciphertext = new Ciphertext(Hash32.Sha256("sealed"u8), 81_920, "audio/ogg"),
        KeyId = "key-1",
        Details = new Dictionary<string, LeafValue>(StringComparer.Ordinal) { ["outcome"] = "effective-talk", ["count"] = 3 },
    };
}
