using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

public sealed class LedgerVerificationTests
{
    [Theory]
    [InlineData("UPDATE ledger_entry SET leaf = CAST(replace(CAST(leaf AS TEXT), 'contact', 'kontakt') AS BLOB) WHERE seq = (SELECT seq FROM ledger_number WHERE idx = 5)", "entries")]
    [InlineData("UPDATE ledger_entry SET leaf_hash = zeroblob(32) WHERE seq = (SELECT seq FROM ledger_number WHERE idx = 5)", "entries")]
    [InlineData("UPDATE ledger_entry SET staff_id = 'st1' WHERE seq = (SELECT seq FROM ledger_number WHERE idx = 5)", "entries")]
    [InlineData("DELETE FROM ledger_entry WHERE seq = (SELECT seq FROM ledger_number WHERE idx = 5)", "indices")]
    [InlineData("UPDATE ledger_case_head SET leaf_hash = zeroblob(32) WHERE case_id = 'cs3'", "chains")]
    [InlineData("DELETE FROM ledger_entry WHERE seq = (SELECT seq FROM ledger_number WHERE idx = 599)", "indices")]
    [InlineData("DELETE FROM ledger_number WHERE idx = 5", "indices")]
    [InlineData("UPDATE ledger_number SET seq = -seq WHERE idx = 5", "indices")]
    [InlineData("UPDATE exhibit SET body = zeroblob(200) WHERE id = (SELECT MIN(id) FROM exhibit)", "exhibits")]
    [InlineData("DELETE FROM exhibit WHERE id = (SELECT MAX(id) FROM exhibit)", "exhibits")]
    [InlineData("UPDATE exhibit SET wrapped_key = (SELECT wrapped_key FROM exhibit ORDER BY id LIMIT 1) WHERE id = (SELECT MAX(id) FROM exhibit)", "exhibits")]
    [InlineData("UPDATE ledger_log SET checkpoint = replace(checkpoint, '601', '602')", "checkpoint")]
    public async Task A_change_behind_the_ledgers_back_is_found(string tampering, string check)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await SequencerTests.AppendAsync(home, 600);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await SequencerTests.VerifyAsync(home)).ShouldBeTrue();
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        (await home.WriteAsync(session => session.Execute(tampering))).ShouldBeGreaterThan(0);

        var view = await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: true, null, CancellationToken.None);
        view.Ok.ShouldBeFalse();
        view.Checks.Where(each => each.Status == "failed").Select(each => each.Id).ShouldContain(check);
    }

    [Theory]
    [InlineData("tile/0/001", "tiles")]
    [InlineData("tile/1/000.p/2", "tiles")]
    [InlineData("tile/entries/000", "entries")]
    [InlineData("checkpoint", "checkpoint")]
    public async Task A_flipped_bit_in_any_file_is_found(string file, string check)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await SequencerTests.AppendAsync(home, 600);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        var path = Path.Combine(home.Folder, "log", (await SequencerTests.LogAsync(home)).Origin, file);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var view = await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, null, deep: false, null, CancellationToken.None);

        view.Ok.ShouldBeFalse();
        view.Checks.Where(each => each.Status == "failed").Select(each => each.Id).ShouldContain(check);
        view.Checks.Single(each => each.Id == "exhibits").Status.ShouldBe("not-checked");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_verification_is_kept_and_leaves_an_entry(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await SequencerTests.AppendAsync(home, 10);
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);

        await home.Get<LedgerVerification>().RunAsync(TestInstallation.Institution, "st1", deep: true, null, CancellationToken.None);

        var status = await home.WriteAsync(session => home.Get<LogStatus>().Read(session, TestInstallation.Institution));
        status.LastVerification!.Ok.ShouldBeTrue();
        status.LastVerification.Size.ShouldBe(10);
        status.Pending.ShouldBe(1);
    }
}
