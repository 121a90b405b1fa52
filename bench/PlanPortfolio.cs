using Daylight.Platform.Storage;

namespace Daylight.Bench;

/// <summary>100,000 invented people with accounts, numbers, facts and past contacts, written by set-based SQL.</summary>
internal static class PlanPortfolio
{
    private const int People = 100_000;
    private const int EventsPerPerson = 12;
    private const string Now = "1772416800000000"; // 2026-03-02 10:00 in Shanghai, in microseconds.

    /// <summary>Writes all of it.</summary>
    /// <returns>How many past contacts there are.</returns>
    public static async Task<long> FillAsync(Database database, string institution, string staff)
    {
        await database.WriteAsync(session => session.Execute("CREATE TABLE bench_number (n BIGINT PRIMARY KEY)"), default);
        await database.WriteAsync(
            session => session.Execute(
                $"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {People}) INSERT INTO bench_number (n) SELECT n FROM r"),
            default);
        foreach (var sql in Tables().Append(Events()).Append(Facts()))
        {
            await database.WriteAsync(session => session.Execute(sql, new { institution, staff, empty = Array.Empty<byte>() }), default);
        }

        if (database.Dialect == Dialect.Postgres)
        {
            // What its own maintenance does within a minute of such a load.
            await database.WriteAsync(
                session => session.Execute("ANALYZE person; ANALYZE contact_point; ANALYZE case_file; ANALYZE account; ANALYZE contact_event; ANALYZE person_fact"), default);
        }

        return await database.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM contact_event"), default);
    }

    private static string Padded(string prefix, string number) => $"'{prefix}' || SUBSTR(CAST(100000000000 + {number} AS TEXT), 2) || '000000000'";

    private static IEnumerable<string> Tables() =>
    [
        $"""
        INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
        SELECT {Padded("pn", "n")}, @institution, {Padded("P", "n")}, @empty, '测*', CAST(n AS TEXT), 'Asia/Shanghai', '' FROM bench_number
        """,
        $"""
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        SELECT {Padded("cp", "n")}, @institution, {Padded("pn", "n")}, 'mobile', 'mobile1', @empty, '128****0000', CAST(n AS TEXT), 'valid', 'contract', 'import' FROM bench_number
        """,
        $"""
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        SELECT {Padded("cq", "n")}, @institution, {Padded("pn", "n")}, 'home', 'home1', @empty, '0990-****', 'h' || CAST(n AS TEXT), 'valid', 'contract', 'import' FROM bench_number
        """,
        $"""
        INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id,
          open_findings, opened_at, status, region, zone)
        SELECT {Padded("cs", "n")}, @institution, {Padded("A", "n")}, 'recovery', {Padded("pn", "n")}, '信用卡', 'CNY', 100000 + n, n % 180,
          CASE WHEN n % 100 = 0 THEN 'M4' ELSE 'M1' END, @staff, 0, {Now}, 'open', '', 'Asia/Shanghai' FROM bench_number
        """,
        $"""
        INSERT INTO account (id, institution_id, case_id, person_id, reference, product, currency, principal, balance, days_past_due, due_date, region, attributes, content_print)
        SELECT {Padded("ac", "n")}, @institution, {Padded("cs", "n")}, {Padded("pn", "n")}, {Padded("A", "n")}, '信用卡', 'CNY', 100000, 100000 + n, n % 180, '2026-02-10', '', @empty, '' FROM bench_number
        """,
    ];

    /// <summary>
    /// Twelve contacts each in the last thirty days. This morning one person in five did not answer six times, and one in ten was
    /// talked to three times, so that caps are met.
    /// </summary>
    private static string Events() =>
        $"""
        INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, contact_point_id, point,
          purpose, account_ids, status, began_at, outcome)
        SELECT 'ct' || SUBSTR(CAST(100000000000 + b.n AS TEXT), 2) || SUBSTR(CAST(1000 + e.n AS TEXT), 2) || '000000', @institution,
          {Padded("cs", "b.n")}, {Padded("pn", "b.n")}, 'Debtor', @staff,
          CASE WHEN (b.n + e.n) % 19 = 0 THEN 'inbound' ELSE 'outbound' END,
          CASE WHEN e.n % 4 = 0 AND b.n % 5 > 0 THEN 'sms' ELSE 'call' END,
          {Padded("cp", "b.n")}, 'mobile1', 'collection', '["ac' || SUBSTR(CAST(100000000000 + b.n AS TEXT), 2) || '000000000"]', 'made',
          {Now} - CASE WHEN (b.n % 5 = 0 AND e.n <= 6) OR (b.n % 10 = 1 AND e.n <= 3) THEN 900000000 * e.n
            ELSE 86400000000 * (2 * e.n + b.n % 3) + 3600000000 * (b.n % 8) END,
          CASE WHEN e.n % 4 = 0 AND b.n % 5 > 0 THEN 'delivered' WHEN b.n % 10 = 1 AND e.n <= 3 THEN 'effective-talk'
            WHEN (b.n + e.n) % 6 = 1 AND b.n % 5 > 0 THEN 'conversation' ELSE 'no-answer' END
        FROM bench_number b JOIN bench_number e ON e.n <= {EventsPerPerson}
        """;

    /// <summary>One person in ten has said something.</summary>
    private static string Facts() =>
        $"""
        INSERT INTO person_fact (id, institution_id, case_id, person_id, kind, from_time, to_time, counts_from, account_ids, recorded_by, recorded_at)
        SELECT {Padded("fc", "n")}, @institution, {Padded("cs", "n")}, {Padded("pn", "n")},
          CASE WHEN n % 30 = 0 THEN 'deceased' ELSE 'inconvenient' END,
          CASE WHEN n % 30 = 0 THEN NULL ELSE '12:00' END, CASE WHEN n % 30 = 0 THEN NULL ELSE '15:00' END,
          {Now} - 864000000000, '[]', @staff, {Now} - 864000000000
        FROM bench_number WHERE n % 10 = 0
        """;
}
