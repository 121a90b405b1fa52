using Daylight.Conduct;
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
