using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

/// <summary>Who has which number, and that nobody is passed over.</summary>
public sealed class NumberTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Numbers_from_before_they_had_a_table_of_their_own_are_kept(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await SequencerTests.AppendAsync(home, 40);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        await SequencerTests.AppendAsync(home, 5);
        var before = await NumbersAsync(home);
        foreach (var statement in new[]
        {
            // What the tables were.
            "ALTER TABLE ledger_entry ADD COLUMN idx BIGINT",
            "UPDATE ledger_entry SET idx = (SELECT n.idx FROM ledger_number n WHERE n.seq = ledger_entry.seq)",
            "DROP TABLE ledger_number",
            "DROP TABLE ledger_settled",
            "DROP INDEX ledger_entry_key",
            "CREATE INDEX ledger_entry_key ON ledger_entry (institution_id, year, idx) WHERE act LIKE 'key.%'",
            "CREATE INDEX ledger_entry_pending ON ledger_entry (institution_id, year, seq) WHERE idx IS NULL",
            "CREATE UNIQUE INDEX ledger_entry_index ON ledger_entry (institution_id, year, idx) WHERE idx IS NOT NULL",
            "DELETE FROM schema_migration WHERE name LIKE '%0004_numbers.sql'",
        })
        {
            await home.WriteAsync(session => session.Execute(statement));
        }

        await Migrations.RunAsync(home.Database, [typeof(EvidenceLog).Assembly], CancellationToken.None);

        (await NumbersAsync(home)).ShouldBe(before);
        (await home.ReadAsync(session => LogStore.PendingCount(session, TestInstallation.Institution))).ShouldBe(5);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await SequencerTests.LogAsync(home)).Published.ShouldBe(45);
        (await SequencerTests.VerifyAsync(home)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_mark_follows_the_numbers_and_never_goes_past_an_entry_that_waits(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        for (var round = 0; round < 3; round++)
        {
            await SequencerTests.AppendAsync(home, 10);
            await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        }

        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var newest = await home.ReadAsync(NumberStore.Newest);
        (await home.ReadAsync(NumberStore.Settled)).ShouldBe(newest);

        await SequencerTests.AppendAsync(home, 1);
        await home.WriteAsync(session => NumberStore.Settle(session, newest + 1000));
        (await home.ReadAsync(NumberStore.Settled)).ShouldBeLessThan(await home.ReadAsync(NumberStore.Newest));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await SequencerTests.LogAsync(home)).Published.ShouldBe(31);
    }

    /// <summary>Its place in the table is lower than that of entries which had their number long before it was committed.</summary>
    [PostgresFact]
    public async Task An_entry_of_a_transaction_that_ends_late_gets_its_number()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Postgres);
        var log = home.Get<EvidenceLog>();
        EntryDraft draft = new(TestInstallation.Institution, "contact.decided");
        TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim mayEnd = new();
        var late = home.WriteAsync(session =>
        {
            log.Append(session, draft);
            session.First<long>("SELECT 1::bigint"); // The entry travels to the database now.
            taken.SetResult();
            mayEnd.Wait();
        });
        await taken.Task;
        for (var round = 0; round < 4; round++)
        {
            await home.WriteAsync(session => log.Append(session, draft));
            await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        }

        (await SequencerTests.LogAsync(home)).Published.ShouldBe(4);
        mayEnd.Set();
        await late;
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        (await SequencerTests.LogAsync(home)).Published.ShouldBe(5);
        (await home.ReadAsync(session => session.First<long>("SELECT idx FROM ledger_number ORDER BY seq LIMIT 1"))).ShouldBe(4, "The late one stands last in the log and first in the table.");
        (await SequencerTests.VerifyAsync(home)).ShouldBeTrue();
    }

    private static Task<List<string>> NumbersAsync(TestInstallation home) => home.ReadAsync(session => session.Query<string>(
        "SELECT n.year || ' ' || n.idx || ' ' || e.id FROM ledger_number n JOIN ledger_entry e ON e.seq = n.seq ORDER BY n.idx LIMIT 1000"));
}
