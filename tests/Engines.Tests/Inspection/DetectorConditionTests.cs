using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class DetectorConditionTests
{
    private const string Insult = "没钱还你借什么钱，你个臭不要脸的废物";

    [Fact]
    public void What_the_detector_finds_is_a_hit_with_its_probability_its_threshold_and_the_pieces_that_moved_it()
    {
        var finding = new Inspector(Books.Of("{detector: {model: abuse, atLeast: 0.9, by: staff, guards: []}}"))
            .Inspect(Books.Talk("s:您好，请问今天方便处理一下您的账单吗？", "c:" + Insult, "s:" + Insult)).ShouldHaveSingleItem();
        finding.Utterance.ShouldBe(2);
        finding.Confidence.ShouldBe(Math.Round(Books.Abuse.Value.Judge(Insult).Probability, 2));
        finding.Why.ShouldContain($"检测模型abuse（{finding.Model!["sha256:".Length..][..12]}）");
        finding.Why.ShouldContain("0.90");
        Insult.ShouldContain(finding.Matched);
        var strongest = Books.Abuse.Value.Explain(Insult).Influences.First(i => i.Weight > 0);
        finding.Why.ShouldContain(Insult[strongest.Span.From..strongest.Span.To].Trim());
    }

    [Fact]
    public void The_models_own_threshold_counts_where_none_is_given()
    {
        foreach (var words in new[] { Insult, "你怎么还不还钱呢", "你这种人真没意思", "谢谢您的理解" })
        {
            Books.Hits(Books.Of("{detector: {model: abuse, guards: []}}"), "s:" + words).Length.ShouldBe(Books.Abuse.Value.Judge(words).Found ? 1 : 0, words);
        }
    }

    [Fact]
    public void Sentence_by_sentence_the_worst_one_decides()
    {
        var finding = new Inspector(Books.Of("{detector: {model: abuse, scope: sentence}}")).Inspect(Books.Talk("s:您好，我是客服小李。你个臭不要脸的废物。")).ShouldHaveSingleItem();
        finding.Span!.Value.From.ShouldBeGreaterThanOrEqualTo("您好，我是客服小李。".Length);
    }

    [Fact]
    public void Position_role_and_length_narrow_it_as_they_narrow_said()
    {
        Books.Hits(Books.Of("{detector: {model: abuse, position: {first: {utterances: 1}}}}"), "s:您好", "s:" + Insult).ShouldBeEmpty();
        Books.Hits(Books.Of("{detector: {model: abuse, position: {last: {utterances: 1}}}}"), "s:" + Insult, "s:您好", "s:" + Insult).ShouldBe([2]);
        Books.Hits(Books.Of("{detector: {model: abuse, by: customer}}"), "s:" + Insult, "c:" + Insult).ShouldBe([1]);
        Books.Hits(Books.Of("{detector: {model: abuse, lengthMin: 100}}"), "s:" + Insult).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("有客户投诉说您骂他是臭不要脸的废物")]
    [InlineData("我们没有骂您是废物")]
    public void Guarded_words_do_not_count_unless_asked_for(string words)
    {
        Books.Hits(Books.Of("{detector: {model: abuse}}"), "s:" + words).ShouldBeEmpty();
        Books.Hits(Books.Of("{said: {any: [废物], guards: []}}"), "s:" + words).ShouldBe([0]);
    }

    [Fact]
    public void A_quoted_message_is_not_the_senders()
    {
        var quoted = Books.Lines("s:" + Insult).Select(u => u with { Quoted = true }).ToArray();
        new Inspector(Books.Of("{detector: {model: abuse}}")).Inspect(Books.Talk() with { Utterances = quoted }).ShouldBeEmpty();
        new Inspector(Books.Of("{detector: {model: abuse, guards: []}}")).Inspect(Books.Talk() with { Utterances = quoted }).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{detector: {model: abus}}", "no detector 'abus'", "did you mean 'abuse'?")]
    [InlineData("{detector: {model: ../abuse}}", "no detector '../abuse'", "abuse")]
    [InlineData("{detector: {atLeast: 0.9}}", "'model' is missing", "add")]
    [InlineData("{detector: {model: abuse, atLeast: 9}}", "from 0 to 1", "")]
    [InlineData("{detector: {model: abuse, atleast: 0.9}}", "'atleast' is not known", "did you mean 'atLeast'?")]
    public void Mistakes_are_named_with_their_place(string when, string words, string proposal) => Books.ShouldBeRefused(when, words, proposal);

    [Fact]
    public void Without_an_installation_there_are_no_detectors()
        => RulebookReader.Read("rulebook: t\nversion: '1'\nrules:\n  - {id: r, category: abuse, title: x, when: {detector: {model: abuse}}}\n", "t.yaml").Problems[0].Proposal.ShouldBe("put its file into models/");
}
