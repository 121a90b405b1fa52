using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class SimilarityTests
{
    private const string Lexicons = "lexicons: {workplace: [单位, 公司, 厂里], family: [老婆, 父母, 孩子]}";

    [Fact]
    public void A_sample_resembles_itself_fully_and_says_so()
    {
        var finding = new Inspector(Books.Of("{similar: {to: [我们会去你家门口拉横幅], atLeast: 0.7}}"))
            .Inspect(Books.Talk("s:您好", "s:不还钱的话，我们会去你家门口拉横幅")).ShouldHaveSingleItem();
        (finding.Utterance, finding.Matched, finding.Confidence).ShouldBe((1, "我们会去你家门口拉横幅", 1.0));
        finding.Why.ShouldContain("相似度1.00");
        finding.Why.ShouldContain("拉横幅");
    }

    [Theory]
    [InlineData("再不还我们就会去你家门口拉横幅的", true)]
    [InlineData("会去你家门口拉个横幅", true)]
    [InlineData("去你们家门口那里拉横幅", true)]
    [InlineData("您家门口有快递", false)]
    [InlineData("我们会去核实您的情况", false)]
    [InlineData("您好请问是王先生吗", false)]
    public void Other_wordings_come_close_and_other_meanings_do_not(string words, bool hits)
        => Books.Hits(Books.Of("{similar: {to: [我们会去你家门口拉横幅]}}"), "s:" + words).ShouldBe(hits ? [0] : []);

    [Fact]
    public void Folded_lexicons_count_as_the_same_word()
    {
        var line = "s:明天就去你厂里找你领导谈谈";
        Books.Hits(Books.Of("{similar: {to: [明天就去你单位找你领导谈谈], atLeast: 0.98}}", Lexicons), line).ShouldBeEmpty();
        Books.Hits(Books.Of("{similar: {to: [明天就去你单位找你领导谈谈], atLeast: 0.98, fold: [workplace]}}", Lexicons), line).ShouldBe([0]);
        Books.Hits(Books.Of("{similar: {to: [明天就去你$workplace找你领导谈谈], atLeast: 0.98}}", Lexicons), line).ShouldBe([0]);
    }

    [Fact]
    public void A_counter_sample_that_is_closer_takes_the_words_away()
    {
        var book = Books.Of("{similar: {to: [把钱转到我个人账户就行], notTo: [不要把钱转到任何个人账户], guards: []}}");
        Books.Hits(book, "s:你把钱转到我个人账户就行了", "s:请您不要把钱转到任何个人账户").ShouldBe([0]);
    }

    [Fact]
    public void Denied_and_quoted_words_do_not_count_unless_asked_for()
    {
        var lines = new[] { "s:我们不会去你家门口拉横幅", "s:您说“我们会去你家门口拉横幅”是谁说的" };
        Books.Hits(Books.Of("{similar: {to: [我们会去你家门口拉横幅], atLeast: 0.6}}"), lines).ShouldBeEmpty();
        Books.Hits(Books.Of("{similar: {to: [我们会去你家门口拉横幅], atLeast: 0.6, guards: []}}"), lines).ShouldBe([0, 1]);
    }

    [Fact]
    public void Symbols_between_the_characters_change_nothing_and_the_span_is_the_original()
    {
        var finding = new Inspector(Books.Of("{similar: {to: [我们会去你家门口拉横幅], atLeast: 0.9}}")).Inspect(Books.Talk("s:我们会去*你家门口~拉🔥横幅！")).ShouldHaveSingleItem();
        finding.Matched.ShouldBe("我们会去*你家门口~拉🔥横幅");
    }

    [Theory]
    [InlineData("{similar: {to: []}}", "needs sample")]
    [InlineData("{similar: {to: [滚]}}", "4 to 60")]
    [InlineData("{similar: {to: [去你单位找你], fold: [wrkplace]}}", "did you mean '$workplace'")]
    [InlineData("{similar: {to: [去你单位找你], atLeast: 3}}", "0.3 to 1")]
    [InlineData("{similar: {to: [去你单位找你], nottoo: [a]}}", "did you mean 'notTo'")]
    public void Mistakes_are_named(string when, string words)
    {
        var yaml = $"rulebook: t\nversion: '1'\n{Lexicons}\nrules:\n  - {{id: r, category: abuse, title: x, when: {when}}}\n";
        RulebookReader.Read(yaml, "t.yaml").Problems.Select(p => p.ToString()).ShouldContain(p => p.Contains(words));
    }

    [Fact]
    public void An_institutions_own_background_makes_its_usual_words_count_less()
    {
        var usual = Enumerable.Repeat("本行信用卡中心温馨提示", 5000);
        var yaml = "rulebook: t\nversion: '1'\nrules:\n  - {id: r, category: abuse, title: x, when: {similar: {to: [本行信用卡中心温馨提示您去死吧], atLeast: 0.3}}}\n";
        double Similarity(Background background)
            => new Inspector(RulebookReader.Read(yaml, "t.yaml", background).Rulebook!).Inspect(Books.Talk("s:本行信用卡中心温馨提示您缴费")).Select(f => f.Confidence).SingleOrDefault();
        Similarity(Background.Shipped.With(usual)).ShouldBeLessThan(Similarity(Background.Shipped));
    }
}
