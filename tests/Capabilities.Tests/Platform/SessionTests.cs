using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

public sealed class SessionTests
{
    private const string Insert = "INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES (@id, @id, @id, @role, '')";
    private const string Roles = "SELECT role FROM party WHERE case_id = @id";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Statements_run_in_the_order_in_which_they_were_given_whenever_they_travel(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        var (before, after, last) = await home.WriteAsync(session =>
        {
            var none = session.Queue<string>(Roles, new { id = "a" });
            session.Write(Insert, new { id = "a", role = "first" });
            var one = session.Queue<string>(Roles, new { id = "a" });
            session.Write("UPDATE party SET role = @role WHERE case_id = @id", new { id = "a", role = "second" });
            return (none.First, one.First, session.First<string>(Roles, new { id = "a" }));
        });

        (before, after, last).ShouldBe((null, "first", "second"));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_sign_in_a_quoted_text_is_no_parameter(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        await home.WriteAsync(session => session.Write(
            "INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES (@id, @id, @id, 'p@role', 'it''s @id')", new { id = "a" }));

        (await home.ReadAsync(session => session.First<string>("SELECT role || ' ' || basis FROM party WHERE case_id = @id", new { id = "a" })))
            .ShouldBe("p@role it's @id");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_write_that_violates_a_key_takes_the_whole_work_back(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        await Should.ThrowAsync<System.Data.Common.DbException>(() => home.WriteAsync(session =>
        {
            session.Write(Insert, new { id = "a", role = "first" });
            session.Write(Insert, new { id = "a", role = "again" });
        }));

        (await home.ReadAsync(session => session.Query<string>(Roles, new { id = "a" }))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_list_of_parameters_writes_each_of_them_and_lists_and_absent_values_are_bound(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var rows = Enumerable.Range(0, 1200).Select(i => new { id = $"p{i}", role = "r" }).ToList();

        var (written, found, absent) = await home.WriteAsync(session =>
        {
            var count = session.Execute(Insert, rows);
            string[] some = ["p1", "p1199", "nobody"];
            var ids = session.Query<string>("SELECT case_id FROM party WHERE case_id IN @some ORDER BY case_id", new { some });
            session.Write(
                "INSERT INTO outbox (consumer, institution_id, body, attempts, failed_at, error) VALUES ('c', 'i', 'b', 0, @at, @error)",
                new { at = (long?)null, error = (string?)null });
            return (count, ids, session.First<long?>("SELECT failed_at FROM outbox WHERE consumer = 'c'"));
        });

        written.ShouldBe(1200);
        found.ShouldBe(["p1", "p1199"]);
        absent.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Many_rows_written_at_once_keep_their_order_their_bytes_and_what_is_absent(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await home.WriteAsync(session => session.Execute(dialect == Dialect.Postgres
            ? "CREATE TABLE many (seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text TEXT, number BIGINT NOT NULL, maybe BIGINT, bytes BYTEA)"
            : "CREATE TABLE many (seq INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT, number BIGINT NOT NULL, maybe BIGINT, bytes BLOB)"));
        var rows = Enumerable.Range(0, 1201).Select(i => new Many
        {
            Text = i % 3 == 0 ? null : $"'{i}', {{\"NULL\"}} @Number",
            Number = 5000 - i,
            Maybe = i % 2 == 0 ? null : i,
            Bytes = i % 5 == 0 ? null : [(byte)i, 0, 255],
        }).ToList();

        await home.WriteAsync(session => session.Write("INSERT INTO many (text, number, maybe, bytes) VALUES (@Text, @Number, @Maybe, @Bytes)", rows));

        var read = await home.ReadAsync(session => session.Query<Many>("SELECT text AS Text, number AS Number, maybe AS Maybe, bytes AS Bytes FROM many ORDER BY seq"));
        read.Select(row => row.Number).ShouldBe(rows.Select(row => row.Number));
        read.Select(row => row.Text).ShouldBe(rows.Select(row => row.Text));
        read.Select(row => row.Maybe).ShouldBe(rows.Select(row => row.Maybe));
        read.Select(row => row.Bytes is null ? null : Convert.ToHexString(row.Bytes)).ShouldBe(rows.Select(row => row.Bytes is null ? null : Convert.ToHexString(row.Bytes)));
    }

    private sealed class Many
    {
        public string? Text { get; init; }

        public long Number { get; init; }

        public long? Maybe { get; init; }

        public byte[]? Bytes { get; init; }
    }
}
