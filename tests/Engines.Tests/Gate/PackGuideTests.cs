using System.Text.RegularExpressions;
using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>The pack authors' guide is run as it is written: its files are taken from the page.</summary>
public sealed partial class PackGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(GateTexts.Root, "docs/guide/pack-authors.md"));

    private static readonly IReadOnlyList<NamedText> Files =
        [.. FileBlock().Matches(Guide).Select(m => new NamedText(m.Groups["path"].Value, m.Groups["text"].Value))];

    private static IEnumerable<NamedText> Packs => Files.Where(f => f.Name.StartsWith("packs/", StringComparison.Ordinal));

    private static IEnumerable<NamedText> Cases => Files.Where(f => f.Name.StartsWith("spec/cases/", StringComparison.Ordinal));

    [Fact]
    public void The_packs_of_the_guide_load()
    {
        var library = PackLibrary.Read(Packs);
        library.Problems.ShouldBeEmpty();
        library.Packs.ShouldHaveSingleItem().Ref.Name.ShouldBe("xr-ordinance");
        library.Groups.Keys.ShouldBe(["xr"]);
    }

    [Fact]
    public void The_check_prints_what_the_guide_says()
    {
        var report = GateCheck.Run(Cases, PackLibrary.Read(Packs));
        report.Results.Where(r => !r.Passed).ShouldBeEmpty();
        Guide.ShouldContain($"daylight gate check spec/cases/gate/xr.yaml\n{report}\n");
    }

    [Fact]
    public void The_guide_uses_most_kinds_of_rules() =>
        PackLibrary.Read(Packs).Packs[0].Rules.Select(r => r.Kind).ShouldBe(["hours", "cap", "restriction", "forbid", "ladder", "staff", "obligation"]);

    [Theory]
    [InlineData("rules: [xr.hours]")]
    [InlineData("rules: [xr.conversations]")]
    [InlineData("rules: [xr.declined]")]
    [InlineData("rules: [xr.others]")]
    [InlineData("rules: [xr.whereabouts]")]
    [InlineData("rules: [xr.two-persons]")]
    [InlineData("rules: [xr.name]")]
    public void Without_the_vector_of_a_rule_the_pack_of_the_guide_does_not_load(string named)
    {
        var maimed = Packs.Select(f => f with { Text = f.Text.Replace(named, "rules: []", StringComparison.Ordinal) }).ToList();
        maimed.ShouldNotBe(Packs);
        var library = PackLibrary.Read(maimed);
        library.Packs.ShouldBeEmpty();
        library.Problems.ShouldContain(p => p.Message.Contains("no passing vector", StringComparison.Ordinal));
    }

    [Fact]
    public void A_consent_that_lifts_a_rule_is_shown()
    {
        var decision = GateAsk.Answer("""{"zone":"Asia/Shanghai","given":{"facts":[{"kind":"consent","scope":"hours","at":"2026-02-01T10:00"}]},"intent":{"at":"2026-03-02T22:10","channel":"call","person":"P"}}""", GateTexts.Policy("cn")).Decision!;
        decision.IsPermitted.ShouldBeTrue();
        decision.Rules.Single(r => r.Id == "cn.guideline.hours").Because.ShouldBe("lifted by an exception");
    }

    [Fact]
    public void A_make_up_workday_is_a_workday_and_a_holiday_is_a_day_off()
    {
        var days = GateTexts.Policy("cn-house").Packs[0].Days;
        days.Of(new(2026, 2, 14)).ShouldBe(DayKinds.Sat | DayKinds.Workday);
        days.Of(new(2026, 2, 23)).ShouldBe(DayKinds.Mon | DayKinds.Holiday | DayKinds.DayOff);
        days.Of(new(2026, 9, 20)).ShouldBe(DayKinds.Sun | DayKinds.Workday);
        days.Of(new(2026, 3, 7)).ShouldBe(DayKinds.Sat | DayKinds.DayOff);
    }

    [GeneratedRegex("```yaml (?<path>\\S+)\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FileBlock();
}
