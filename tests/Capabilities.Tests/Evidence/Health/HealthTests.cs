using Daylight.Platform;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class HealthTests
{
    private const string Institution = TestInstallation.Institution;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Everything_that_must_work_is_named_and_said_in_both_languages(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        var health = await home.Get<Health>().ReadAsync(Institution, CancellationToken.None);

        health.Items.Select(item => item.Id).ShouldBe(["database", "sequencer", "time-stamps", "witnesses", "objects", "self-check", "disk"]);
        health.Items.ShouldAllBe(item => item.Text.Zh.Length > 0 && item.Text.En.Length > 0 && item.Title.Zh.Length > 0);
        health.Items.Where(item => item.Status == "not-set-up").Select(item => item.Id).ShouldBe(["time-stamps", "witnesses"]);
    }

    [Theory]
    [InlineData(1, "ok")]
    [InlineData(3, "warning")]
    [InlineData(16, "failed")]
    public async Task Acts_that_wait_too_long_for_their_signature_show(int minutes, string status)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(Institution, "case.opened")));
        home.Clock.Now += TimeSpan.FromMinutes(minutes);

        (await home.Get<Health>().ReadAsync(Institution, CancellationToken.None)).Items.Single(item => item.Id == "sequencer").Status.ShouldBe(status);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await home.Get<Health>().ReadAsync(Institution, CancellationToken.None)).Items.Single(item => item.Id == "sequencer").Status.ShouldBe("ok");
    }

    [Theory]
    [InlineData(100, "ok")]
    [InlineData(9, "warning")]
    [InlineData(0, "failed")]
    public void A_disk_that_fills_up_shows_before_it_is_full(long gibibytes, string status) => Health.Disk(gibibytes << 30).Status.ShouldBe(status);

    [Theory]
    [InlineData("ok", "ok", "not-set-up")]
    [InlineData("warning", "ok", "warning")]
    [InlineData("failed", "warning", "failed")]
    public void The_whole_is_as_bad_as_its_worst_part(string worst, string one, string other) =>
        Health.Worst([Item(one), Item(other)]).ShouldBe(worst);

    private static HealthItem Item(string status) => new("x", status, new Bilingual("", ""), new Bilingual("", ""));
}
