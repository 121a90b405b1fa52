using System.Security.Cryptography;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

/// <summary>What Ceph's radosgw holds for nobody.</summary>
public sealed class OutsideOrphansTests
{
    [S3Fact]
    public async Task Only_what_is_old_and_nobodys_goes_and_only_when_it_is_asked_for()
    {
        await using var home = await OpenAsync(TestBucket.Make());
        var exhibits = await ShippedAsync(home, 3);
        var upload = await UnderWayAsync(home);
        var orphans = new[] { Put(home, 100), Put(home, 200) };
        home.Clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(29);

        (await RunAsync(home, remove: true)).ShouldBe(new OutsideOrphansReport(4, 0, 0, 2, 0, 0, null), "not old enough");
        home.Clock.Now += TimeSpan.FromDays(2);
        (await RunAsync(home, remove: false)).ShouldBe(new OutsideOrphansReport(4, 2, 300, 0, 0, 0, null));
        Names(home).Count.ShouldBe(6, "it was not asked for");

        (await RunAsync(home, remove: true)).ShouldBe(new OutsideOrphansReport(4, 2, 300, 0, 2, 0, null));

        Names(home).ShouldBe([.. exhibits, upload], ignoreOrder: true);
        orphans.ShouldAllBe(name => home.Get<StagedObjects>().Outside!.Length(name) == null);
        (await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: true, null, CancellationToken.None)).Ok.ShouldBeTrue();
    }

    [S3Fact]
    public async Task What_is_locked_stays()
    {
        await using var home = await OpenAsync(TestBucket.Make(locks: true), ", \"retentionDays\": 40");
        await ShippedAsync(home, 2);
        var locked = Put(home, 100);
        home.Clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(31);

        (await RunAsync(home, remove: true)).ShouldBe(new OutsideOrphansReport(2, 1, 100, 0, 0, 1, null));

        Names(home).ShouldContain(locked);
    }

    [S3Fact]
    public async Task Another_installation_under_the_same_prefix_loses_nothing()
    {
        var bucket = TestBucket.Make();
        await using var real = await OpenAsync(bucket);
        await ShippedAsync(real, 3);
        await using var copy = await OpenAsync(bucket);
        await ShippedAsync(copy, 1);
        copy.Clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(31);

        var report = (await RunAsync(copy, remove: true))!;

        (report.Orphans, report.Removed).ShouldBe((3, 0));
        report.Doubt.ShouldNotBeNull();
        Names(real).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Without_a_store_outside_there_is_nothing_to_find()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);

        (await RunAsync(home, remove: true)).ShouldBeNull();
    }

    private static async Task<TestInstallation> OpenAsync(TestBucket bucket, string extra = "")
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder, extra);
        return await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
    }

    private static Task<OutsideOrphansReport?> RunAsync(TestInstallation home, bool remove) => home.Get<OutsideOrphans>().RunAsync(remove, CancellationToken.None);

    private static async Task<List<string>> ShippedAsync(TestInstallation home, int count)
    {
        for (var i = 0; i < count; i++)
        {
            EvidenceContent large = new(RandomNumberGenerator.GetBytes(100_000), "audio/ogg");
            await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(TestInstallation.Institution, "thing.done") { Content = large }));
        }

        var names = home.Get<ObjectFolder>().Names().ToList();
        (await home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None)).Moved.ShouldBe(count);
        return names;
    }

    /// <summary>A chunk of an upload that is not complete, as if it lay outside.</summary>
    private static async Task<string> UnderWayAsync(TestInstallation home)
    {
        var collector = await home.AddStaffAsync(Role.Collector, "collector");
        var upload = await home.WriteAsync(session => home.Get<Uploads>().Begin(session, collector, "pn00000000000000000001", "cv00000000000000000001", "audio/ogg").Value.Id);
        byte[] bytes = [1, 2, 3];
        (await home.Get<Uploads>().AppendAsync(collector, upload, 0, SHA256.HashData(bytes), bytes, CancellationToken.None)).IsFailure.ShouldBeFalse();
        var name = home.Get<ObjectFolder>().Names().Single();
        using var chunk = home.Get<ObjectFolder>().Read(name)!;
        home.Get<StagedObjects>().Outside!.Put(name, chunk);
        return name;
    }

    private static string Put(TestInstallation home, int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        home.Get<StagedObjects>().Outside!.Put(name, new MemoryStream(bytes));
        return name;
    }

    private static List<string> Names(TestInstallation home) => [.. home.Get<StagedObjects>().Outside!.List().Select(one => one.Name)];
}
