using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>Input made to break things: long, many, half, and at random. Whatever comes in, what goes out is bounded and has a place.</summary>
public sealed class HostileInputTests
{
    private const string Everything = """
        rulebook: t
        version: "1"
        lexicons: {list: {match: {disguises: true, initials: true}, phrases: [法院, 单位, 起诉你]}}
        rules:
          - {id: words, category: abuse, title: x, when: {said: {any: [去 ~8 $list ~8 闹], all: [[你, 我]], none: [不会], by: [staff, customer]}}}
          - {id: entity, category: abuse, title: x, when: {entity: {kind: [idCard, bankCard, mobile, amount, date, address, plate, qq, weChat], by: [staff, customer]}}}
          - {id: similar, category: abuse, title: x, when: {similar: {to: [我们会去你单位门口闹, 明天就去法院起诉你], by: [staff, customer]}}}
          - {id: repeated, category: abuse, title: x, when: {repeated: {by: [staff, customer], lengthMin: 2}}}
          - {id: count, category: abuse, title: x, when: {count: {of: {said: {any: [$list]}}, atLeast: 3}}}
          - {id: sequence, category: abuse, title: x, when: {sequence: {steps: [{said: {any: [你]}}, {said: {any: [闹]}}], within: {turns: 3}}}}
          - {id: without, category: abuse, title: x, when: {without: {when: {said: {any: [闹]}}, after: {said: {any: [抱歉]}}, within: {utterances: 5}}}}
          - {id: percent, category: abuse, title: x, when: {said: {any: [闹], position: {percent: {from: 50}}}}}
        """;

    private static readonly Lazy<Inspector> Inspector = new(() => new Inspector(Books.Read(Everything)));

    [Theory]
    [InlineData("去你单位闹我法院")]
    [InlineData("1380013800013900139000一二三")]
    [InlineData("fayuan")]
    [InlineData("去，去，")]
    [InlineData("朝阳区建国路88号")]
    [InlineData("微信")]
    [InlineData("氵去院\ud83d")]
    [InlineData("我们会去你单位门口闹。")]
    public void Ten_million_characters_give_a_handful_of_findings(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 10_000_000 / part.Length));
        var found = Inspector.Value.Inspect(new Conversation(new ConversationHead { Id = "c" }, [new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = text }]));
        found.Count.ShouldBeLessThan(20);
        found.ShouldAllBe(f => f.Span == null || f.Span.Value.To <= text.Length);
    }

    [Fact]
    public void A_hundred_thousand_utterances_are_inspected_and_remembered_in_bounds()
    {
        var talk = Enumerable.Range(0, 100_000).Select(i => new Utterance { Seq = i, Role = (UtteranceRole)(i % 2), Text = i % 3 == 0 ? "去你单位闹" : "好的" + i, Start = i, End = i + 1 }).ToArray();
        var found = Inspector.Value.Inspect(new Conversation(new ConversationHead { Id = "c" }, talk));
        found.Count(f => f.Rule == "words").ShouldBe(33_334);
        found.Count(f => f.Rule == "percent").ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public void A_line_of_a_conversation_that_is_too_long_says_so()
    {
        var line = """{"id":"c","utterances":[{"role":"staff","text":"TEXT"}]}""".Replace("TEXT", new string('闹', 10_000_000));
        ConversationJson.Read(line).Problems.ShouldHaveSingleItem().ToString().ShouldContain("10000000 characters; at most 200000 are read");
    }

    [Fact]
    public void Random_text_in_every_plane_is_inspected_and_written_as_valid_json()
    {
        var units = Gen.OneOf(Gen.Choose(0, 0xFFFF).Select(i => (char)i), Gen.Elements("去你单位闹法院0123456789x一二三幺，。*我微信区路号".ToCharArray()), Gen.Choose(0xD800, 0xDFFF).Select(i => (char)i));
        Prop.ForAll(Gen.ListOf(units).Select(u => new string([.. u])).ToArbitrary(), text =>
        {
            foreach (var finding in Inspector.Value.Inspect(new Conversation(new ConversationHead { Id = "c" }, [new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = text }])))
            {
                System.Text.Json.JsonDocument.Parse(FindingJson.Write(finding)).Dispose();
                finding.Span.ShouldSatisfyAllConditions(span => (span is null || (span.Value.From >= 0 && span.Value.From < span.Value.To && span.Value.To <= text.Length)).ShouldBeTrue());
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_damage_to_a_rulebook_of_every_operator_is_reported_with_a_place()
    {
        var damage = from at in Gen.Choose(0, Everything.Length - 1) from length in Gen.Choose(0, 12) from put in Gen.Elements("", ":", "{", "}", "[", "\"", "'", "\n", "\t", "- ", "$", "~9", "(", "|", "?", "\ud800", "999999999999", "null", "&a", "*a", "!!x")
            select string.Concat(Everything.AsSpan(0, at), put, Everything.AsSpan(Math.Min(Everything.Length, at + length)));
        Prop.ForAll(damage.ToArbitrary(), yaml =>
        {
            var reading = RulebookReader.Read(yaml, "t.yaml");
            (reading.Rulebook is null).ShouldBe(reading.Problems.Count > 0);
            reading.Problems.ShouldAllBe(p => p.Line >= 1 && p.Column >= 1 && p.Message.Length > 0);
        }).QuickCheckThrowOnFailure();
    }
}
