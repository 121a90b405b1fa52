using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Capabilities.Platform;

/// <summary>Statements that only write, one by one and over lists: whatever was given is what is stored.</summary>
public sealed class ExecuteTests
{
    private const string Insert = "INSERT INTO execute_row (id, text, other, bytes, number) VALUES (@Id, @Text, @Other, @Bytes, @Number)";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_kind_of_value_comes_back_as_it_was_given(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        List<Row> rows =
        [
            new() { Id = 1, Text = "", Other = null, Bytes = [], Number = null },
            new() { Id = 2, Text = "张三 '; -- 😀", Other = "", Bytes = null, Number = long.MinValue },
            new() { Id = 3, Text = new string('话', 5000), Other = new string('x', 200), Bytes = [0, 1, 255], Number = long.MaxValue },
        ];

        var touched = await home.WriteAsync(session => session.Execute(Insert, rows));
        var single = await home.WriteAsync(session => session.Execute(Insert, new { Id = 4L, Text = "one", Other = (string?)null, Bytes = (byte[]?)null, Number = (long?)7 }));

        (touched, single).ShouldBe((3, 1));
        var stored = await home.ReadAsync(session => session.Query<Row>("SELECT id AS Id, text AS Text, other AS Other, bytes AS Bytes, number AS Number FROM execute_row ORDER BY id"));
        stored.Take(3).Select(Shape).ShouldBe(rows.Select(Shape));
        stored[3].Number.ShouldBe(7);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_empty_list_does_nothing_and_a_list_of_ids_is_taken_as_one(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        (await home.WriteAsync(session => session.Execute(Insert, new List<Row>()))).ShouldBe(0);
        await home.WriteAsync(session => session.Execute(Insert, Enumerable.Range(1, 5).Select(i => new Row { Id = i }).ToList()));

        (await home.WriteAsync(session => session.Execute("DELETE FROM execute_row WHERE id IN @ids", new { ids = new long[] { 2, 4, 9 } }))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_statement_that_fails_is_told_undoes_its_work_and_can_be_run_again(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => home.WriteAsync(session => session.Execute(Insert, new List<Row> { new() { Id = 1 }, new() { Id = 1 } })));

        (await home.WriteAsync(session => session.Execute(Insert, new List<Row> { new() { Id = 1 } }))).ShouldBe(1);
        (await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM execute_row"))).ShouldBe(1);
    }

    private static async Task<TestInstallation> OpenAsync(Dialect dialect)
    {
        var home = await TestInstallation.OpenAsync(dialect);
        var blob = dialect == Dialect.Sqlite ? "BLOB" : "BYTEA";
        await home.WriteAsync(session => session.Execute($"CREATE TABLE execute_row (id BIGINT PRIMARY KEY, text TEXT NOT NULL, other TEXT, bytes {blob}, number BIGINT)"));
        return home;
    }

    private static string Shape(Row row) =>
        $"{row.Id}|{row.Text}|{row.Other ?? "null"}|{(row.Bytes is null ? "null" : Convert.ToHexString(row.Bytes))}|{row.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}";

    private sealed class Row
    {
        public long Id { get; init; }

        public string Text { get; init; } = "";

        public string? Other { get; init; }

        public byte[]? Bytes { get; init; }

        public long? Number { get; init; }
    }
}
