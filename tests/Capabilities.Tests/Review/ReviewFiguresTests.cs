using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ReviewFiguresTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_day_is_counted_by_hour_category_and_staff(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var first = await home.OpenCallAsync();
        await home.SayAsync(first, 0, "我是某行，老赖，加急费");
        await home.TryCloseAsync(first);
        await home.InspectAsync();
        home.Clock.Now += TimeSpan.FromHours(2);
        var second = await home.OpenCallAsync(home.Colleague);
        await home.SayAsync(second, 0, "老赖", caller: home.Colleague);
        await home.InspectAsync();
        var review = await home.Get<ClaimReview>().NextAsync(inspector, CancellationToken.None);
        await home.Get<DecideReview>().DecideAsync(inspector, review!.Id, new DecideReviewRequest("upheld"), CancellationToken.None);

        var from = UtcMicros.From(TestInstallation.Start.AddHours(-2));
        var to = UtcMicros.From(TestInstallation.Start.AddHours(22));
        var conduct = await home.ReadAsync(session => home.Get<ConductFigures>().Day(session, TestInstallation.Institution, from, to));
        var figures = await home.ReadAsync(session => home.Get<ReviewFigures>().Day(session, TestInstallation.Institution, from, to));

        conduct.Conversations.ShouldBe(2);
        conduct.LiveNow.ShouldBe(1);
        conduct.ByHour.Select(hour => hour.HourStartMicros).ShouldBe([UtcMicros.From(TestInstallation.Start), UtcMicros.From(TestInstallation.Start.AddHours(2))]);
        figures.Findings.ShouldBe(3);
        figures.ByCategory.Select(item => (item.Category, item.Count)).ShouldBe([("abuse", 2L), ("extra-charge", 1L)]);
        figures.OpenAlerts.ShouldBe(2);
        figures.ReviewsDecided.ShouldBe(1);
        figures.Upheld.ShouldBe(1);
        figures.ReviewsWaiting.ShouldBe(2);
        figures.ByHour.Select(hour => hour.Count).ShouldBe([2L, 1L]);
        var held = figures.ByStaff.Single(item => item.StaffId == home.Collector.StaffId);
        held.Findings.ShouldBe(2);
        held.ScoreCount.ShouldBe(1);
        held.ScoreSum.ShouldBe(65);
        var earlier = await home.ReadAsync(session => home.Get<ReviewFigures>().Day(session, TestInstallation.Institution, 0, from));
        earlier.Findings.ShouldBe(0);
    }
}
