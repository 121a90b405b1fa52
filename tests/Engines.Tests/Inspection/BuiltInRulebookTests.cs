using System.Text.Json;
using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class BuiltInRulebookTests
{
    private static readonly Lazy<Rulebook> Book = new(Books.China);
    private static readonly Lazy<RulebookTestReport> Report = new(() => Book.Value.RunExamples());

    public static TheoryData<string> Rules()
    {
        var data = new TheoryData<string>();
        foreach (var rule in Book.Value.Rules)
        {
            data.Add(rule.Id);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_passes_its_own_examples(string rule)
        => Report.Value.Failed.Where(f => f.Rule == rule).Select(f => $"line {f.Line}: {f.Detail}").ShouldBeEmpty();

    [Fact]
    public void The_American_rulebook_passes_its_own_examples_and_covers_the_published_categories()
    {
        var book = Books.Named("us-collection");
        var report = book.RunExamples();
        report.Failed.Select(f => $"line {f.Line}: {f.Detail}").ShouldBeEmpty();
        report.Passed.Count.ShouldBeGreaterThan(100);
        book.Rules.Select(r => r.Category).Distinct().Order().ShouldBe(FindingCategory.All.Keys.Order());
    }

    public static TheoryData<string, string> ShippedRules()
    {
        TheoryData<string, string> data = [];
        foreach (var name in new[] { "cn-collection", "us-collection" })
        {
            foreach (var rule in Books.Named(name).Rules)
            {
                data.Add(name, rule.Id);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ShippedRules))]
    public void Every_rule_says_shortly_and_in_both_languages_what_to_say_instead(string name, string rule)
    {
        var advice = Advised.Value[name].Find(rule)!.Advice.ShouldNotBeNull();

        advice.Zh.Length.ShouldBeInRange(8, 60);
        advice.En.Length.ShouldBeInRange(15, 140);
        advice.Zh.ShouldContain(c => c >= '\u4E00' && c <= '\u9FFF');
        advice.En.ShouldAllBe(c => c < '\u2E80');
    }

    [Theory]
    [MemberData(nameof(ShippedRules))]
    public void What_a_rule_advises_breaks_no_rule(string name, string rule)
    {
        var book = Advised.Value[name];
        var advice = book.Find(rule)!.Advice!; // The test above asks for it.
        var head = new ConversationHead { Id = "m", Kind = ConversationKind.Chat, PersonRole = "Debtor" };

        new Inspector(book).InspectMessage(name == "cn-collection" ? advice.Zh : advice.En, head).Select(finding => $"{finding.Rule}: {finding.Matched}").ShouldBeEmpty();
    }

    private static readonly Lazy<Dictionary<string, Rulebook>> Advised = new(() => new[] { "cn-collection", "us-collection" }.ToDictionary(name => name, Books.Named));

    [Theory]
    [InlineData("cn.order.debt-before-identify", 2, "s:喂，那笔八千多的账什么时候清", "c:哪里的账", "s:这边是宏远资产管理公司的，姓蒋")]
    [InlineData("cn.order.debt-before-verify", 2, "s:您好，我是安和银行的，您欠款五千已经逾期", "c:啊", "s:请问您是王强本人吗", "c:是的")]
    [InlineData("cn.order.plan-before-debt", 4, "s:那您打算分几期还", "c:还什么", "s:三期还是六期", "c:三期吧", "s:您尾号4471的卡逾期三十三天，欠五千九百一")]
    public void A_step_out_of_order_is_told_at_the_very_words_that_make_it_certain(string rule, int at, params string[] lines)
    {
        var talk = Books.Talk(lines);
        var live = new Inspector(Book.Value).Open(talk.Head with { Kind = ConversationKind.Call, Direction = ConversationDirection.Outbound });

        var told = talk.Utterances.Select((utterance, i) => (At: i, Findings: live.Add(utterance))).Where(one => one.Findings.Any(finding => finding.Rule == rule)).Select(one => one.At);

        told.ShouldBe([at]);
    }

    [Fact]
    public void Whoever_speaks_for_the_debtor_first_excuses_the_order() =>
        new Inspector(Book.Value).Inspect(Books.Talk("t:喂，他不在", "s:那笔八千多的账什么时候清", "t:哪里的账", "s:这边是宏远资产管理公司的，姓蒋")).ShouldNotContain(finding => finding.Rule == "cn.order.debt-before-identify");

    [Fact]
    public void The_rulebook_covers_every_published_category()
        => Book.Value.Rules.Select(r => r.Category).Distinct().Order().ShouldBe(FindingCategory.All.Keys.Order());

    [Fact]
    public void Examples_of_both_kinds_are_many()
    {
        Report.Value.Passed.Count(p => p.MustHit).ShouldBeGreaterThanOrEqualTo(300);
        Report.Value.Passed.Count(p => !p.MustHit).ShouldBeGreaterThanOrEqualTo(300);
    }

    [Fact]
    public void Every_finding_says_why_in_chinese()
    {
        var findings = new Inspector(Book.Value).Inspect(Books.Talk("s:你就是个老赖", "s:去你单位拉横幅"));
        findings.Count.ShouldBeGreaterThan(1);
        findings.ShouldAllBe(f => f.Why.StartsWith("规则“") && f.RuleVersion == Book.Value.Hash);
    }

    /// <summary>The rulebook has a floor: what anybody would call a breach does not depend on what a detector learnt last.</summary>
    [Fact]
    public void Plain_breaches_are_found_each_in_its_category()
    {
        var inspector = new Inspector(Book.Value);
        var missed = File.ReadLines(Path.Combine(Books.Root(), "spec/cases/inspection/plain.jsonl"))
            .Select(line => (Expected: JsonDocument.Parse(line).RootElement.GetProperty("expect").GetString()!, Conversation: ConversationJson.Read(line).Conversation.ShouldNotBeNull()))
            .Where(one => inspector.Inspect(one.Conversation).All(finding => finding.Category != one.Expected))
            .Select(one => $"{one.Expected}: {one.Conversation.Utterances[^1].Text}");
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void Golden_conversations_give_the_golden_findings()
    {
        var folder = Path.Combine(Books.Root(), "spec/cases/inspection");
        var inspector = new Inspector(Book.Value);
        var actual = File.ReadLines(Path.Combine(folder, "conversations.jsonl"))
            .Select(line => ConversationJson.Read(line).Conversation.ShouldNotBeNull())
            .SelectMany(inspector.Inspect)
            .Select(f => string.Join('\t', f.Conversation, f.Category, f.Utterance?.ToString() ?? "-", f.Matched.Length == 0 ? "-" : f.Matched));
        var expected = File.ReadLines(Path.Combine(folder, "findings.tsv")).Where(l => l.Length > 0 && l[0] != '#');
        actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }
}
