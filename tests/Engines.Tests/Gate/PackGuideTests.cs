using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class PackGuideTests
{
    [Fact]
    public void The_worked_example_of_the_guide_loads()
    {
        var guide = File.ReadAllText(Path.Combine(GateTexts.Root, "docs/guide/pack-authors.md"));
        var start = guide.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        var yaml = guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)];
        var library = PackLibrary.Read([new("guide", yaml)]);
        library.Problems.ShouldBeEmpty();
        library.Packs.ShouldHaveSingleItem().Ref.Name.ShouldBe("in-rbi-2022");
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
}
