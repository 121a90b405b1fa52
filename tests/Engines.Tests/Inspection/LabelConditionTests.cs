using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>Detectors of many labels in rules; "small" is trained on an invented language where 笨鸟 is an insult, 小心点 a threat and 我叫小王 a name.</summary>
public sealed class LabelConditionTests
{
    private const string Insult = "今天账单您这笨鸟还款谢谢";
    private const string Threat = "先生请问您小心点一起吃饭";

    [Fact]
    public void A_label_is_found_with_its_probability_its_threshold_and_the_pieces_that_moved_it()
    {
        var finding = new Inspector(Books.Of("{detector: {model: small, label: insult, atLeast: 0.5, by: staff}}")).Inspect(Books.Talk("s:" + Threat, "c:" + Insult, "s:" + Insult)).ShouldHaveSingleItem();
        finding.Utterance.ShouldBe(2);
        finding.Matched.ShouldContain("笨");
        finding.Why.ShouldContain("检测模型small（insult，");
        finding.Why.ShouldContain("0.50");
        finding.Why.ShouldContain("依据：");
        finding.Confidence.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Numbers_of_people_are_quoted_masked()
    {
        var finding = new Inspector(Books.Of("{detector: {model: small, label: insult, atLeast: 0.1, by: staff}}")).Inspect(Books.Talk("s:笨鸟13812345678笨鸟")).ShouldHaveSingleItem();
        (finding.Matched + finding.Normalised + finding.Why).ShouldNotContain("12345");
        finding.Matched.ShouldContain("笨");
    }

    [Fact]
    public void Words_count_only_where_the_label_is_probable_enough_and_not_too_probable()
    {
        Books.Hits(Books.Of("{said: {any: [账单, 请问], detector: {model: small, label: insult, atLeast: 0.5}}}"), "s:" + Insult, "s:" + Threat).ShouldBe([0]);
        Books.Hits(Books.Of("{said: {any: [账单, 请问], detector: {model: small, label: insult, below: 0.5}}}"), "s:" + Insult, "s:" + Threat).ShouldBe([1]);
        Books.Hits(Books.Of("{said: {any: [账单, 请问], detector: [{model: small, label: insult, below: 0.5}, {model: small, label: threat, below: 0.5}]}}"), "s:" + Insult, "s:" + Threat, "s:请问").ShouldBe([2]);
        new Inspector(Books.Of("{said: {any: [账单], detector: {model: small, label: insult}}}")).Inspect(Books.Talk("s:" + Insult))[0].Why.ShouldContain("检测模型small（insult，");
    }

    [Fact]
    public void A_message_that_as_a_whole_repeats_another_is_no_evidence_of_a_conversation()
    {
        var book = Books.Of("{detector: {model: small, label: insult, atLeast: 0.5, scope: conversation}}");
        var talk = Books.Talk("s:" + Insult);
        new Inspector(book).Inspect(talk).ShouldHaveSingleItem();
        new Inspector(book).Inspect(talk with { Utterances = [talk.Utterances[0] with { Quoted = true }] }).ShouldBeEmpty();
        new Inspector(book).Inspect(talk with { Utterances = [talk.Utterances[0] with { QuotedText = Insult }] }).ShouldBeEmpty();
    }

    [Fact]
    public void A_label_serves_as_a_step_of_a_flow()
    {
        var book = Books.Read("""
            rulebook: test
            version: "1"
            conditions:
              own-name: {detector: {model: small, label: name, atLeast: 0.5}}
            flows:
              - id: f
                steps:
                  - {id: name, title: 报姓名, when: {anyOf: [{said: {any: [工号]}}, {use: own-name}]}}
                checks:
                  - {id: c, category: missing-step, title: c, missing: name}
            """);
        Books.Hits(book, "s:您我叫小王今天天气").ShouldBeEmpty();
        Books.Hits(book, "s:工号三零七").ShouldBeEmpty();
        Books.Hits(book, "s:今天天气很好").ShouldBe([null]);
    }

    [Fact]
    public void A_finding_waits_for_its_confirmation_and_is_written_when_it_comes()
    {
        var live = new Inspector(Confirmed("")).Open(Books.Talk().Head);
        live.Add(Books.Lines("s:请问账单")[0]).ShouldBeEmpty();
        var (second, third) = (Books.Lines("s:", "s:" + Insult, "s:账单")[1], Books.Lines("s:", "s:", "s:账单")[2]);
        live.Add(second).Select(finding => finding.Utterance).ShouldBe([0, 1]);
        live.Add(third).Select(finding => finding.Utterance).ShouldBe([2]);
        live.Close(ClosingFacts.None).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_confirmed_by_the_close_is_never_written()
    {
        Books.Hits(Confirmed(""), "s:请问账单", "c:" + Insult, "s:" + Threat).ShouldBeEmpty(); // Staff only.
        Books.Hits(Confirmed("confirmed: true"), "s:请问账单").ShouldBe([0]);
    }

    /// <summary>What is hardly probable of each of two lines is probable of both together; the strongest of them is the finding's.</summary>
    [Fact]
    public void Lines_that_are_no_evidence_alone_are_evidence_together()
    {
        var line = Enumerable.Range(0, Threat.Length - 4).SelectMany(from => Enumerable.Range(4, Threat.Length - from - 3).Select(length => Threat.Substring(from, length)))
            .First(part => Probability("threat", part) is > 0.05 and < 0.8);
        var each = Probability("threat", line);
        var level = 1 - ((1 - each) * (1 - each)) - 0.001;
        level.ShouldBeGreaterThan(each);
        var together = $"{{detector: {{model: small, label: threat, atLeast: {level:0.0000}, scope: conversation}}}}";

        Books.Hits(Books.Of(together), "s:" + line, "c:" + line).ShouldBeEmpty();
        var finding = new Inspector(Books.Of(together)).Inspect(Books.Talk("s:" + line, "t:" + line, "s:" + line, "s:" + line)).ShouldHaveSingleItem();
        finding.Utterance.ShouldBe(0);
        finding.Confidence.ShouldBe(Math.Round(1 - ((1 - each) * (1 - each)), 2), 0.011);
        finding.Why.ShouldContain("合计");
        finding.Why.ShouldContain("依据：");
    }

    [Fact]
    public void Only_the_five_strongest_lines_are_added_up()
    {
        var weak = Probability("threat", "今天天气很好");
        var level = 1 - Math.Pow(1 - weak, 5) + 0.001;
        var lines = Enumerable.Repeat("s:今天天气很好", 400).ToArray();
        Books.Hits(Books.Of($"{{detector: {{model: small, label: threat, atLeast: {level:0.0000}, scope: conversation}}}}"), lines).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{detector: {model: small, label: threat, scope: conversation, guards: [denial]}}", "of a whole conversation", "remove 'guards'")]
    [InlineData("{said: {any: [a], scope: conversation}}", "'conversation'", "utterance")]
    [InlineData("{detector: {model: small, label: thret}}", "has no label 'thret'", "did you mean 'threat'?")]
    [InlineData("{detector: {model: small, label: zzzzzzzz}}", "has no label 'zzzzzzzz'", "one of insult, name, threat")]
    [InlineData("{detector: {model: small}}", "'label' is missing", "one of insult, name, threat")]
    [InlineData("{detector: {model: abuse, label: threat}}", "knows one label only", "remove 'label'")]
    [InlineData("{said: {any: [a], detector: {model: smal, label: threat}}}", "no detector 'smal'", "did you mean 'small'?")]
    [InlineData("{said: {any: [a], detector: {model: small, label: threat, atleast: 0.1}}}", "'atleast' is not known", "did you mean 'atLeast'?")]
    public void Mistakes_are_named_with_their_place(string when, string words, string proposal) => Books.ShouldBeRefused(when, words, proposal);

    [Fact]
    public void A_category_that_does_not_exist_cannot_be_confirmed()
    {
        var problem = RulebookReader.Read("rulebook: t\nversion: '1'\nconfirm:\n  abus: {said: {any: [a]}}\nrules: []\n", "t.yaml", Books.Sources).Problems[0];
        (problem.Line, problem.Message, problem.Proposal).ShouldBe((4, "'abus' is not a category", "did you mean 'abuse'?"));
    }

    private static double Probability(string label, string text)
    {
        var detector = Books.Sources.LabelDetector("small")!;
        var probabilities = new double[detector.Card.Labels.Count];
        detector.Judge(new SpokenText(text), probabilities);
        return probabilities[detector.Place(label)!.Value];
    }

    private static Rulebook Confirmed(string extra) => Books.Of("{said: {any: [账单]}}", "confirm: {abuse: {detector: {model: small, label: insult, atLeast: 0.5, by: staff}}}", extra);
}
