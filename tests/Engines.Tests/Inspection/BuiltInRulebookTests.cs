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
