using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

public sealed class ListCasesTests
{
    public static TheoryData<string> Orders => [.. CaseOrder.Names];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Pages_of_any_size_in_any_order_show_every_case_once_and_in_that_order(Dialect dialect)
    {
        await using var home = await HomeAsync(dialect, 37);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        var walk = Prop.ForAll(
            Gen.Elements(CaseOrder.Names.ToArray()).ToArbitrary(),
            Gen.Choose(1, 40).ToArbitrary(),
            (sort, size) =>
            {
                var rows = WalkAsync(home, administrator, sort, size).GetAwaiter().GetResult();
                rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(37, $"{sort}, pages of {size}");
                Sorted(rows, sort).ShouldBe(rows.Select(row => row.Id), $"{sort}, pages of {size}");
            });

        walk.Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Cases_that_come_in_while_one_reads_on_shift_nothing(Dialect dialect)
    {
        await using var home = await HomeAsync(dialect, 10);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        var first = (await PageAsync(home, administrator, "-balance", 4, null)).Value;
        await AddAsync(home, 11, balance: 1_000_000, daysPastDue: 1, lastContactAt: null);

        var rest = await WalkAsync(home, administrator, "-balance", 4, first.Next);

        first.Items.Concat(rest).Select(row => row.Reference).ShouldBeUnique();
        first.Items.Count.ShouldBe(4);
        rest.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_cursor_of_another_order_or_of_nobody_is_refused_by_name()
    {
        await using var home = await HomeAsync(Dialect.Sqlite, 5);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        var next = (await PageAsync(home, administrator, "-balance", 2, null)).Value.Next;

        (await PageAsync(home, administrator, "balance", 2, next)).Failure!.Field.ShouldBe("cursor");
        (await PageAsync(home, administrator, null, 2, next)).Failure!.Field.ShouldBe("cursor");
        (await PageAsync(home, administrator, "-balance", 2, "nonsense")).Failure!.Field.ShouldBe("cursor");
        (await PageAsync(home, administrator, "-personName", 2, null)).Failure!.Field.ShouldBe("sort");
        (await PageAsync(home, administrator, "-balance", 2, next)).Value.Items.Count.ShouldBe(2);
    }

    /// <summary>A list of a hundred thousand must not be sorted for each page; and a late page must be jumped to, not counted up to.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Every_order_is_read_from_an_index(string sort)
    {
        await using var home = await HomeAsync(Dialect.Sqlite, 3);
        var order = CaseOrder.Find(sort)!;

        var plan = await home.ReadAsync(session => session.Query<PlanStep>(
            $"EXPLAIN QUERY PLAN SELECT {CaseStore.ListColumns} FROM case_file c JOIN person p ON p.id = c.person_id WHERE c.institution_id = @institution AND {order.After} ORDER BY {order.OrderBy} LIMIT 51",
            new { institution = TestInstallation.Institution, key = order.Sql == "c.reference" ? (object)"A" : 1L, id = "cs" }).ConvertAll(step => step.Detail));

        plan.ShouldNotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldContain(step => step.Contains("SEARCH c USING INDEX", StringComparison.Ordinal) && step.Contains("institution_id=? AND", StringComparison.Ordinal), string.Join('\n', plan));
    }

    private static IEnumerable<string> Sorted(IReadOnlyList<CaseRow> rows, string sort)
    {
        Func<CaseRow, object> key = sort.TrimStart('-') switch
        {
            "openedAt" => row => row.OpenedAt,
            "lastContactAt" => row => row.LastContactAt ?? DateTimeOffset.UnixEpoch,
            "balance" => row => row.Balance.Minor,
            "daysPastDue" => row => row.DaysPastDue,
            "openFindings" => row => row.OpenFindings,
            "reference" => row => row.Reference,
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
        var byId = rows.OrderBy(row => row.Id, StringComparer.Ordinal);
        var sorted = byId.OrderBy(key, Comparer<object>.Create((one, other) => one is string text ? string.CompareOrdinal(text, (string)other) : Comparer<object>.Default.Compare(one, other)));
        return (sort[0] == '-' ? sorted.Reverse() : sorted).Select(row => row.Id);
    }

    private static async Task<List<CaseRow>> WalkAsync(TestInstallation home, Caller caller, string sort, int size, string? from = null)
    {
        List<CaseRow> rows = [];
        var cursor = from;
        do
        {
            var page = (await PageAsync(home, caller, sort, size, cursor)).Value;
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }

    private static Task<Result<Page<CaseRow>>> PageAsync(TestInstallation home, Caller caller, string? sort, int size, string? cursor) =>
        home.Get<ListCases>().RunAsync(caller, new CaseQuery(cursor, size, null, null, null, null, sort), CancellationToken.None);

    /// <summary>Cases with many equal values, so that the id has to decide.</summary>
    private static async Task<TestInstallation> HomeAsync(Dialect dialect, int cases)
    {
        var home = await TestInstallation.OpenAsync(dialect);
        for (var i = 1; i <= cases; i++)
        {
            await AddAsync(home, i, balance: i % 5 * 1000, daysPastDue: i % 3, lastContactAt: i % 4 == 0 ? null : i % 4);
        }

        return home;
    }

    private static Task AddAsync(TestInstallation home, int number, long balance, long daysPastDue, long? lastContactAt) => home.WriteAsync(session =>
    {
        var parameters = new
        {
            TestInstallation.Institution,
            person = $"pn{number:00000000000000000000}",
            id = $"cs{number * 7919 % 100:00000000000000000000}",
            reference = $"A{number:000}",
            empty = Array.Empty<byte>(),
            balance,
            daysPastDue,
            lastContactAt,
            findings = (long)(number % 2),
            opened = (long)(number % 6),
        };
        session.Execute(
            """
            INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
            VALUES (@person, @Institution, @reference, @empty, '张**', @reference, 'Asia/Shanghai', '')
            """,
            parameters);
        session.Execute(
            """
            INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket,
              last_contact_at, open_findings, opened_at, status, region, zone)
            VALUES (@id, @Institution, @reference, 'recovery', @person, '信用卡', 'CNY', @balance, @daysPastDue, 'M2',
              @lastContactAt, @findings, @opened, 'open', '', 'Asia/Shanghai')
            """,
            parameters);
    });

    private sealed class PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
