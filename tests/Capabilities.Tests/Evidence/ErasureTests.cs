using System.Security.Cryptography;
using System.Text;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

/// <summary>After an erasure nothing gives the person's data back: not the files, not a backup, not another server's memory.</summary>
public sealed class ErasureTests
{
    private const string Institution = TestInstallation.Institution;
    private const string Person = "pn-borrower";
    private const string Other = "pn-neighbour";
    private const string Case = "cs-erasure";
    private const string Number = "13912345678-erasure-probe";
    private static readonly string Note = "借款人说了一句只有这里才有的话 " + new string('字', 40_000); // Over 64 KiB: an object of its own.

    [Fact]
    public async Task No_byte_of_key_salt_or_text_is_in_database_log_objects_or_backup_and_every_proof_still_holds()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var (needles, wrapped) = await LiveAsync(home);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var bundle = await BundleAsync(home);
        await home.Database.ScrubAsync(CancellationToken.None);
        var backup = await BackUpAsync(home);
        // The wrapped key is found where it must be: the scan sees what is there.
        Scan(backup, wrapped).ShouldNotBeEmpty();
        Scan(home.Folder, wrapped).ShouldNotBeEmpty();

        await EraseAsync(home);
        (await home.Database.ScrubAsync(CancellationToken.None)).ShouldBeTrue();
        Scan(home.Folder, wrapped).ShouldBeEmpty("The wrapped key is overwritten in the file, and the write-ahead log is emptied.");
        await home.Get<KeyRotation>().TurnEpochAsync(Institution, TimeSpan.Zero, CancellationToken.None);
        await home.Get<KeyRotation>().MoveAllSubjectsAsync(Institution, null, CancellationToken.None);
        await home.Get<KeyRotation>().DestroyDueAsync(CancellationToken.None);

        foreach (var (name, needle) in needles)
        {
            Scan(home.Folder, needle).ShouldBeEmpty($"{name} is in the data directory");
            Scan(backup, needle).ShouldBeEmpty($"{name} is in the backup");
        }

        await VerifiesAsync(home, bundle);
        await RestoredBackupOpensNothingAsync(home, backup);
        Directory.Delete(backup, recursive: true);
    }

    [PostgresFact]
    public async Task On_PostgreSQL_no_row_of_any_table_holds_the_key_and_every_proof_still_holds()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Postgres);
        var (needles, wrapped) = await LiveAsync(home);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var bundle = await BundleAsync(home);
        (await RowsHoldingAsync(home, wrapped)).ShouldNotBeEmpty();

        await EraseAsync(home);
        (await home.Database.ScrubAsync(CancellationToken.None)).ShouldBeTrue();

        (await RowsHoldingAsync(home, wrapped)).ShouldBeEmpty();
        foreach (var (name, needle) in needles)
        {
            (await RowsHoldingAsync(home, needle)).ShouldBeEmpty($"{name} is in a table");
            Scan(home.Folder, needle).ShouldBeEmpty($"{name} is in the data directory");
        }

        await VerifiesAsync(home, bundle);
    }

    [PostgresFact]
    public async Task Another_server_forgets_the_key_at_its_next_look_and_a_reading_from_before_does_not_bring_it_back()
    {
        await using var first = await TestInstallation.OpenAsync(Dialect.Postgres);
        var second = await TestInstallation.OpenAsync(Dialect.Postgres, folder: first.Folder, schema: first.Schema);
        await second.Get<DestroyedKeyWatch>().LookAsync(CancellationToken.None);
        await LiveAsync(first);
        (await second.ReadAsync(session => second.Get<KeyRing>().FindSubject(session, Institution, Person))).ShouldNotBeNull();
        (await second.ReadAsync(session => second.Get<KeyRing>().FindSubject(session, Institution, Other))).ShouldNotBeNull();

        // A reading on the second server begins before the erasure and opens the key after the server has heard of it.
        var found = await second.ReadAsync(session =>
        {
            session.First<long>("SELECT COUNT(*) FROM subject_key").ShouldBe(2);
            EraseAsync(first).GetAwaiter().GetResult();
            second.Get<DestroyedKeyWatch>().LookAsync(CancellationToken.None).GetAwaiter().GetResult();
            return second.Get<KeyRing>().FindSubject(session, Institution, Person);
        });

        found.ShouldNotBeNull("It still saw the old state.");
        (await second.ReadAsync(session => second.Get<KeyRing>().FindSubject(session, Institution, Person))).ShouldBeNull();
        (await second.ReadAsync(session => second.Get<KeyRing>().FindSubject(session, Institution, Other))).ShouldNotBeNull();
        await second.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task One_person_cannot_ask_and_approve_and_nothing_is_sealed_for_the_erased_any_more(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await LiveAsync(home);
        await Should.ThrowAsync<ArgumentException>(() => home.WriteAsync(session =>
            home.Get<SubjectStates>().Erase(session, new ErasureOrder(Institution, Person, "term", "st1", "st1"))));
        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, Person))).ShouldBe(SubjectState.Active);

        await EraseAsync(home);

        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, Person))).ShouldBe(SubjectState.Erased);
        await Should.ThrowAsync<SubjectErasedException>(() => home.WriteAsync(session => Append(home, session, Person, "again")));
        await home.WriteAsync(session => Append(home, session, Other, "the neighbour goes on"));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_key_that_was_destroyed_without_an_entry_fails_the_deep_verification(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await LiveAsync(home);
        await home.WriteAsync(session => home.Get<KeyRing>().Destroy(session, Institution, Person));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        var view = await home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None);

        view.Checks.Where(check => check.Status == "failed").Select(check => check.Id).ShouldBe(["exhibits"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_restricted_persons_values_are_opened_for_nobody_until_released(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await LiveAsync(home);
        var reader = await home.AddStaffAsync(Role.ComplianceOfficer, "合规");
        var field = await home.WriteAsync(session => home.Get<SealedFields>().Seal(session, Institution, Person, "probe|1", Number));
        Access access = new(reader, "court", Case);

        (await home.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, Institution, Person, reader.StaffId, "person-request"))).ShouldNotBeNull();
        (await home.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, Institution, Person, reader.StaffId, "person-request"))).ShouldBeNull();
        (await home.WriteAsync(session => home.Get<SealedFields>().Open(session, access, field, "contactPoint"))).ShouldBeNull();
        (await home.WriteAsync(session => home.Get<SealedFields>().OpenAll(session, [new FieldReading(access, field, "contactPoint")])))[0].ShouldBeNull();
        await home.WriteAsync(session => home.Get<SubjectStates>().Release(session, Institution, Person, reader.StaffId, "withdrawn"));

        (await home.WriteAsync(session => home.Get<SealedFields>().Open(session, access, field, "contactPoint")))!.Value.ShouldBe(Number);
        (await home.ReadAsync(session => EntryStore.Newest(session, Institution, null, long.MaxValue, 10))).Count(row => row.SubjectId == Person && row.Act.StartsWith("subject.", StringComparison.Ordinal)).ShouldBe(2);
    }

    /// <summary>Seals a number, a long note and a short one; what must not be found afterwards, and the wrapped key.</summary>
    private static async Task<((string Name, byte[] Bytes)[] Needles, byte[] Wrapped)> LiveAsync(TestInstallation home)
    {
        await home.WriteAsync(session =>
        {
            Append(home, session, Person, Note);
            Append(home, session, Person, Number);
            Append(home, session, Other, "the neighbour's words");
        });
        return await home.ReadAsync(session =>
        {
            List<(string, byte[])> needles =
            [
                ("key", home.Get<KeyRing>().FindSubject(session, Institution, Person)!.Key),
                ("text", Encoding.UTF8.GetBytes(Note[..12])),
                ("number", Encoding.UTF8.GetBytes(Number)),
            ];
            foreach (var id in session.Query<string>("SELECT id FROM exhibit WHERE subject_id = @Person", new { Person }))
            {
                needles.Add(("salt", home.Get<ExhibitSealing>().Open(session, ExhibitStore.ById(session, Institution, id)!).Salt));
            }

            needles.Count.ShouldBe(5);
            return (needles.ToArray(), session.First<byte[]>("SELECT wrapped FROM subject_key WHERE subject_id = @Person", new { Person })!);
        });
    }

    private static Receipt Append(TestInstallation home, Session session, string person, string text) => home.Get<EvidenceLog>().Append(
        session, new EntryDraft(Institution, "note.written") { CaseId = Case, SubjectId = person, Content = new EvidenceContent(Encoding.UTF8.GetBytes(text), "text/plain") });

    private static Task<Receipt> EraseAsync(TestInstallation home) => home.WriteAsync(session =>
        home.Get<SubjectStates>().Erase(session, new ErasureOrder(Institution, Person, "term", "st1", "st2")));

    private static async Task<byte[]> BundleAsync(TestInstallation home)
    {
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, home.Get<IdSource>().New("na"));
        return (await home.Get<BundleExport>().RunAsync(new Access(officer, "court", Case), null, null, CancellationToken.None)).Value.Zip;
    }

    private static async Task VerifiesAsync(TestInstallation home, byte[] before)
    {
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var view = await home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None);
        view.Ok.ShouldBeTrue(string.Join("; ", view.Checks.Select(check => check.Text.En)));
        Daylight.Ledger.BundleVerifier.Verify(before).Verdict.ShouldBe(Daylight.Ledger.BundleVerdict.Ok);
        var after = await BundleAsync(home);
        Daylight.Ledger.BundleVerifier.Verify(after).Verdict.ShouldBe(Daylight.Ledger.BundleVerdict.Ok);
        Encoding.UTF8.GetString(after).ShouldNotContain(Number);
    }

    private static async Task<string> BackUpAsync(TestInstallation home)
    {
        var backup = Directory.CreateTempSubdirectory("daylight-backup-").FullName;
        foreach (var file in Directory.EnumerateFiles(home.Folder, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(home.Folder, file);
            if (relative == "daylight.lock" || relative.StartsWith("keys", StringComparison.Ordinal))
            {
                continue; // The data alone, as the operator guide says; keys have a backup of their own.
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(backup, relative))!);
            await File.WriteAllBytesAsync(Path.Combine(backup, relative), await ReadSharedAsync(file));
        }

        return backup;
    }

    private static async Task RestoredBackupOpensNothingAsync(TestInstallation home, string backup)
    {
        var keys = Path.Combine(home.Folder, "keys");
        foreach (var file in Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(backup, "keys", Path.GetRelativePath(keys, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var restored = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: backup);
        (await restored.ReadAsync(session => restored.Get<KeyRing>().FindSubject(session, Institution, Person))).ShouldBeNull();
        var exhibit = (await restored.ReadAsync(session => session.First<string>("SELECT id FROM exhibit WHERE subject_id = @Person", new { Person })))!;
        await Should.ThrowAsync<CryptographicException>(() => restored.ReadAsync(session => restored.Get<Exhibits>().OpenForInspection(session, Institution, exhibit)));
        await restored.CloseAsync();
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    /// <summary>The files, but those of the keys themselves, in which these bytes stand.</summary>
    internal static List<string> Scan(string folder, byte[] needle) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("daylight.lock", StringComparison.Ordinal))
            .Where(path => ReadSharedAsync(path).GetAwaiter().GetResult().AsSpan().IndexOf(needle) >= 0)
            .Select(path => Path.GetRelativePath(folder, path))];

    /// <summary>The columns of all tables in which these bytes stand, as bytes or as text.</summary>
    internal static async Task<List<string>> RowsHoldingAsync(TestInstallation home, byte[] needle)
    {
        await using NpgsqlConnection connection = new($"{Databases.Postgres};Search Path={home.Schema}");
        await connection.OpenAsync();
        List<(string Table, string Column, string Type)> columns = [];
        await using (NpgsqlCommand list = new("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND data_type IN ('bytea', 'text')", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            }
        }

        columns.Count.ShouldBeGreaterThan(50);
        List<string> found = [];
        foreach (var (table, column, type) in columns)
        {
            var bytes = type == "bytea" ? column : $"convert_to({column}, 'UTF8')";
            await using NpgsqlCommand count = new($"SELECT COUNT(*) FROM {table} WHERE position($1 IN {bytes}) > 0", connection);
            count.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = needle });
            if (await count.ExecuteScalarAsync() is > 0L)
            {
                found.Add($"{table}.{column}");
            }
        }

        return found;
    }
}
