using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ExploreContactTests
{
    private static readonly ExploreContactRequest Call = new(ContactHome.Case, ContactHome.Debtor, "call", ContactHome.Mobile);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Exploring_reserves_nothing_and_leaves_no_entry(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);

        for (var i = 0; i < 5; i++)
        {
            var decision = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, Call));
            decision.Value.Verdict.ShouldBe("permit-with-obligations");
            decision.Value.Id.ShouldBeNull();
        }

        (await home.ActsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_moment_may_be_asked_about()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var decision = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, Call with { At = ContactHome.At(23) }));

        decision.Value.Verdict.ShouldBe("refuse");
        decision.Value.Next.ShouldBe(ContactHome.At(8, 0, day: 3));
    }

    [Fact]
    public async Task A_week_shows_quiet_hours_refused_on_each_of_seven_days()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var week = (await home.ReadAsync(session => home.Get<ExploreContact>().Week(session, home.Collector, Call, null))).Value;

        week.Zone.ShouldBe("Asia/Shanghai");
        week.From.ShouldBe(new DateOnly(2026, 3, 2));
        week.Days.Count.ShouldBe(7);
        foreach (var day in week.Days)
        {
            day.Hours.Count.ShouldBe(24);
            day.Hours.Where(hour => hour.Verdict == "refuse").Select(hour => hour.Hour).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 22, 23]);
            day.Hours[22].Rules.ShouldContain("cn.standard.hours");
        }
    }

    [Fact]
    public async Task A_week_that_begins_on_another_day_begins_there()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var week = (await home.ReadAsync(session => home.Get<ExploreContact>().Week(session, home.Collector, Call, new DateOnly(2026, 3, 30)))).Value;

        week.Days[0].Date.ShouldBe(new DateOnly(2026, 3, 30));
        week.Days[^1].Date.ShouldBe(new DateOnly(2026, 4, 5));
    }

    [Fact]
    public async Task The_day_on_which_the_clocks_go_forward_lacks_an_hour()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.WriteAsync(session => session.Execute("UPDATE person SET zone = 'America/New_York' WHERE id = @Debtor", new { ContactHome.Debtor }));

        var week = (await home.ReadAsync(session => home.Get<ExploreContact>().Week(session, home.Collector, Call, new DateOnly(2026, 3, 8)))).Value;

        week.Days[0].Hours.Select(hour => hour.Hour).ShouldNotContain(2);
        week.Days[0].Hours.Count.ShouldBe(23);
    }
}
