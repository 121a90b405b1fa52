using Daylight.Gate;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class CalendarTests
{
    private const string Calendar = """
        calendar: test
        version: "2026.1"
        source: a notice
        years: [2026]
        holidays: [2026-05-01]
        daysOff: [2026-05-04]
        workdays: [2026-05-09]
        """;

    [Theory]
    [InlineData("2026-05-01", DayKinds.Fri | DayKinds.Holiday | DayKinds.DayOff)]
    [InlineData("2026-05-04", DayKinds.Mon | DayKinds.DayOff)]
    [InlineData("2026-05-05", DayKinds.Tue | DayKinds.Workday)]
    [InlineData("2026-05-09", DayKinds.Sat | DayKinds.Workday)]
    [InlineData("2026-05-10", DayKinds.Sun | DayKinds.DayOff)]
    [InlineData("2027-05-05", DayKinds.Wed | DayKinds.Holiday | DayKinds.DayOff)]
    public void A_day_is_what_the_calendar_says_and_unknown_years_may_be_holidays(string date, DayKinds kinds) =>
        Library(Calendar).Calendars["test"].Of(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value).ShouldBe(kinds);

    [Fact]
    public void A_weekend_need_not_be_Saturday_and_Sunday()
    {
        var days = Library("calendar: test\nholidays: [2026-05-01]\nweekend: [fri, sat]").Calendars["test"];
        days.Of(new(2026, 5, 8)).ShouldBe(DayKinds.Fri | DayKinds.DayOff);
        days.Of(new(2026, 5, 10)).ShouldBe(DayKinds.Sun | DayKinds.Workday);
    }

    [Fact]
    public void Vectors_may_ask_about_days()
    {
        const string vectors = """
            packs: []
            calendar: test
            vectors:
              - {id: holiday, day: 2026-05-01, expect: {days: [fri, holiday, day-off]}}
              - {id: made-up, day: 2026-05-09, expect: {days: [workday]}}
              - {id: given, given: {holidays: [2026-05-06]}, day: 2026-05-06, expect: {days: [holiday]}}
              - {id: wrong, day: 2026-05-01, expect: {days: [workday]}}
              - {id: nowhere, calendar: tset, day: 2026-05-01, expect: {days: [workday]}}
            """;
        var report = GateCheck.Run([new("v", vectors)], Library(Calendar));
        report.Passed.ShouldBe(3);
        report.Results.Where(r => !r.Passed).Select(r => r.ToString()).ShouldBe(
        [
            "v:7: wrong: 2026-05-01 is fri, holiday, day-off, expected workday",
            "v:8: nowhere: there is no calendar called tset; did you mean 'test'?",
        ]);
    }

    [Theory]
    [InlineData("calendar: test\nholidays: [2026-05-01]\nworkdays: [2026-05-01]")]
    [InlineData("calendar: test\nholidays: [2026-05-41]")]
    [InlineData("calendar: test\nyears: [2026]\nholidays: [2027-05-01]")]
    [InlineData("calendar: test\nholiday: [2026-05-01]")]
    [InlineData("calendar: test\nholidays: [2026-05-01]\nweekend: [holiday]")]
    public void A_pack_that_counts_by_a_broken_calendar_does_not_load(string calendar)
    {
        var library = Library(calendar);
        library.Problems.ShouldNotBeEmpty();
        library.Packs.ShouldBeEmpty();
    }

    [Fact]
    public void A_decision_names_the_calendar_it_counted_by()
    {
        var policy = Library(Calendar).Resolve(["x"], out _)!;
        var decision = policy.Decide(GateTexts.Question("{zone: UTC, vectors: [{id: a, intent: {at: 2026-05-05T10:00, channel: call, person: P}, expect: {verdict: permit}}]}"));
        var calendar = decision.Calendars.ShouldHaveSingleItem();
        (calendar.Name, calendar.Version).ShouldBe(("test", "2026.1"));
        DecisionJson.Write(decision).ShouldContain("\"calendars\":[{\"name\":\"test\",\"version\":\"2026.1\",\"hash\":\"" + calendar.Hash + "\"}]");
        DecisionJson.Write(GateTexts.Policy("us-fdcpa").Decide(Questions.Call(Instant.FromUtc(2026, 3, 2, 15, 0)))).ShouldNotContain("calendars");
    }

    [Fact]
    public void A_calendar_of_two_years_in_two_files_has_one_hash_whatever_their_order()
    {
        NamedText[] files = [new("a", "calendar: test\nyears: [2026]\nholidays: [2026-05-01]"), new("b", "calendar: test\nyears: [2027]\nholidays: [2027-05-01]"), Pack];
        var (one, other) = (PackLibrary.Read(files), PackLibrary.Read(files.Reverse()));
        one.Packs[0].CalendarRef.ShouldBe(other.Packs[0].CalendarRef);
        one.Calendars["test"].Of(new(2027, 5, 3)).ShouldBe(DayKinds.Mon | DayKinds.Workday);
        one.Calendars["test"].Of(new(2028, 5, 3)).ShouldBe(DayKinds.Wed | DayKinds.Holiday | DayKinds.DayOff);
    }

    private static NamedText Pack => new("x.yaml", SmallPack.Text("""
        kind: hours
        open: [{from: "08:00", to: "20:00"}]
        closed: [holiday]
        """, "[{id: a, intent: {at: 2026-05-01T10:00, channel: call, person: P}, expect: {verdict: refuse, rules: [x.rule]}}]", "UTC").Replace("zone: UTC\ninstrument", "zone: UTC\ncalendar: test\ninstrument", StringComparison.Ordinal));

    private static PackLibrary Library(string calendar) => PackLibrary.Read([new("calendar", calendar), Pack]);
}
