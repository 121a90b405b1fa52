using System.Security.Cryptography;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class LeftoversTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_a_killed_process_left_goes_once_it_is_old_and_nothing_else_does(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var collector = await home.AddStaffAsync(Role.Collector, "collector");
        var folder = home.Get<ObjectFolder>();
        var exhibit = await ExhibitAsync(home);
        var chunk = await ChunkAsync(home, collector);
        var (orphan, young) = (folder.Put(RandomNumberGenerator.GetBytes(100)), folder.Put(RandomNumberGenerator.GetBytes(100)));
        var halfTile = Half(home, Path.Combine("log", "ledger.example", "2026", "tile"), "000.4711.9.tmp");
        var halfObject = Half(home, Path.Combine("objects", "ab"), new string('a', 64) + ".4711.9.tmp");
        var halfYoung = Half(home, "log", "checkpoint.4711.9.tmp");
        Age(home, TimeSpan.FromDays(8), [.. new[] { exhibit, chunk, orphan }.Select(name => PathOf(home, name))]);
        Age(home, TimeSpan.FromDays(6), PathOf(home, young));
        Age(home, TimeSpan.FromHours(2), halfTile, halfObject);
        Age(home, TimeSpan.FromMinutes(50), halfYoung);

        (await home.Get<Leftovers>().RemoveAsync(CancellationToken.None)).ShouldBe(new LeftoversReport(2, 1));

        folder.Names().ShouldBe([exhibit, chunk, young], ignoreOrder: true);
        (File.Exists(halfTile), File.Exists(halfObject), File.Exists(halfYoung)).ShouldBe((false, false, true));
        (await home.Get<Leftovers>().RemoveAsync(CancellationToken.None)).ShouldBe(new LeftoversReport(0, 0));
    }

    private static async Task<string> ExhibitAsync(TestInstallation home)
    {
        EvidenceContent large = new(RandomNumberGenerator.GetBytes(100_000), "audio/ogg");
        await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(TestInstallation.Institution, "thing.done") { Content = large }));
        return home.Get<ObjectFolder>().Names().Single();
    }

    private static async Task<string> ChunkAsync(TestInstallation home, Caller collector)
    {
        var before = home.Get<ObjectFolder>().Names().ToHashSet();
        var upload = await home.WriteAsync(session => home.Get<Uploads>().Begin(session, collector, "pn00000000000000000001", "cv00000000000000000001", "audio/ogg").Value.Id);
        byte[] bytes = [1, 2, 3];
        (await home.Get<Uploads>().AppendAsync(collector, upload, 0, SHA256.HashData(bytes), bytes, CancellationToken.None)).IsFailure.ShouldBeFalse();
        return home.Get<ObjectFolder>().Names().Single(name => !before.Contains(name));
    }

    private static string Half(TestInstallation home, string folder, string name)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(home.Folder, folder)).FullName, name);
        File.WriteAllBytes(path, [1]);
        return path;
    }

    private static string PathOf(TestInstallation home, string name) =>
        Directory.EnumerateFiles(home.Folder, name, SearchOption.AllDirectories).Single();

    private static void Age(TestInstallation home, TimeSpan age, params string[] paths) =>
        Array.ForEach(paths, path => File.SetLastWriteTimeUtc(path, (home.Clock.Now - age).UtcDateTime));
}
