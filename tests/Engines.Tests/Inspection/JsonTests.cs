using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class JsonTests
{
    private const string Line = """
        {"id":"c-0001","kind":"call","direction":"outbound","startedAt":"2026-03-02T10:00:00+08:00","zone":"Asia/Shanghai","staff":"s17","case":"A10023","person":"P881","personRole":"Debtor","attributes":{"queue":"M2","continuing":true,"n":3},"utterances":[{"role":"staff","start":0.0,"end":3.2,"text":"您好，请问是张先生吗？"},{"role":"customer","start":3.4,"end":4.1,"text":"是的。","quoted":"您好"}]}
        """;

    [Fact]
    public void A_conversation_line_is_read_whole()
    {
        var reading = ConversationJson.Read(Line);
        reading.Problems.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
        var conversation = reading.Conversation!;
        conversation.Head.StartedAt.ShouldBe(NodaTime.Instant.FromUtc(2026, 3, 2, 2, 0));
        conversation.Head.Attributes["continuing"].ShouldBe("true");
        conversation.Utterances.Select(u => (u.Seq, u.Role, u.End)).ShouldBe([(0, UtteranceRole.Staff, 3.2), (1, UtteranceRole.Customer, 4.1)]);
        conversation.Utterances[1].QuotedText.ShouldBe("您好");
    }

    [Theory]
    [InlineData("\"role\":\"staff\"", "\"role\":\"stuff\"", "utterances[0].role: is 'stuff', one of staff, customer, thirdParty, system")]
    [InlineData("\"id\":\"c-0001\",", "", "id: is missing")]
    [InlineData("\"text\":\"是的。\",", "", "utterances[1].text: is missing")]
    [InlineData("\"start\":0.0", "\"start\":\"x\"", "utterances[0].start: must be a number")]
    [InlineData("2026-03-02T10", "2026-13-02T10", "startedAt: is ")]
    [InlineData("Asia/Shanghai", "Asia/Shangai", "zone: ")]
    [InlineData("\"utterances\":[", "\"utterances\":3,\"x\":[", "utterances: is missing or not a list")]
    [InlineData("是的。", "\\ud800", "utterances[1].text: holds half of a surrogate pair")]
    public void A_wrong_field_is_named_with_what_would_be_right(string right, string wrong, string message)
    {
        var reading = ConversationJson.Read(Line.Replace(right, wrong));
        reading.Conversation.ShouldBeNull();
        reading.Problems.Select(p => p.ToString()).ShouldContain(p => p.StartsWith(message), string.Join('\n', reading.Problems));
    }

    [Theory]
    [InlineData("letter", ConversationKind.Email)]
    [InlineData("im", ConversationKind.Chat)]
    [InlineData("ai-call", ConversationKind.Call)]
    [InlineData("prerecorded", ConversationKind.Call)]
    public void A_kind_may_be_a_channel_of_the_policy_language(string written, ConversationKind kind)
        => ConversationJson.Read(Line.Replace("\"kind\":\"call\"", $"\"kind\":\"{written}\"")).Conversation!.Head.Kind.ShouldBe(kind);

    [Theory]
    [InlineData("2026-03-02T10:00+08:00")]
    [InlineData("2026-03-02T02:00Z")]
    [InlineData("2026-03-02T10:00")]
    [InlineData("2026-03-02T10:00:00")]
    public void A_time_needs_neither_seconds_nor_an_offset(string written)
        => ConversationJson.Read(Line.Replace("2026-03-02T10:00:00+08:00", written)).Conversation!.Head.StartedAt.ShouldBe(NodaTime.Instant.FromUtc(2026, 3, 2, 2, 0));

    [Theory]
    [InlineData("9999-12-31T23:59:59-08:00")]
    [InlineData("-9998-01-01T00:00:00+08:00")]
    public void A_time_at_the_ends_of_time_is_a_problem_like_others(string written)
        => ConversationJson.Read(Line.Replace("2026-03-02T10:00:00+08:00", written)).Problems.ShouldHaveSingleItem().Field.ShouldBe("startedAt");

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"text\":\"好\",\"categories\":[\"abuse\"],\"\\uDC00\":1}")]
    [InlineData("{\"evasion\":[\"\\ud800\"]}")]
    public void Half_a_surrogate_pair_in_a_name_or_a_list_is_a_problem_of_every_kind_of_line(string line)
    {
        FindingJson.Read(line).Problems.ShouldNotBeEmpty();
        ConversationJson.Read(line).Problems.ShouldNotBeEmpty();
        LabelledJson.Read(line).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void A_field_that_may_be_left_out_may_be_empty_and_no_other()
    {
        var head = ConversationJson.Read(Line.Replace("\"s17\"", "\"\"").Replace("\"Asia/Shanghai\"", "\"\"")).Conversation!.Head;
        (head.Staff, head.Zone).ShouldBe((null, null));
        ConversationJson.Read(Line.Replace("\"c-0001\"", "\"\"")).Problems.ShouldHaveSingleItem().ToString().ShouldBe("id: must not be empty");
    }

    [Fact]
    public void What_is_no_JSON_is_told_with_its_byte_in_the_line()
        => ConversationJson.Read("{\"id\":NaN}").Problems.ShouldHaveSingleItem().Message.ShouldEndWith("It is byte 7 of the line.");

    [Fact]
    public void Unknown_fields_are_ignored_with_a_warning()
    {
        var reading = ConversationJson.Read(Line.Replace("\"staff\":\"s17\"", "\"staf\":\"s17\""));
        reading.Conversation.ShouldNotBeNull();
        reading.Warnings.ShouldHaveSingleItem().Field.ShouldBe("staf");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("\ud800")]
    [InlineData("{\"\\ud800\":1}")]
    public void What_is_no_conversation_has_problems(string line)
    {
        var reading = ConversationJson.Read(line);
        reading.Conversation.ShouldBeNull();
        reading.Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_utterance_of_ten_megabytes_is_a_problem_not_a_burden()
    {
        var reading = ConversationJson.Read(Line.Replace("是的。", new string('是', 10_000_000)));
        reading.Problems.ShouldHaveSingleItem().Field.ShouldBe("utterances[1].text");
    }

    [Fact]
    public void No_damage_to_a_line_makes_the_reader_throw()
    {
        var damage = from at in Gen.Choose(0, Line.Length - 1)
                     from length in Gen.Choose(0, 12)
                     from put in Gen.Elements("", "{", "[", "\"", "\\u", "null", "1e999", ",", ":", "true", "\ud800", "\\ud800", "-")
                     select (at, length, put);
        Prop.ForAll(Gen.ListOf(damage).ToArbitrary(), damages =>
        {
            var broken = Line;
            foreach (var (at, length, put) in damages)
            {
                var from = Math.Min(at, broken.Length);
                broken = broken[..from] + put + broken[Math.Min(broken.Length, from + length)..];
            }

            var reading = ConversationJson.Read(broken);
            (reading.Conversation is null).ShouldBe(reading.Problems.Count > 0);
            FindingJson.Read(broken).ShouldNotBeNull();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Findings_survive_writing_and_reading()
    {
        var book = Books.Of("{said: {any: [老赖]}}");
        var finding = new Inspector(book).Inspect(Books.Talk("s:你这老*赖")).ShouldHaveSingleItem();
        var read = FindingJson.Read(FindingJson.Write(finding));
        read.Problems.ShouldBeEmpty();
        FindingJson.Write(read.Finding!).ShouldBe(FindingJson.Write(finding));
        FindingJson.Write(finding with { Matched = "\ud800" }).ShouldContain("\ufffd");
    }
}
