using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class SequencerTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Entries_get_contiguous_indices_and_the_checkpoint_covers_them(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await AppendAsync(home, 300);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        await AppendAsync(home, 300);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        var log = await LogAsync(home);
        log.Published.ShouldBe(600);
        var checkpoint = await CheckpointAsync(home, log);
        checkpoint.Size.ShouldBe(600);
        var leaves = await home.ReadAsync(session => EntryStore.Leaves(session, log.InstitutionId, log.Year, 0, 1000));
        checkpoint.Root.ShouldBe(MerkleTree.RootOf(leaves.Select(leaf => LeafHash.Of(leaf))));
        (await VerifyAsync(home)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Lost_files_are_written_anew_from_the_database_after_a_restart(Dialect dialect)
    {
        var home = await TestInstallation.OpenAsync(dialect);
        await AppendAsync(home, 700);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var before = await LogAsync(home);
        var (folder, schema) = await home.CloseAsync();

        foreach (var lost in new[] { "checkpoint", "tile/0/001", "tile/entries/000", "tile/1/000.p/2", "tile" })
        {
            var path = Path.Combine(folder, "log", before.Origin, lost);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }

            var again = await TestInstallation.OpenAsync(dialect, folder: folder, schema: schema);
            await again.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
            (await VerifyAsync(again)).ShouldBeTrue(lost);
            if (lost != "tile")
            {
                await again.CloseAsync();
                continue;
            }

            await again.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_crash_between_index_and_tiles_or_between_tiles_and_checkpoint_is_finished_at_the_next_start(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await AppendAsync(home, 20);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var log = await LogAsync(home);

        // Indices are assigned and the tiles written, but nobody came to sign: what a crash leaves behind.
        await AppendAsync(home, 10);
        await home.WriteAsync(session => NumberStore.Assign(session, log.InstitutionId, log.Year, log.Size, 100));
        var files = LogFiles.Of(home.Get<DataDirectory>(), log.Origin);
        var leaves = await home.ReadAsync(session => EntryStore.Leaves(session, log.InstitutionId, log.Year, 20, 30));
        files.Write(TileWriter.Plan(20, [.. leaves.Select(leaf => (ReadOnlyMemory<byte>)leaf)], files.Read).Files);

        await AppendAsync(home, 5);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        (await LogAsync(home)).Published.ShouldBe(35);
        (await VerifyAsync(home)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nothing_is_signed_over_an_entry_that_was_changed_in_the_database(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await AppendAsync(home, 20);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var log = await LogAsync(home);
        await home.WriteAsync(session => session.Execute("UPDATE ledger_entry SET leaf = @leaf WHERE seq = (SELECT seq FROM ledger_number WHERE idx = 3)", new { leaf = "{}"u8.ToArray() }));
        Directory.Delete(Path.Combine(home.Folder, "log", log.Origin, "tile"), recursive: true);
        await AppendAsync(home, 1);

        await Should.ThrowAsync<LedgerFormatException>(() => home.Get<Sequencer>().CatchUpAsync(CancellationToken.None));

        (await LogAsync(home)).Published.ShouldBe(20);
    }

    [Fact]
    public async Task Each_institution_and_year_has_its_own_log()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        const string Other = "in00000000000000000002";
        var log = home.Get<EvidenceLog>();
        await home.WriteAsync(session => log.Append(session, new EntryDraft(TestInstallation.Institution, "case.opened") { CaseId = "cs1" }));
        await home.WriteAsync(session => log.Append(session, new EntryDraft(Other, "case.opened") { CaseId = "cs1" }));
        home.Clock.Now = home.Clock.Now.AddYears(1);
        await home.WriteAsync(session => log.Append(session, new EntryDraft(TestInstallation.Institution, "case.assigned") { CaseId = "cs1" }));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        var logs = await home.ReadAsync(session => LogStore.All(session, null));
        logs.ConvertAll(row => (row.Origin, row.Published)).ShouldBe(
        [
            ($"daylight.local/{TestInstallation.Institution}/2026", 1),
            ($"daylight.local/{TestInstallation.Institution}/2027", 1),
            ($"daylight.local/{Other}/2026", 1),
        ]);
        (await VerifyAsync(home)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_running_service_signs_without_being_asked()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await home.StartAsync();
        await AppendAsync(home, 3);

        for (var round = 0; round < 200 && (await home.ReadAsync(session => LogStore.All(session, null))).Sum(row => row.Published) < 3; round++)
        {
            await Task.Delay(50);
        }

        (await LogAsync(home)).Published.ShouldBeGreaterThanOrEqualTo(3, "The acts, and the history of the keys that were made for them.");
    }

    internal static Task AppendAsync(TestInstallation home, int count) => home.WriteAsync(session => home.Get<EvidenceLog>().AppendAll(
        session,
        [.. Enumerable.Range(0, count).Select(i => new EntryDraft(TestInstallation.Institution, "contact.decided")
        {
            CaseId = $"cs{i % 7}",
            SubjectId = "pn1",
            Content = i % 3 == 0 ? new EvidenceContent("{\"text\":\"您好\"}"u8.ToArray(), "application/json") : null,
        })]));

    internal static Task<LogRow> LogAsync(TestInstallation home) => home.ReadAsync(session => LogStore.Find(session, TestInstallation.Institution, 2026)!);

    internal static async Task<bool> VerifyAsync(TestInstallation home)
    {
        var view = await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: true, null, CancellationToken.None);
        return view.Checks.All(check => check.Status == "passed" || check.Id is "time-stamps" or "witnesses") && view.Ok;
    }

    private static async Task<Checkpoint> CheckpointAsync(TestInstallation home, LogRow log)
    {
        var key = await home.WriteAsync(session => home.Get<LogKeys>().Signer(session, log.InstitutionId, log.Origin).Verifier);
        return Checkpoint.Verify(SignedNote.Parse(await File.ReadAllTextAsync(Path.Combine(home.Folder, "log", log.Origin, "checkpoint"))), key);
    }
}
