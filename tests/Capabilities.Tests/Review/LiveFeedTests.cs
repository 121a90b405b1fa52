using Daylight.Conduct;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class LiveFeedTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_wall_shows_who_talks_now_and_what_was_said_last(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        var id = await home.OpenCallAsync();
        await home.OpenCallAsync(home.Colleague);
        await home.SayAsync(id, 0, "您好，老赖", "staff");
        await home.SayAsync(id, 1, "你说什么", "customer");
        await home.InspectAsync();

        var wall = await home.Get<ReadWall>().RunAsync(lead, CancellationToken.None);

        var shown = wall.Conversations.Single();
        shown.Id.ShouldBe(id);
        shown.StaffName.ShouldBe("collector");
        shown.PersonName.ShouldBe("张**");
        shown.UtteranceCount.ShouldBe(2);
        shown.LastRole.ShouldBe("customer");
        shown.LastText.ShouldBe("你说什么");
        shown.FindingCount.ShouldBe(1);
        shown.WorstSeverity.ShouldBe("critical");
        wall.Alerts.Single().ConversationId.ShouldBe(id);
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_changed_and_only_that()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var feed = await home.Get<LiveFeed>().LoadAsync(TestInstallation.Institution, CancellationToken.None);
        var quiet = await home.OpenCallAsync();
        var ended = await home.OpenCallAsync();
        await home.InspectAsync();
        var seq = feed.Wall(home.Clock.Now, null, ofModels: true).Seq;

        await home.SayAsync(ended, 0, "老赖");
        await home.InspectAsync();
        await home.TryCloseAsync(ended);
        await home.InspectAsync();
        var started = await home.OpenCallAsync(home.Colleague);
        await home.InspectAsync();

        var batch = feed.Since(seq, home.Clock.Now, null, ofModels: true);
        batch.Snapshot.ShouldBeFalse();
        batch.Closed.ShouldBe([ended]);
        batch.Conversations.Select(view => view.Id).ShouldBe([started]);
        batch.Alerts.Single().ConversationId.ShouldBe(ended);
        var ofTeamB = feed.Since(seq, home.Clock.Now, ConductHome.TeamB, ofModels: true);
        ofTeamB.Alerts.ShouldBeEmpty();
        ofTeamB.Closed.ShouldBeEmpty();
        ofTeamB.Conversations.Single().Id.ShouldBe(started);
        feed.Since(batch.Seq, home.Clock.Now, null, ofModels: true).Conversations.ShouldBeEmpty();
        feed.Wall(home.Clock.Now, null, ofModels: true).Conversations.Select(view => view.Id).ShouldBe([started, quiet]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task After_a_restart_the_wall_is_whole_again_and_older_numbers_ask_for_all_of_it(Dialect dialect)
    {
        var home = await ConductHome.OpenAsync(dialect);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "老赖");
        await home.InspectAsync();
        var before = await home.Get<LiveFeed>().LoadAsync(TestInstallation.Institution, CancellationToken.None);
        var seq = before.Seq;
        home = await home.RestartAsync(dialect);
        await using var restarted = home;

        var feed = await home.Get<LiveFeed>().LoadAsync(TestInstallation.Institution, CancellationToken.None);
        var batch = feed.Since(seq, home.Clock.Now, null, ofModels: true);

        feed.Seq.ShouldBeGreaterThan(seq);
        batch.Snapshot.ShouldBeTrue();
        batch.Conversations.Single().LastText.ShouldBe("老赖");
        batch.Conversations.Single().FindingCount.ShouldBe(1);
        batch.Alerts.Single().ConversationId.ShouldBe(id);
    }

    [Fact]
    public async Task An_acknowledged_alert_is_told_again()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "老赖");
        await home.InspectAsync();
        var wall = await home.Get<ReadWall>().RunAsync(lead, CancellationToken.None);

        await home.Get<AcknowledgeAlert>().RunAsync(lead, wall.Alerts.Single().Id, CancellationToken.None);

        var feed = await home.Get<LiveFeed>().LoadAsync(TestInstallation.Institution, CancellationToken.None);
        feed.Since(wall.Seq, home.Clock.Now, ConductHome.TeamA, ofModels: true).Alerts.Single().AcknowledgedBy.ShouldBe("lead");
        feed.Wall(home.Clock.Now, null, ofModels: true).Alerts.Count.ShouldBe(1);
    }
}
