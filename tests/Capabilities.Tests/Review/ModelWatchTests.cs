using Daylight.Conduct;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ModelWatchTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_staff_said_is_scored_once_when_a_conversation_ends_and_only_counts_are_kept(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect);
        var before = await WatchAsync(home);
        var call = await home.Home.OpenCallAsync();
        await home.Home.SayAsync(call, 0, "您好，请问是本人吗");
        await home.Home.SayAsync(call, 1, "我是本人没错", "customer");
        await home.Home.InspectAsync();
        var live = await WatchAsync(home);

        await home.Home.TryCloseAsync(call);
        await home.Home.InspectAsync();
        await home.Home.InspectAsync();

        before.Window.Texts.ShouldBe(0);
        live.Window.Texts.ShouldBe(0);
        var after = await WatchAsync(home);
        (after.Window.Texts, after.Window.State, after.Window.Index).ShouldBe((1, "too-few", null));
        after.Days.ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Traffic_unlike_that_of_the_training_is_warned_of_with_the_threshold(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect);
        var today = Today(home);
        await ScoreAsync(home, today - 1, home.Champion.Report.Reference.Select(share => (int)Math.Round(share * 1000)).ToArray());
        var steady = await WatchAsync(home);
        var quiet = await WarningsAsync(home);

        await ScoreAsync(home, today, [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);

        steady.Window.State.ShouldBe("steady");
        quiet.ShouldBeEmpty();
        var drifting = await WatchAsync(home);
        drifting.Window.State.ShouldBe("drifting");
        drifting.Window.Index!.Value.ShouldBeGreaterThan(drifting.DriftFrom);
        var warning = (await WarningsAsync(home)).ShouldHaveSingleItem();
        (warning.Name, warning.Kind, warning.DriftFrom, warning.Texts).ShouldBe(("own-abuse", "drift", 0.25, drifting.Window.Texts));
    }

    [Fact]
    public async Task What_was_scored_eight_days_ago_is_no_part_of_the_window()
    {
        await using var home = await CrownedAsync(Dialect.Sqlite);
        await ScoreAsync(home, Today(home) - 7, [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);

        var watch = await WatchAsync(home);

        watch.Window.Texts.ShouldBe(0);
        watch.Days.ShouldHaveSingleItem().Index.ShouldNotBeNull();
        (await WarningsAsync(home)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_share_of_upheld_findings_of_the_model_is_told_by_week(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect);
        await home.Home.Installation.WriteAsync(session => session.Execute(
            "UPDATE finding SET model = @Hash WHERE id IN (SELECT id FROM finding WHERE status IN ('upheld', 'overturned') ORDER BY raised_at, id LIMIT 40)", new { home.Champion.Hash }));

        var watch = await WatchAsync(home);

        var week = watch.Weeks.ShouldHaveSingleItem();
        week.Findings.ShouldBe(40);
        (week.Upheld + week.Overturned).ShouldBe(40);
        week.Rate.ShouldBe(week.Upheld / 40.0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_champion_to_be_trained_anew_is_warned_of(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect, other: 20);

        await home.EraseAsync(ConductHome.OtherDebtor);

        (await WarningsAsync(home)).ShouldHaveSingleItem().Kind.ShouldBe("train-anew");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Drift_is_alerted_once_for_a_champion_and_a_window_with_its_entry(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect);
        var before = await AlertsAsync(home, home.Models.Officer);
        await LookAsync(home);
        var quiet = await AlertsAsync(home, home.Models.Officer);

        await ScoreAsync(home, Today(home), [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);
        await LookAsync(home);
        await LookAsync(home);
        home.Home.Clock.Now = home.Home.Clock.Now.AddDays(3);
        await LookAsync(home);

        quiet.Count.ShouldBe(before.Count);
        var alert = (await AlertsAsync(home, home.Models.Officer)).Where(one => one.Model is not null).ShouldHaveSingleItem();
        (alert.Severity, alert.Category, alert.Seq, alert.ConversationId).ShouldBe(("major", "model-drift", before.Max(one => one.Seq) + 1, null));
        (alert.Model!.Name, alert.Model.Hash, alert.Model.Texts, alert.Model.To).ShouldBe(("own-abuse", home.Champion.Hash, 3000, new DateOnly(2026, 3, 2)));
        alert.Model.Index.ShouldBeGreaterThan(alert.Model.DriftFrom);
        (await home.Models.EntriesAsync("model.drifted")).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_champion_that_still_drifts_when_the_window_has_passed_is_alerted_again(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect);
        await ScoreAsync(home, Today(home), [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);
        await LookAsync(home);

        home.Home.Clock.Now = home.Home.Clock.Now.AddDays(7);
        await LookAsync(home);
        var passed = await AlertsAsync(home, home.Models.Officer);
        await ScoreAsync(home, Today(home), [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);
        await LookAsync(home);

        passed.Count(one => one.Model is not null).ShouldBe(1);
        (await AlertsAsync(home, home.Models.Officer)).Count(one => one.Model is not null).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_who_decides_on_models_hears_of_drift_and_says_that_it_was_seen(Dialect dialect)
    {
        await using var home = await CrownedAsync(dialect);
        var inspector = await home.Home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var lead = await home.Home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        await ScoreAsync(home, Today(home), [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);
        await LookAsync(home);
        var alert = (await AlertsAsync(home, home.Models.Officer)).Single(one => one.Model is not null);

        var walls = new[] { home.Models.Officer, inspector, lead }.Select(async caller => await home.Models.Get<ReadWall>().RunAsync(caller, CancellationToken.None));
        var refused = await home.Models.Get<AcknowledgeAlert>().RunAsync(inspector, alert.Id, CancellationToken.None);
        var seen = await home.Models.Get<AcknowledgeAlert>().RunAsync(home.Models.Officer, alert.Id, CancellationToken.None);
        var again = await home.Models.Get<AcknowledgeAlert>().RunAsync(home.Models.Second, alert.Id, CancellationToken.None);

        (await Task.WhenAll(walls)).Select(wall => wall.Alerts.Any(one => one.Model is not null)).ShouldBe([true, false, false]);
        (await AlertsAsync(home, inspector)).ShouldNotContain(one => one.Model != null);
        refused.Failure!.ShouldBe(ReviewErrors.NoAlert);
        (seen.Value.AcknowledgedBy, again.Value.AcknowledgedBy).ShouldBe(("officer", "officer"));
        (await AlertsAsync(home, home.Models.Officer, open: true)).ShouldNotContain(one => one.Model != null);
        (await home.Models.EntriesAsync("alert.acknowledged")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Alerts_about_models_take_no_place_on_the_wall_of_who_does_not_hear_of_them()
    {
        await using var home = await CrownedAsync(Dialect.Sqlite);
        var inspector = await home.Home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        await ScoreAsync(home, Today(home), [0, 0, 0, 0, 0, 3000, 0, 0, 0, 0]);
        await LookAsync(home);

        var filled = await home.Home.ReadAsync(session => home.Models.Get<AlertList>().Newest(session, TestInstallation.Institution, 50));
        var heard = await home.Models.Get<ReadWall>().RunAsync(home.Models.Officer, CancellationToken.None);
        var unheard = await home.Models.Get<ReadWall>().RunAsync(inspector, CancellationToken.None);

        (filled.Count, filled.Count(alert => alert.Model is not null)).ShouldBe((51, 1));
        (heard.Alerts.Count, heard.Alerts.Count(alert => alert.Model is not null)).ShouldBe((50, 1));
        (unheard.Alerts.Count, unheard.Alerts.Count(alert => alert.Model is not null)).ShouldBe((50, 0));
    }

    private static Task LookAsync(CrownedHome home) => home.Models.Get<AlertOfDrift>().LookAsync(CancellationToken.None);

    private static async Task<IReadOnlyList<AlertView>> AlertsAsync(CrownedHome home, Caller caller, bool? open = null) =>
        (await home.Models.Get<AlertList>().PageAsync(caller, null, 200, new AlertFilter(null, null, open), CancellationToken.None)).Value.Items;

    private static async Task<CrownedHome> CrownedAsync(Dialect dialect, int other = 0)
    {
        var home = await ModelHome.OpenAsync(dialect);
        if (other > 0)
        {
            await home.ReviewAsync(other, "P3");
        }

        await home.ReviewAsync(100);
        await home.CrownAsync((await home.TrainAsync()).VersionId!);
        return new CrownedHome(home, (await home.ModelAsync()).Versions[0]);
    }

    private static long Today(CrownedHome home) => Daylight.Platform.UtcMicros.From(home.Home.Clock.Now) / ModelScores.Day;

    private static Task ScoreAsync(CrownedHome home, long day, int[] tenths) => home.Home.Installation.WriteAsync(session =>
        ModelScoreStore.Add(session, TestInstallation.Institution, [new ModelScore(home.Champion.Hash, day, tenths)]));

    private static async Task<ModelWatchView> WatchAsync(CrownedHome home) =>
        (await home.Home.ReadAsync(session => home.Models.Get<ModelWatch>().Read(session, home.Models.Officer, "own-abuse"))).Value;

    private static async Task<IReadOnlyList<ModelWarning>> WarningsAsync(CrownedHome home) =>
        (await home.Home.ReadAsync(session => home.Models.Get<ModelWatch>().Warnings(session, home.Models.Officer))).Items;

    private sealed record CrownedHome(ModelHome Models, ModelVersionView Champion) : IAsyncDisposable
    {
        public ConductHome Home => Models.Home;

        public Task EraseAsync(string personId) => Models.EraseAsync(personId);

        public ValueTask DisposeAsync() => Models.DisposeAsync();
    }
}
