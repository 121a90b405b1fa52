using System.Text.Json;
using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>Rules whose findings a language model may be asked about. The engine asks nobody.</summary>
public sealed class JudgeRuleTests
{
    private const string Question = "judge: {ask: 员工是否在暗示会找对方的家人？, turns: 4, onNo: dismiss}";

    [Fact]
    public void A_finding_carries_the_question_and_its_line_says_that_nobody_has_judged_it()
    {
        var book = Books.Of("{said: {any: [家人]}}", extra: Question);

        var finding = new Inspector(book).Inspect(Books.Talk("s:你家人知道吗")).ShouldHaveSingleItem();

        finding.Judge.ShouldBe(new JudgeQuestion("员工是否在暗示会找对方的家人？", 4, JudgeNo.Dismiss));
        book.Find("r")!.Judge.ShouldBe(finding.Judge);
        var line = FindingJson.Write(finding);
        JsonDocument.Parse(line).RootElement.GetProperty("judge").GetString().ShouldBe("not-judged");
        FindingJson.Read(line).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_finding_of_any_other_rule_says_nothing_of_judges() =>
        FindingJson.Write(new Inspector(Books.Of("{said: {any: [家人]}}")).Inspect(Books.Talk("s:你家人知道吗"))[0]).ShouldNotContain("judge");

    [Fact]
    public void Without_turns_and_onNo_six_turns_are_read_and_a_no_lowers() =>
        Books.Of("{said: {any: [家人]}}", extra: "judge: {ask: 员工是否在暗示会找对方的家人？}").Find("r")!.Judge.ShouldBe(new JudgeQuestion("员工是否在暗示会找对方的家人？", 6, JudgeNo.Lower));

    [Theory]
    [InlineData("judge: {aks: 员工是否在暗示会找对方的家人？}", "did you mean 'ask'")]
    [InlineData("judge: {ask: 坏吗}", "8 to 500 characters")]
    [InlineData("judge: {ask: 员工是否在暗示会找对方的家人？, onNo: dismis}", "did you mean 'dismiss'")]
    [InlineData("judge: {ask: 员工是否在暗示会找对方的家人？, turns: 41}", "from 0 to 40")]
    [InlineData("judge: {ask: 员工是否在暗示会找对方的家人？, when: {said: {any: [a]}}}", "move 'when' out of 'judge'")]
    [InlineData(Question + "\n    points: 5", "leave 'points' out")]
    [InlineData(Question + "\n    fatal: true", "leave 'fatal' out")]
    [InlineData(Question + "\n    action: block", "use 'action: warn'")]
    public void A_mistake_is_told_with_what_would_be_right(string extra, string proposal)
    {
        var book = $"rulebook: t\nversion: '1'\nrules:\n  - id: r\n    category: abuse\n    title: {{zh: 规则, en: rule}}\n    {extra}\n    when: {{said: {{any: [a]}}}}\n";

        var problem = RulebookReader.Read(book, "t.yaml").Problems[^1];

        problem.ToString().ShouldContain(proposal);
        problem.Line.ShouldBeInRange(7, 8);
    }
}
