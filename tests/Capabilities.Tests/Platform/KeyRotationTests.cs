using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

/// <summary>Rotation wraps keys again and changes nothing that is sealed; what was rotated away dies after the backup window.</summary>
public sealed class KeyRotationTests
{
    private const string Institution = TestInstallation.Institution;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Rotating_the_institutions_key_keeps_everything_readable_and_kills_the_old_version_after_the_window(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var before = await KeysAsync(home, "pn1");

        (await home.Get<KeyRotation>().RotateInstitutionAsync(Institution, Week, CancellationToken.None)).ShouldBe(2);
        await using (var again = await ReopenAsync(home, dialect))
        {
            (await KeysAsync(again.Home, "pn1")).ShouldBe(before);
            (await StateAsync(again.Home)).InstitutionVersions.ShouldBe([1, 2]);
            again.Home.Clock.Now += Week + TimeSpan.FromMinutes(1);
            (await again.Home.Get<KeyRotation>().DestroyDueAsync(CancellationToken.None)).ShouldBe(1);
            await again.Home.CloseAsync();
        }

        await using var last = await ReopenAsync(home, dialect);
        (await StateAsync(last.Home)).InstitutionVersions.ShouldBe([2]);
        (await KeysAsync(last.Home, "pn1")).ShouldBe(before);
        (await last.Home.ReadAsync(session => session.First<byte[]>("SELECT wrapped FROM institution_wrapping_key WHERE version = 1"))).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_rotation_that_stopped_between_its_steps_is_finished_and_not_begun_anew(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var before = await KeysAsync(home, "pn1");
        // The first step committed, the second did not.
        await home.WriteAsync(session => home.Get<InstitutionKeys>().MakeVersion(session, Institution, 2));

        (await home.Get<KeyRotation>().RotateInstitutionAsync(Institution, Week, CancellationToken.None)).ShouldBe(2);

        await using var again = await ReopenAsync(home, dialect);
        (await KeysAsync(again.Home, "pn1")).ShouldBe(before);
        (await again.Home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM institution_key WHERE wrapped_by <> 2"))).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Turning_the_epoch_moves_the_living_and_an_erased_subjects_copy_dies_with_the_old_epoch(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var living = await KeysAsync(home, "pn1");
        await KeysAsync(home, "pn2");
        var copy = await home.ReadAsync(session => session.First<byte[]>("SELECT wrapped FROM subject_key WHERE subject_id = 'pn2'"))!;
        await home.WriteAsync(session => home.Get<KeyRing>().Destroy(session, Institution, "pn2"));

        await home.Get<KeyRotation>().TurnEpochAsync(Institution, TimeSpan.Zero, CancellationToken.None);
        await home.Get<KeyRotation>().MoveAllSubjectsAsync(Institution, null, CancellationToken.None);
        (await home.Get<KeyRotation>().DestroyDueAsync(CancellationToken.None)).ShouldBe(1);

        await using var again = await ReopenAsync(home, dialect);
        (await KeysAsync(again.Home, "pn1")).ShouldBe(living);
        // The backup's row is put back, as a thief or a restore would: nothing is left that opens it.
        await again.Home.WriteAsync(session => session.Execute(
            "UPDATE subject_key SET wrapped = @copy, destroyed_at = NULL, epoch = 1 WHERE subject_id = 'pn2'", new { copy }));
        (await again.Home.ReadAsync(session => again.Home.Get<KeyRing>().FindSubject(session, Institution, "pn2"))).ShouldBeNull();
        Directory.GetFiles(Path.Combine(home.Folder, "keys", "epochs")).Length.ShouldBe(1);
        (await StateAsync(again.Home)).Epochs.Select(epoch => epoch.State).ShouldBe(["open", "destroyed"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_turn_that_stopped_after_one_batch_goes_on_where_it_stopped(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await home.WriteAsync(session => Enumerable.Range(0, 620).ToList().ForEach(i => home.Get<KeyRing>().Subject(session, Institution, $"pn{i}")));
        await home.Get<KeyRotation>().TurnEpochAsync(Institution, Week, CancellationToken.None);

        (await home.Get<KeyRotation>().MoveSubjectsAsync(Institution, CancellationToken.None)).ShouldBe(new KeyProgress(500, 620));
        (await StateAsync(home)).SubjectsMoving.ShouldBe(120);
        await using var again = await ReopenAsync(home, dialect);
        await again.Home.Get<KeyRotation>().MoveAllSubjectsAsync(Institution, null, CancellationToken.None);

        var state = await StateAsync(again.Home);
        (state.SubjectsMoving, state.SubjectsLiving).ShouldBe((0, 620));
        state.Epochs.Select(epoch => epoch.State).ShouldBe(["open", "closed"]);
        (await again.Home.ReadAsync(session => again.Home.Get<KeyRing>().FindSubject(session, Institution, "pn619"))).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_is_lost_who_arrives_while_epochs_turn_and_their_keys_are_destroyed(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        using CancellationTokenSource stop = new();
        var turns = 0;
        var turning = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await home.Get<KeyRotation>().TurnEpochAsync(Institution, TimeSpan.Zero, CancellationToken.None);
                await home.Get<KeyRotation>().MoveAllSubjectsAsync(Institution, null, CancellationToken.None);
                await home.Get<KeyRotation>().DestroyDueAsync(CancellationToken.None);
                Interlocked.Increment(ref turns);
            }
        });

        // Arrivals go on until three epochs have turned under them, however fast either of the two is here.
        var arrived = 0;
        while ((Volatile.Read(ref turns) < 3 || arrived < 300) && arrived < 30_000)
        {
            await Parallel.ForEachAsync(Enumerable.Range(arrived, 100), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
                await home.WriteAsync(session => home.Get<KeyRing>().Subject(session, Institution, $"pn{i}")));
            arrived += 100;
        }

        await stop.CancelAsync();
        await turning;

        await using var again = await ReopenAsync(home, dialect);
        var lost = await again.Home.ReadAsync(session => Enumerable.Range(0, arrived).Count(i => again.Home.Get<KeyRing>().FindSubject(session, Institution, $"pn{i}") is null));
        lost.ShouldBe(0);
        (await StateAsync(again.Home)).Epochs.Count.ShouldBeGreaterThan(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_root_rotation_that_stopped_is_finished_by_rewrapping_and_the_old_file_goes_only_when_nothing_needs_it(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var before = await KeysAsync(home, "pn1");
        home.Get<RootKeys>().Current.Rotate().ShouldBe(2); // And then the power went.
        await using var again = await ReopenAsync(home, dialect);
        var rotation = again.Home.Get<KeyRotation>();

        await Should.ThrowAsync<InvalidOperationException>(() => rotation.DestroyRootVersionAsync(1, CancellationToken.None));
        (await rotation.RewrapRootAsync(null, CancellationToken.None)).ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(() => rotation.DestroyRootVersionAsync(2, CancellationToken.None));
        await rotation.DestroyRootVersionAsync(1, CancellationToken.None);

        await using var last = await ReopenAsync(again.Home, dialect);
        (await KeysAsync(last.Home, "pn1")).ShouldBe(before);
        File.Exists(Path.Combine(home.Folder, "keys", "root.key")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_data_directory_from_before_the_hierarchy_opens_and_moves_into_it(Dialect dialect)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        var root = RandomNumberGenerator.GetBytes(32);
        var (subjects, content, person) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "keys", "root.key"), root);
        await using var home = await TestInstallation.OpenAsync(dialect, folder: folder);
        await home.WriteAsync(session =>
        {
            foreach (var (purpose, key) in new[] { ("subjects", subjects), ("content", content) })
            {
                session.Execute(
                    "INSERT INTO institution_key (institution_id, purpose, wrapped) VALUES (@Institution, @purpose, @wrapped)",
                    new { Institution, purpose, wrapped = FieldSeal.Seal(root, $"root|{Institution}|{purpose}", key) });
            }

            session.Execute(
                "INSERT INTO subject_key (id, institution_id, subject_id, wrapped, created_at) VALUES ('sk1', @Institution, 'pn1', @wrapped, 0)",
                new { Institution, wrapped = FieldSeal.Seal(subjects, "subject|pn1|sk1", person) });
        });
        (await KeysAsync(home, "pn1")).ShouldBe(Both(content, person), "It opens before anything was moved.");
        await home.WriteAsync(session => home.Get<KeyRing>().Subject(session, Institution, "pn2"));

        await home.Get<KeyUpkeep>().RoundAsync(CancellationToken.None);

        await using (var again = await ReopenAsync(home, dialect))
        {
            (await KeysAsync(again.Home, "pn1")).ShouldBe(Both(content, person));
            (await again.Home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM institution_key WHERE wrapped_by = 0"))).ShouldBe(0);
            (await again.Home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM subject_key WHERE epoch = 0"))).ShouldBe(0);
            again.Home.Clock.Now += KeyRotation.BackupWindow + TimeSpan.FromMinutes(1);
            await again.Home.Get<KeyRotation>().DestroyDueAsync(CancellationToken.None);
            await again.Home.CloseAsync();
        }

        await using var last = await ReopenAsync(home, dialect);
        (await KeysAsync(last.Home, "pn1")).ShouldBe(Both(content, person));
        (await last.Home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM institution_key WHERE purpose = 'subjects'"))).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Destroying_the_key_of_an_epoch_erases_the_subjects_that_are_in_it(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await KeysAsync(home, "pn1");
        await home.Get<KeyRotation>().DestroyEpochAsync(Institution, 1, CancellationToken.None);

        (await home.ReadAsync(session => home.Get<KeyRing>().FindSubject(session, Institution, "pn1"))).ShouldBeNull();
        (await home.ReadAsync(session => home.Get<KeyRing>().IsErased(session, Institution, "pn1"))).ShouldBeTrue();
        await Should.ThrowAsync<SubjectErasedException>(() => home.WriteAsync(session => home.Get<KeyRing>().Subject(session, Institution, "pn1")));
        (await home.WriteAsync(session => home.Get<KeyRing>().Subject(session, Institution, "pn2"))).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_history_of_keys_stands_in_the_ledger(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await KeysAsync(home, "pn1");
        await home.StartAsync();
        await home.Get<KeyRotation>().RotateInstitutionAsync(Institution, TimeSpan.Zero, CancellationToken.None);
        await home.Get<KeyRotation>().DestroyDueAsync(CancellationToken.None);

        string[] expected =
        [
            "key.made institution:1 file:v1", "key.made epoch:1 institution:1", "key.made purpose:content institution:1",
            "key.made institution:2 file:v1", "key.rotated institution:2 file", "key.destroyed institution:1 ",
        ];
        List<string> told = [];
        for (var tries = 0; tries < 200 && expected.Except(told).Any(); tries++)
        {
            await Task.Delay(50);
            told = await home.ReadAsync(session => EntryStore.Newest(session, Institution, null, long.MaxValue, 100)
                .ConvertAll(row => Daylight.Ledger.EntryLeaf.Parse(row.Leaf))
                .ConvertAll(leaf => $"{leaf.Act} {Detail(leaf, "key")} {Detail(leaf, "under")}"));
        }

        expected.Except(told).ShouldBeEmpty();
    }

    private static string Detail(Daylight.Ledger.EntryLeaf leaf, string key) => leaf.Details.TryGetValue(key, out var value) && value is Daylight.Ledger.LeafText text ? text.Value : "";

    private static async Task<string> KeysAsync(TestInstallation home, string subject) => await home.WriteAsync(session =>
        Both(home.Get<KeyRing>().Institution(session, Institution, "content"), home.Get<KeyRing>().Subject(session, Institution, subject).Key));

    private static string Both(byte[] content, byte[] subject) => $"{Convert.ToHexString(content)} {Convert.ToHexString(subject)}";

    private static Task<KeyStateView> StateAsync(TestInstallation home) => home.ReadAsync(session => home.Get<KeyStates>().Read(session, Institution));

    /// <summary>The same data under a process that knows nothing yet. The embedded database is handed over and comes back.</summary>
    private static async Task<Reopened> ReopenAsync(TestInstallation home, Dialect dialect)
    {
        await home.CloseAsync();
        var again = await TestInstallation.OpenAsync(dialect, folder: home.Folder, schema: home.Schema);
        return new Reopened(again);
    }

    private sealed record Reopened(TestInstallation Home) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Home.DisposeAsync();
    }
}
