using System.Security.Cryptography;
using Daylight.Ledger;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class BackupTests
{
    private const string Institution = TestInstallation.Institution;
    private const string Person = "pe0000000001";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_backup_taken_while_entries_pour_in_restores_whole_with_all_that_was_acknowledged_before_it(Dialect dialect)
    {
        var home = await TestInstallation.OpenAsync(dialect);
        await home.StartAsync();
        using CancellationTokenSource stop = new();
        List<string> acknowledged = [];
        var pouring = Task.Run(() => PourAsync(home, acknowledged, stop.Token));
        await UntilAsync(() => Count(acknowledged) >= 40 && home.ReadAsync(session => LogStore.All(session, Institution)).GetAwaiter().GetResult().Exists(log => log.Published > 0));

        string[] before;
        lock (acknowledged)
        {
            before = [.. acknowledged];
        }

        var backup = NewFolder();
        var manifest = await BackUpAsync(home, dialect, backup);
        var during = Count(acknowledged);
        await UntilAsync(() => Count(acknowledged) >= during + 40);
        await stop.CancelAsync();
        await pouring;

        await using var restored = await RestoreAsync(home, dialect, backup);
        manifest.Logs.ShouldHaveSingleItem();
        manifest.ObjectsElsewhere.ShouldBe(0);
        CheckpointIsNotAheadOfItsData(restored, backup);
        await restored.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var ids = await restored.ReadAsync(session => session.Query<string>("SELECT id FROM ledger_entry").ToHashSet(StringComparer.Ordinal));
        before.Where(id => !ids.Contains(id)).ShouldBeEmpty("acknowledged before the backup began");
        var view = await restored.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None);
        view.Checks.Where(check => check.Status == "failed").ShouldBeEmpty();
        view.Size.ShouldBeGreaterThanOrEqualTo(before.Length);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_was_erased_after_the_backup_is_erased_again_from_the_newer_log(Dialect dialect)
    {
        var home = await TestInstallation.OpenAsync(dialect);
        var exhibit = await AppendAsync(home, Person, 500);
        await AppendAsync(home, "pe0000000002", 500);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var backup = NewFolder();
        await BackUpAsync(home, dialect, backup);
        await home.WriteAsync(session => home.Get<SubjectStates>().Erase(session, new ErasureOrder(Institution, Person, "person-request", "st1", "st2")));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var newer = Path.Combine(home.Folder, "log");

        await using var restored = await RestoreAsync(home, dialect, backup);
        (await restored.ReadAsync(session => restored.Get<KeyRing>().FindSubject(session, Institution, Person))).ShouldNotBeNull("the backup is from before");
        var report = await restored.Get<ErasureReplay>().RunAsync(newer, CancellationToken.None);

        report.ShouldBe(new ErasureReplayReport(1, 1, 0));
        (await restored.ReadAsync(session => restored.Get<KeyRing>().FindSubject(session, Institution, Person))).ShouldBeNull();
        await Should.ThrowAsync<CryptographicException>(() => restored.ReadAsync(session => restored.Get<Exhibits>().OpenForInspection(session, Institution, exhibit)));
        (await restored.ReadAsync(session => restored.Get<KeyRing>().FindSubject(session, Institution, "pe0000000002"))).ShouldNotBeNull();
        (await restored.Get<ErasureReplay>().RunAsync(newer, CancellationToken.None)).ShouldBe(new ErasureReplayReport(1, 0, 1), "it may be run again");
        await restored.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await restored.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_newer_log_that_was_changed_erases_nobody()
    {
        var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await AppendAsync(home, Person, 500);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var backup = NewFolder();
        await BackUpAsync(home, Dialect.Sqlite, backup);
        await AppendAsync(home, "pe0000000002", 500);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var newer = Path.Combine(home.Folder, "log");
        ForgeErasure(newer, (await SequencerTests.LogAsync(home)).Origin);

        await using var restored = await RestoreAsync(home, Dialect.Sqlite, backup);
        (await Should.ThrowAsync<InvalidOperationException>(() => restored.Get<ErasureReplay>().RunAsync(newer, CancellationToken.None)))
            .Message.ShouldContain("not to be believed");
        (await restored.ReadAsync(session => restored.Get<KeyRing>().FindSubject(session, Institution, Person))).ShouldNotBeNull();
    }

    [Fact]
    public async Task No_key_and_no_access_key_is_in_a_backup()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await AppendAsync(home, Person, 100_000);
        var config = Directory.CreateDirectory(Path.Combine(home.Folder, "config")).FullName;
        await File.WriteAllTextAsync(Path.Combine(config, "objects.credentials"), "id\nthe-access-key\n");
        await File.WriteAllTextAsync(Path.Combine(config, "time-stamps.json"), """{"authorities": []}""");
        var backup = NewFolder();
        var manifest = await BackUpAsync(home, Dialect.Sqlite, backup);

        manifest.Files.Select(file => file.Path).ShouldContain("config/time-stamps.json");
        manifest.Files.Select(file => file.Path).ShouldNotContain(path => path.StartsWith("keys") || path.EndsWith("credentials"));
        foreach (var secret in Directory.EnumerateFiles(Path.Combine(home.Folder, "keys"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).Append("the-access-key"u8.ToArray()))
        {
            Directory.EnumerateFiles(backup, "*", SearchOption.AllDirectories).Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(secret) >= 0).ShouldBeEmpty();
        }

        Directory.Delete(backup, recursive: true);
    }

    [Fact]
    public async Task A_backup_that_was_changed_cut_short_or_not_finished_is_not_restored()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await AppendAsync(home, Person, 100_000);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var backup = NewFolder();
        var manifest = await BackUpAsync(home, Dialect.Sqlite, backup);
        var keys = Path.Combine(home.Folder, "keys");

        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(backup, file.Path);
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
            Should.Throw<InvalidOperationException>(() => BackupRestoring.Run(backup, NewFolder(), keys)).Message.ShouldContain("was changed");
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
        }

        Should.Throw<InvalidOperationException>(() => BackupRestoring.Run(backup, home.Folder, keys)).Message.ShouldContain("is not empty");
        Should.Throw<InvalidOperationException>(() => BackupRestoring.Run(backup, NewFolder(), NewFolder())).Message.ShouldContain("no keys");
        (await Should.ThrowAsync<InvalidOperationException>(() => BackUpAsync(home, Dialect.Sqlite, backup))).Message.ShouldContain("exists already");
        File.Delete(Path.Combine(backup, manifest.Files[^1].Path));
        Should.Throw<InvalidOperationException>(() => BackupRestoring.Run(backup, NewFolder(), keys)).Message.ShouldContain("is missing");
        File.Delete(Path.Combine(backup, "backup.json"));
        Should.Throw<InvalidOperationException>(() => BackupRestoring.Run(backup, NewFolder(), keys)).Message.ShouldContain("not finished");
        Directory.Delete(backup, recursive: true);
    }

    private static async Task PourAsync(TestInstallation home, List<string> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            // Every fifth is an object of its own, the others lie in the database.
            var receipt = await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, Draft(Person, i % 5 == 0 ? 70_000 : 300)));
            lock (acknowledged)
            {
                acknowledged.Add(receipt.EntryId);
            }
        }
    }

    private static int Count(List<string> acknowledged)
    {
        lock (acknowledged)
        {
            return acknowledged.Count;
        }
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (!reached())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static async Task<string> AppendAsync(TestInstallation home, string person, int bytes) =>
        (await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, Draft(person, bytes)))).ExhibitId!;

    private static EntryDraft Draft(string person, int bytes) => new(Institution, "recording.kept")
    {
        CaseId = "cs1",
        SubjectId = person,
        Content = new EvidenceContent(RandomNumberGenerator.GetBytes(bytes), "audio/ogg"),
    };

    private static string NewFolder() => Path.Combine(Path.GetTempPath(), "daylight-test-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    private static Task<BackupManifest> BackUpAsync(TestInstallation home, Dialect dialect, string backup) => dialect == Dialect.Sqlite
        ? BackupWriting.SqliteAsync(home.Folder, backup, TimeProvider.System, CancellationToken.None)
        : BackupWriting.PostgresAsync(home.Folder, backup, $"{Databases.Postgres};Search Path={home.Schema}", home.Database, TimeProvider.System, CancellationToken.None);

    /// <summary>Restores elsewhere; on PostgreSQL into the same place, which is emptied first.</summary>
    private static async Task<TestInstallation> RestoreAsync(TestInstallation home, Dialect dialect, string backup)
    {
        var (folder, schema) = await home.CloseAsync();
        var data = NewFolder();
        BackupRestoring.Run(backup, data, Path.Combine(folder, "keys"));
        if (dialect == Dialect.Postgres)
        {
            await using NpgsqlConnection connection = new(Databases.Postgres);
            await connection.OpenAsync();
            await using NpgsqlCommand drop = new($"DROP SCHEMA {schema} CASCADE", connection);
            await drop.ExecuteNonQueryAsync();
            await PostgresTools.RestoreAsync(Databases.Postgres!, BackupRestoring.DumpOf(backup), CancellationToken.None);
        }

        return await TestInstallation.OpenAsync(dialect, folder: data, schema: schema);
    }

    private static void CheckpointIsNotAheadOfItsData(TestInstallation restored, string backup)
    {
        var log = SequencerTests.LogAsync(restored).GetAwaiter().GetResult();
        var written = SignedNote.Parse(File.ReadAllText(Path.Combine(backup, "log", log.Origin, "checkpoint")));
        var size = long.Parse(written.Text.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        size.ShouldBeGreaterThan(0);
        size.ShouldBeLessThanOrEqualTo(log.Published);
        Directory.EnumerateFiles(Path.Combine(backup, "log", log.Origin, "tile", "entries"), "*", SearchOption.AllDirectories)
            .Sum(path => EntryBundle.Read(File.ReadAllBytes(path)).Count).ShouldBe((int)size, "the files are those of the checkpoint beside them");
    }

    /// <summary>Puts an erasure into the place of the newest entry, as somebody with the folder but without the key could.</summary>
    private static void ForgeErasure(string log, string origin)
    {
        var path = Directory.EnumerateFiles(Path.Combine(log, origin, "tile", "entries"), "*", SearchOption.AllDirectories).Single(file => EntryBundle.Read(File.ReadAllBytes(file)).Count == 2);
        var leaves = EntryBundle.Read(File.ReadAllBytes(path)).ToList();
        leaves[1] = (EntryLeaf.Parse(leaves[1].Span) with { Act = "subject.erased", Subject = Person, Payload = null, Ciphertext = null, KeyId = null }).ToBytes();
        File.WriteAllBytes(path, EntryBundle.Write(leaves));
    }
}
