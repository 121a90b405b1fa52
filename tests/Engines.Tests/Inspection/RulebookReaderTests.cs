using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class RulebookReaderTests
{
    private const string Good = """
        rulebook: test
        version: "1"
        lexicons:
          bad: [老赖, 去|到 ~4 单位]
        rules:
          - id: r
            category: abuse
            title: {zh: 规则, en: rule}
            when: {said: {any: [$bad]}}
            examples:
              hit: [你这个老赖]
              clean: [你好]
        """;

    [Fact]
    public void A_good_rulebook_reads_without_a_word()
    {
        var reading = RulebookReader.Read(Good, "good.yaml");
        reading.Problems.ShouldBeEmpty();
        reading.Rulebook!.Hash.ShouldStartWith("sha256:");
        reading.Rulebook.Hash.ShouldBe(RulebookReader.Read(Good.ReplaceLineEndings("\r\n"), "good.yaml").Rulebook!.Hash);
        reading.Rulebook.RunExamples().IsPublishable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("advice: 请这样说", "请这样说", "请这样说")]
    [InlineData("advice: {zh: 请这样说, en: Say this}", "请这样说", "Say this")]
    public void A_rule_may_say_what_to_say_instead_and_its_findings_carry_it(string advice, string zh, string en)
    {
        var reading = RulebookReader.Read(Good.Replace("    category: abuse", $"    category: abuse\n    {advice}", StringComparison.Ordinal), "good.yaml");

        reading.Problems.ShouldBeEmpty();
        var finding = new Inspector(reading.Rulebook!).InspectMessage("你这个老赖", new ConversationHead { Id = "c", Kind = ConversationKind.Chat, Direction = ConversationDirection.Outbound }).ShouldHaveSingleItem();
        finding.Advice.ShouldBe(new LocalText(zh, en));
    }

    [Fact]
    public void Advice_in_one_language_only_is_told() =>
        RulebookReader.Read(Good.Replace("    category: abuse", "    category: abuse\n    advice: {zh: 请这样说}", StringComparison.Ordinal), "good.yaml").Problems.ShouldNotBeEmpty();

    [Theory]
    [InlineData("categry: abuse", "category: abuse", 7, "did you mean 'category'")]
    [InlineData("when: {sayd: {any: [$bad]}}", "when: {said: {any: [$bad]}}", 9, "did you mean 'said'")]
    [InlineData("when: {said: {anny: [$bad]}}", "when: {said: {any: [$bad]}}", 9, "did you mean 'any'")]
    [InlineData("when: {said: {any: [$bat]}}", "when: {said: {any: [$bad]}}", 9, "did you mean '$bad'")]
    [InlineData("when: {said: {any: [老赖], by: stuff}}", "when: {said: {any: [$bad]}}", 9, "did you mean 'staff'")]
    [InlineData("when: {said: {regex: '(?<=a)b'}}", "when: {said: {any: [$bad]}}", 9, "cannot be used")]
    [InlineData("category: abuze", "category: abuse", 7, "did you mean 'abuse'")]
    [InlineData("title: 规则\n    severty: major", "title: {zh: 规则, en: rule}", 9, "did you mean 'severity'")]
    public void A_mistake_names_its_line_and_what_would_be_right(string wrong, string right, int line, string proposal)
    {
        var reading = RulebookReader.Read(Good.Replace(right, wrong), "bad.yaml");
        reading.Rulebook.ShouldBeNull();
        var text = string.Join('\n', reading.Problems);
        text.ShouldContain($"bad.yaml:{line}:");
        text.ShouldContain(proposal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("a: [1, 2")]
    [InlineData("a: &x 1\nb: *x")]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("rulebook: x\nversion: \"1\"\nrules: {a: b}")]
    public void What_is_no_rulebook_is_refused_with_a_place(string yaml)
    {
        var reading = RulebookReader.Read(yaml, "x.yaml");
        reading.Rulebook.ShouldBeNull();
        reading.Problems.ShouldNotBeEmpty();
        reading.Problems.ShouldAllBe(p => p.Line >= 1 && p.Column >= 1);
    }

    [Theory]
    [InlineData("version: \"1\"", "version: \"1\"\nzone: Asia/Shangai", "zone: ", "did you mean 'Asia/Shanghai'?")]
    [InlineData("    category: abuse", "\tcategory: abuse", "\tcategory", "indent with spaces")]
    public void Zones_and_tabs_are_told_at_their_own_line(string right, string wrong, string at, string proposal)
    {
        var yaml = Good.Replace(right, wrong, StringComparison.Ordinal);
        var problem = RulebookReader.Read(yaml, "x.yaml").Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(yaml[..yaml.IndexOf(at, StringComparison.Ordinal)].Count(c => c == '\n') + 1);
        problem.ToString().ShouldContain(proposal);
    }

    [Fact]
    public void Tabs_that_do_no_harm_are_not_blamed_for_a_later_one()
    {
        var yaml = "note: |\n  \tset in\n" + Good.Replace("    category: abuse", "\tcategory: abuse", StringComparison.Ordinal);
        var problem = RulebookReader.Read(yaml, "x.yaml").Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(yaml[..yaml.IndexOf("\tcategory", StringComparison.Ordinal)].Count(c => c == '\n') + 1);
        problem.ToString().ShouldContain("indent with spaces");
    }

    [Fact]
    public void Nesting_without_end_is_refused()
        => RulebookReader.Read(new string('[', 100_000), "x.yaml").Problems.ShouldNotBeEmpty();

    [Fact]
    public void A_condition_decided_later_cannot_stand_in_a_sequence()
    {
        var yaml = Good.Replace("{said: {any: [$bad]}}", "{sequence: {steps: [{said: {any: [$bad]}}, {never: {said: {any: [你好]}}}]}}");
        RulebookReader.Read(yaml, "x.yaml").Problems.ShouldContain(p => p.Message.Contains("decided later"));
    }

    [Fact]
    public void A_rule_without_both_kinds_of_example_is_not_publishable()
    {
        var book = Books.Read(Good.Replace("      clean: [你好]", ""));
        book.RunExamples().IsPublishable.ShouldBeFalse();
        book.RunExamples().Failed.ShouldContain(f => f.Detail.Contains("clean"));
    }

    [Fact]
    public void No_damage_to_a_rulebook_makes_the_reader_throw()
    {
        var text = File.ReadAllText(Path.Combine(Books.Root(), "rulebooks/cn-collection.yaml"))[..6000];
        var damage = from at in Gen.Choose(0, text.Length - 1)
                     from length in Gen.Choose(0, 40)
                     from put in Gen.Elements("", "[", "{", "\"", "\n", ": ", "- ", "\t", "&a", "!!x", "(", "|", "$", "~", "\ud800", "%", "'")
                     select (at, length, put);
        Prop.ForAll(Gen.ListOf(damage).ToArbitrary(), damages =>
        {
            var broken = text;
            foreach (var (at, length, put) in damages)
            {
                var from = Math.Min(at, broken.Length);
                broken = broken[..from] + put + broken[Math.Min(broken.Length, from + length)..];
            }

            RulebookReader.Read(broken, "x.yaml").Problems.Count.ShouldBeLessThanOrEqualTo(100);
        }).QuickCheckThrowOnFailure();
    }
}
