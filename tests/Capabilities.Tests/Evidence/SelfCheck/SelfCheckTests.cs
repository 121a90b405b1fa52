using System.Security.Cryptography;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class SelfCheckTests
{
    private const string Institution = TestInstallation.Institution;

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(101, 1, 2)]
    [InlineData(1000, 5, 50)]
    [InlineData(37, 100, 37)]
    public void The_draw_takes_its_share_rounded_up(int exhibits, int percent, int drawn) =>
        SelfCheckSample.Draw(new byte[32], Ids(exhibits), percent).Count.ShouldBe(drawn);

    [Fact]
    public void The_draw_follows_from_the_root_alone_whatever_order_the_exhibits_come_in()
    {
        var root = RandomNumberGenerator.GetBytes(32);
        var drawn = SelfCheckSample.Draw(root, Ids(2000), 1);

        SelfCheckSample.Draw(root, [.. Ids(2000).Reverse()], 1).ShouldBe(drawn, ignoreOrder: true);
        SelfCheckSample.Draw(RandomNumberGenerator.GetBytes(32), Ids(2000), 1).SetEquals(drawn).ShouldBeFalse();
    }

    [Fact]
    public void Over_many_roots_every_exhibit_is_drawn()
    {
        var drawn = Enumerable.Range(0, 200).SelectMany(n => SelfCheckSample.Draw(SHA256.HashData(BitConverter.GetBytes(n)), Ids(50), 10)).ToHashSet();

        drawn.Count.ShouldBe(50);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_self_check_is_an_entry_that_says_what_was_drawn_from_which_root(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await AppendAsync(home, 300);
        var root = Convert.ToBase64String((await SequencerTests.LogAsync(home)).Root);

        var view = await home.Get<LedgerVerification>().SelfCheckAsync(Institution, 1, CancellationToken.None);

        view.Ok.ShouldBeTrue();
        view.Sampled.ShouldBe(3);
        view.Size.ShouldBe(300);
        view.Checks.Single(check => check.Id == "exhibits").Text.En.ShouldContain("3 drawn of 300");
        var leaf = EntryLeaf.Parse((await home.ReadAsync(session => EntryStore.Newest(session, Institution, null, long.MaxValue, 1)))[0].Leaf);
        leaf.Act.ShouldBe("ledger.self-check");
        leaf.Details.ToDictionary(pair => pair.Key, pair => ((LeafText)pair.Value).Value).ShouldBe(
            new Dictionary<string, string> { ["exhibits"] = "3", ["failed"] = "", ["outcome"] = "passed", ["percent"] = "1", ["root"] = root, ["size"] = "300" }, ignoreOrder: true);
        var status = await home.WriteAsync(session => home.Get<LogStatus>().Read(session, Institution));
        status.LastSelfCheck!.Sampled.ShouldBe(3);
        status.LastVerification.ShouldBeNull("nobody asked for one");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Damage_to_an_exhibit_is_found_if_it_is_drawn_and_only_then(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect, services => services.AddFactConsumer<LedgerDamaged, FactEar<LedgerDamaged>>(FactEar<LedgerDamaged>.Name));
        await AppendAsync(home, 150);
        var root = (await SequencerTests.LogAsync(home)).Root;
        var drawn = await home.ReadAsync(session => SelfCheckSample.Draw(root, SelfCheckSample.Exhibits(session, Institution), 1).ToList());
        var other = (await home.ReadAsync(session => SelfCheckSample.Exhibits(session, Institution))).First(id => !drawn.Contains(id));

        await DamageAsync(home, other);
        (await home.Get<LedgerVerification>().SelfCheckAsync(Institution, 1, CancellationToken.None)).Ok.ShouldBeTrue();
        (await FactEar<LedgerDamaged>.WaitingAsync(home)).ShouldBe(0);

        await DamageAsync(home, drawn[0]); // The first check's entry waits for its number, so the root is still the same.
        home.Clock.Now += TimeSpan.FromSeconds(1);
        var view = await home.Get<LedgerVerification>().SelfCheckAsync(Institution, 1, CancellationToken.None);
        view.Checks.Where(check => check.Status == "failed").Select(check => check.Id).ShouldBe(["exhibits"]);
        (await FactEar<LedgerDamaged>.WaitingAsync(home)).ShouldBe(1, "it is pushed to who reads the ledger");
        var health = await home.Get<Health>().ReadAsync(Institution, CancellationToken.None);
        health.Status.ShouldBe("failed");
        health.Items.Single(item => item.Id == "self-check").Status.ShouldBe("failed");
    }

    [Fact]
    public async Task Every_tile_is_looked_at_whatever_is_drawn()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await AppendAsync(home, 300);
        var path = Path.Combine(home.Folder, "log", (await SequencerTests.LogAsync(home)).Origin, "tile", "0", "000");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var view = await home.Get<LedgerVerification>().SelfCheckAsync(Institution, 1, CancellationToken.None);

        view.Checks.Where(check => check.Status == "failed").Select(check => check.Id).ShouldBe(["tiles"]);
    }

    [Fact]
    public async Task It_runs_a_few_minutes_after_the_start_and_then_on_schedule()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await AppendAsync(home, 3);
        using SelfCheckService service = new(
            home.Get<LedgerVerification>(), new SelfCheckSettings(TimeSpan.FromMinutes(60), 1), home.Database, new HumanClock(home.Clock), NullLogger<SelfCheckService>.Instance);

        (await service.RoundAsync(CancellationToken.None)).ShouldBeEmpty();
        home.Clock.Now += TimeSpan.FromMinutes(3);
        (await service.RoundAsync(CancellationToken.None)).ShouldBe([Institution]);
        home.Clock.Now += TimeSpan.FromMinutes(59);
        (await service.RoundAsync(CancellationToken.None)).ShouldBeEmpty();
        home.Clock.Now += TimeSpan.FromMinutes(1);
        (await service.RoundAsync(CancellationToken.None)).ShouldBe([Institution]);
    }

    [Theory]
    [InlineData("""{"everyMinutes": 0}""")]
    [InlineData("""{"percent": 101}""")]
    [InlineData("""{"hours": 1}""")]
    public async Task Settings_that_cannot_be_meant_are_told(string settings)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        using (var data = DataDirectory.Open(folder))
        {
            SelfCheckSettings.Read(data).ShouldBe(new SelfCheckSettings(TimeSpan.FromHours(1), 1));
            Directory.CreateDirectory(data.Config);
            await File.WriteAllTextAsync(Path.Combine(data.Config, "self-check.json"), """{"everyMinutes": 15, "percent": 2}""");
            SelfCheckSettings.Read(data).ShouldBe(new SelfCheckSettings(TimeSpan.FromMinutes(15), 2));
            await File.WriteAllTextAsync(Path.Combine(data.Config, "self-check.json"), settings);
            Should.Throw<InvalidOperationException>(() => SelfCheckSettings.Read(data));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(n => $"ex{n:D20}")];

    private static async Task AppendAsync(TestInstallation home, int count)
    {
        await home.WriteAsync(session => home.Get<EvidenceLog>().AppendAll(session, [.. Enumerable.Range(0, count).Select(n => new EntryDraft(Institution, "recording.kept")
        {
            SubjectId = "pe1",
            Content = new EvidenceContent(RandomNumberGenerator.GetBytes(100 + n), "text/plain"),
        })]));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
    }

    private static Task DamageAsync(TestInstallation home, string exhibit) => home.WriteAsync(session =>
    {
        var body = session.First<byte[]>("SELECT body FROM exhibit WHERE id = @exhibit", new { exhibit })!;
        body[^1] ^= 1;
        session.Execute("UPDATE exhibit SET body = @body WHERE id = @exhibit", new { body, exhibit });
    });
}
