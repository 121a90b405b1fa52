using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class EvasionTests
{
    private static string Match(string options) => $"{{said: {{any: [$list], guards: []}}}}|lexicons: {{list: {{match: {{{options}}}, phrases: [法院, 傻逼, 垃圾, 起诉你]}}}}";

    private static Finding[] Find(string options, string text)
    {
        var parts = Match(options).Split('|');
        return [.. new Inspector(Books.Of(parts[0], parts[1])).Inspect(Books.Talk("s:" + text))];
    }

    [Theory]
    [InlineData("repeats: true", "起起诉诉你", "起诉你", Evasion.Repeats)]
    [InlineData("repeats: true", "就起诉诉诉你", "起诉你", Evasion.Repeats)]
    [InlineData("inserted: true", "去法x院", "法院", Evasion.Inserted)]
    [InlineData("split: true", "去氵去院", "法院", Evasion.Split)]
    [InlineData("split: true", "土立圾", "垃圾", Evasion.Split)]
    [InlineData("lookAlikes: true", "去法阮了", "法院", Evasion.LookAlikes)]
    [InlineData("homophones: true", "煞笔玩意", "傻逼", Evasion.Homophones)]
    [InlineData("pinyin: true", "去fa院", "法院", Evasion.Pinyin)]
    [InlineData("pinyin: true", "去fayuan", "法院", Evasion.Pinyin)]
    [InlineData("pinyin: true", "去 Fa Yuan", "法院", Evasion.Pinyin | Evasion.Symbols)]
    [InlineData("pinyin: true, homophones: true", "去fa园", "法院", Evasion.Pinyin | Evasion.Homophones)]
    [InlineData("initials: true", "你个sb", "傻逼", Evasion.Initials)]
    [InlineData("", "去法*院", "法院", Evasion.Symbols)]
    [InlineData("", "去法🔥院", "法院", Evasion.Symbols)]
    [InlineData("", "去法\u200b院", "法院", Evasion.Symbols)]
    [InlineData("", "起訴你", "起诉你", Evasion.Traditional)]
    [InlineData("", "去法院", "法院", Evasion.None)]
    public void A_disguise_that_the_lexicon_forgives_is_undone_and_named(string options, string text, string plain, Evasion evasion)
    {
        var finding = Find(options, text).ShouldHaveSingleItem();
        (finding.Normalised, finding.Evasion).ShouldBe((plain, evasion));
        text.ShouldContain(finding.Matched);
        finding.Span!.Value.From.ShouldBe(text.IndexOf(finding.Matched, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "起诉诉你")]
    [InlineData("", "法x院")]
    [InlineData("", "氵去院")]
    [InlineData("", "法阮")]
    [InlineData("", "煞笔")]
    [InlineData("", "fa院")]
    [InlineData("pinyin: true", "sb")]
    [InlineData("initials: true", "usb线")]
    [InlineData("pinyin: true", "fayuanq")]
    [InlineData("homophones: true", "fa院")]
    [InlineData("pinyin: true", "fa园")]
    [InlineData("traditional: false", "起訴你")]
    public void A_disguise_that_the_lexicon_does_not_forgive_stays(string options, string text) => Find(options, text).ShouldBeEmpty();

    [Fact]
    public void Ordinary_words_that_sound_alike_are_left_alone_until_they_may_be_more_common()
    {
        // 起宿 sounds like 起诉; 法源, 发言 and 那几 are words of their own.
        var book = "{said: {any: [$list]}}";
        string List(string rarity) => $"lexicons: {{list: {{match: {{homophones: true{rarity}}}, phrases: [垃圾, 是你, 他们]}}}}";
        Books.Hits(Books.Of(book, List("")), "s:市里，她们").ShouldBeEmpty();
        Books.Hits(Books.Of(book, List(", rarity: 100000")), "s:她们").ShouldBe([0]);
    }

    [Fact]
    public void Disguised_words_work_in_patterns_and_keep_their_place()
    {
        var book = Books.Of("{said: {any: ['去|到 ~4 $work ~4 闹'], guards: []}}", "lexicons: {work: {match: {pinyin: true}, phrases: [单位, 公司]}}");
        var finding = new Inspector(book).Inspect(Books.Talk("s:我去你 gongsi 里闹")).ShouldHaveSingleItem();
        (finding.Matched, finding.Normalised, finding.Evasion).ShouldBe(("去你 gongsi 里闹", "去你公司里闹", Evasion.Pinyin | Evasion.Symbols));
        finding.Why.ShouldContain("拼音");
    }

    [Fact]
    public void The_evasion_stands_in_the_line_and_comes_back()
    {
        var finding = Find("pinyin: true", "去fa院").Single();
        var line = FindingJson.Write(finding);
        line.ShouldContain("\"evasion\":[\"pinyin\"]");
        FindingJson.Read(line).Finding!.Evasion.ShouldBe(Evasion.Pinyin);
    }

    [Fact]
    public void A_test_may_forgive_by_itself()
        => Books.Hits(Books.Of("{said: {any: [法院], match: {disguises: true}}}"), "s:去fa院", "s:氵去院", "s:去fayuan").ShouldBe([0, 1, 2]);

    [Fact]
    public void Any_text_is_read_in_every_way_without_harm()
    {
        var parts = Gen.Elements("法", "院", "氵", "去", "傻", "逼", "fa", "yuan", "x", "*", "\ud83d", "🔥", "。", "，", "垃", "圾", "A", "sb", "訴", "土", "立");
        var book = Books.Of("{said: {any: [$list]}}", "lexicons: {list: {match: {disguises: true, initials: true}, phrases: [法院, 傻逼, 垃圾, 起诉你]}}");
        Prop.ForAll(Gen.ListOf(parts).Select(p => string.Concat(p)).ToArbitrary(), text =>
        {
            foreach (var finding in new Inspector(book).Inspect(Books.Talk("s:" + text)))
            {
                text[finding.Span!.Value.From..finding.Span.Value.To].ShouldBe(finding.Matched);
            }
        }).QuickCheckThrowOnFailure();
    }
}
