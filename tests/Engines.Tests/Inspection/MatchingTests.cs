using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class MatchingTests
{
    [Theory]
    [InlineData("法*院", "法院", 0, 3)]
    [InlineData("x法\u200b院", "法院", 1, 4)]
    [InlineData("法🔥院", "法院", 0, 4)]
    [InlineData("ＡＢ", "ab", 0, 2)]
    [InlineData("①②③", "123", 0, 3)]
    [InlineData("𝐀𝐁", "ab", 0, 4)]
    public void Evasions_are_undone_and_mapped_back(string text, string phrase, int from, int to)
    {
        var book = Books.Of($"{{said: {{any: [{phrase}]}}}}");
        var finding = new Inspector(book).Inspect(Books.Talk("s:" + text)).ShouldHaveSingleItem();
        finding.Span.ShouldBe(new TextSpan(from, to));
        finding.Normalised.ShouldBe(phrase);
        finding.Matched.ShouldBe(text[from..to]);
    }

    [Fact]
    public void Sentence_ends_are_not_joined_across()
        => Books.Hits(Books.Of("{said: {any: [法院]}}"), "s:方法。院子").ShouldBeEmpty();

    [Theory]
    [InlineData("您好 我是安和银行的 您逾期九天了", "您好，我是安和银行的，您逾期九天了")]
    [InlineData("行 那您周五还", "行，那您周五还")]
    [InlineData("嗯知道了  下个月再说", "嗯知道了，下个月再说")]
    [InlineData("人民 法院", "人民法院")]
    [InlineData("我们 会 起诉 你", "我们会起诉你")]
    [InlineData("卡号 6222 0212", "卡号62220212")]
    [InlineData("有 ", "有")]
    public void A_blank_is_a_pause_only_between_clauses(string text, string plain)
        => NormalisedText.Of(text).ShouldBe(plain);

    [Fact]
    public void A_pause_keeps_words_of_two_clauses_apart()
    {
        var book = Books.Of("{said: {any: [发 -4 现金]}}");
        Books.Hits(book, "s:我们刚刚出发 现金还没到", "s:发点现金").ShouldBe([1]);
    }

    [Fact]
    public void A_word_hidden_by_a_blank_is_found_though_the_blank_reads_as_a_pause()
    {
        var finding = new Inspector(Books.Of("{said: {any: [法院 -3 你]}}")).Inspect(Books.Talk("s:我们去法 院起诉你")).ShouldHaveSingleItem();
        finding.Matched.ShouldBe("法 院起诉你");
        finding.Normalised.ShouldBe("法院起诉你");
        finding.Evasion.ShouldBe(Evasion.Symbols);
    }

    [Theory]
    [InlineData("beat", "s:you deadbeat, you", "s:I'll beat you", "s:B E A T", "s:他beat你", "s:ＢＥＡＴ")]
    [InlineData("send ~6 me", "s:I'll send some guys", "s:send me", "s:send it to me", "s:just send me the money", "s:Send ME")]
    [InlineData("arrest", "s:unarrested", "s:arrested", "s:an arrest", "s:arrest", "s:(arrest)")]
    public void Latin_phrases_begin_where_words_begin(string phrase, params string[] lines)
        => Books.Hits(Books.Of($"{{said: {{any: ['{phrase}']}}}}"), lines).ShouldBe([1, 2, 3, 4]);

    [Fact]
    public void A_lexicon_may_forgive_less()
    {
        const string Top = "lexicons: {strict: {match: {symbols: false, case: false}, phrases: [VX号]}}";
        var book = Books.Of("{said: {any: [$strict]}}", Top);
        Books.Hits(book, "s:VX号", "s:vx号", "s:V X号").ShouldBe([0]);
    }

    [Fact]
    public void Every_occurrence_of_every_phrase_is_found()
    {
        var alphabet = "甲乙丙";
        var words = Gen.ArrayOf(Gen.Elements(alphabet.ToCharArray())).Select(c => new string(c)).Where(w => w.Length is > 0 and < 5);
        var inputs = Gen.Zip(Gen.ListOf(words).Where(l => l.Count > 0), Gen.ArrayOf(Gen.Elements((alphabet + "丁").ToCharArray())).Select(c => new string(c)));
        Prop.ForAll(inputs.ToArbitrary(), input =>
        {
            var (list, text) = input;
            var phrases = list.Distinct().ToArray();
            var hits = new List<PhraseHit>();
            new PhraseAutomaton(phrases).Scan(text, hits);
            var expected = phrases.SelectMany((p, i) => Enumerable.Range(0, text.Length).Where(at => text.AsSpan(at).StartsWith(p)).Select(at => new PhraseHit(i, at, at + p.Length)));
            hits.ToHashSet().SetEquals(expected).ShouldBeTrue($"{string.Join(',', phrases)} in {text}");
            hits.Count.ShouldBe(hits.Distinct().Count());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Normalised_characters_always_lead_back_into_the_text()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var normalised = new NormalisedText();
            normalised.Set(text ?? "", MatchOptions.Loosest);
            var last = 0;
            for (var i = 0; i < normalised.Length; i++)
            {
                var span = normalised.OriginalSpan(i, i + 1);
                (span.From >= 0 && span.From < span.To && span.To <= text!.Length && span.From >= last - 2).ShouldBeTrue();
                last = span.To;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("(去|到)(单位|公司)?闹", 6)]
    [InlineData("a|b|c", 3)]
    public void Brackets_expand_to_texts(string pattern, int texts)
        => PatternText.Read(pattern, out _)!.Places[0].Texts.Count.ShouldBe(texts);

    [Theory]
    [InlineData("(去")]
    [InlineData("~3 去")]
    [InlineData("去 ~3")]
    [InlineData("去 ~99 到")]
    [InlineData("去*")]
    [InlineData("去|")]
    [InlineData("你$单位")]
    public void Broken_patterns_are_named(string pattern)
    {
        PatternText.Read(pattern, out var mistake).ShouldBeNull();
        mistake.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Text_made_to_explode_a_search_ends_in_bounded_steps()
    {
        var book = Books.Of("{said: {any: [甲 ~60 甲 ~60 甲 ~60 甲 ~60 甲 ~60 甲 ~60 甲 ~60 乙]}}");
        Books.Hits(book, "s:" + new string('甲', 5000)).ShouldBeEmpty();
    }
}
