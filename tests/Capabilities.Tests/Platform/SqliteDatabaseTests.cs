using Daylight.Platform;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Capabilities.Platform;

/// <summary>The embedded database: durable group commit, each piece of work whole or not at all.</summary>
public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-sqlite-").FullName;
    private SqliteDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = new SqliteDatabase(Path.Combine(_folder, "test.db"), new FactRegistry());
        await _database.WriteAsync(session => session.Execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"), default);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_thousand_writers_at_once_all_succeed_and_all_stay()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => _database.WriteAsync(session => Add(session, i), default)));

        (await CountAsync()).ShouldBe(1000);
    }

    [Fact]
    public async Task Work_that_throws_is_rolled_back_and_its_neighbours_in_the_group_stay()
    {
        var good = Enumerable.Range(0, 50).Select(i => _database.WriteAsync(session => Add(session, i), default)).ToList();
        var bad = _database.WriteAsync(
            session =>
            {
                Add(session, 1000);
                throw new InvalidOperationException("stop");
            },
            default);
        var more = Enumerable.Range(50, 50).Select(i => _database.WriteAsync(session => Add(session, i), default)).ToList();

        await Task.WhenAll(good.Concat(more));
        await Should.ThrowAsync<InvalidOperationException>(() => bad);
        (await CountAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task Work_that_answers_with_a_failure_is_rolled_back()
    {
        var answer = await _database.WriteAsync<Result<int>>(
            session =>
            {
                Add(session, 1);
                return Failure.NotFound("note");
            },
            default);

        answer.IsFailure.ShouldBeTrue();
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_to_run_after_the_commit_runs_only_if_there_was_one()
    {
        List<string> heard = [];
        await _database.WriteAsync(session => session.AfterCommit(() => heard.Add("kept")), default);
        await Should.ThrowAsync<InvalidOperationException>(() => _database.WriteAsync(
            session =>
            {
                session.AfterCommit(() => heard.Add("lost"));
                throw new InvalidOperationException("stop");
            },
            default));

        heard.ShouldBe(["kept"]);
    }

    [Fact]
    public async Task A_reader_sees_a_consistent_snapshot_while_others_write()
    {
        using SemaphoreSlim written = new(0);
        var reading = _database.ReadAsync(
            session =>
            {
                var before = session.First<long>("SELECT COUNT(*) FROM note");
                written.Wait();
                return (before, after: session.First<long>("SELECT COUNT(*) FROM note"));
            },
            default);
        await _database.WriteAsync(session => Add(session, 1), default);
        written.Release();

        var (first, second) = await reading;
        second.ShouldBe(first);
    }

    [Fact]
    public async Task An_acknowledged_write_is_there_after_the_database_is_opened_again()
    {
        await _database.WriteAsync(session => Add(session, 7), default);
        await _database.DisposeAsync();

        _database = new SqliteDatabase(Path.Combine(_folder, "test.db"), new FactRegistry());
        (await CountAsync()).ShouldBe(1);
    }

    private static int Add(Session session, int id) => session.Execute("INSERT INTO note (id, text) VALUES (@id, 'x')", new { id });

    private Task<long> CountAsync() => _database.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM note"), default);
}
