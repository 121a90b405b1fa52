using System.Globalization;
using Daylight.Contact;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>One person who may be called: what a request for a permit names.</summary>
internal sealed record Callable(string CaseId, string PersonId, string Mobile)
{
    public AskPermitRequest Request => new(CaseId, PersonId, "call", Mobile);
}

/// <summary>
/// A portfolio of invented people written straight into the tables, each with a case, an account, a mobile, a landline and a
/// subject key, as an import would leave them: far faster than importing, which is not what is measured here.
/// </summary>
internal sealed class PermitHouse(Installation installation)
{
    private const int KeysAtOnce = 500;

    public Database Database { get; } = installation.Services.GetRequiredService<Database>();

    public AskPermit Ask { get; } = installation.Services.GetRequiredService<AskPermit>();

    public Caller Collector { get; } = new(installation.Institution, "Asia/Shanghai", installation.CollectorId, null, [Role.Collector]);

    /// <summary>The person of that number.</summary>
    public static Callable Person(long number) => new(Id("cs", number), Id("pn", number), Id("cp", number * 2));

    /// <summary>Adds the people of the numbers from one up to another, the end excluded.</summary>
    public async Task AddAsync(long from, long to)
    {
        foreach (var sql in new[] { People, Points, Cases, Accounts })
        {
            await Database.WriteAsync(session => session.Execute(Numbered(sql, session.Dialect), new { from, to, institution = installation.Institution, collector = installation.CollectorId, empty = Array.Empty<byte>() }), default);
        }
    }

    /// <summary>Makes the keys of people who will be asked about, as their import would have.</summary>
    public async Task AddKeysAsync(IEnumerable<Callable> people)
    {
        var keys = installation.Services.GetRequiredService<KeyRing>();
        foreach (var some in people.Chunk(KeysAtOnce))
        {
            await Database.WriteAsync(session => Array.ForEach(some, one => keys.Subject(session, installation.Institution, one.PersonId)), default);
        }
    }

    /// <summary>Gives each of the people so many past calls that nobody answered, at most three a day, the newest two days ago.</summary>
    public Task AddHistoryAsync(long from, long to, int each) => Database.WriteAsync(
        session => session.Execute(
            Numbered(
                """
                INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, contact_point_id, point, purpose, account_ids, status, began_at, outcome, outcome_at)
                SELECT 'ct' || {pad:n * 20000 + k.e}, @institution, 'cs' || {pad:n}, 'pn' || {pad:n}, 'Debtor', @collector, 'outbound', 'call', 'cp' || {pad:n * 2}, 'mobile1', 'collection',
                  '["ac' || {pad:n} || '"]', 'made', @now - 172800000000 - k.e * 28800000000, 'no-answer', @now - 172800000000 - k.e * 28800000000
                FROM {numbers}, (WITH RECURSIVE each(e) AS (SELECT 1 UNION ALL SELECT e + 1 FROM each WHERE e < @each) SELECT e FROM each) AS k
                """,
                session.Dialect),
            new { from, to, each, institution = installation.Institution, collector = installation.CollectorId, now = MorningMicros }),
        default);

    /// <summary>Tells the database's planner what was loaded.</summary>
    public Task AnalyzeAsync() => Database.WriteAsync(session => session.Execute("ANALYZE person; ANALYZE contact_point; ANALYZE case_file; ANALYZE account; ANALYZE contact_event"), default);

    private const long MorningMicros = 1772416800000000; // 2026-03-02 10:00 in Shanghai, in microseconds since the Unix epoch.

    private const string People =
        """
        INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
        SELECT 'pn' || {pad:n}, @institution, 'P' || n, @empty, '测**', 'x' || n, 'Asia/Shanghai', '' FROM {numbers}
        """;

    private const string Points =
        """
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        SELECT 'cp' || {pad:n * 2 + k.p}, @institution, 'pn' || {pad:n}, k.kind, k.name, @empty, '128****0000', k.name || n, 'valid', 'contract', 'import'
        FROM {numbers}, (SELECT 0 AS p, 'mobile' AS kind, 'mobile1' AS name UNION ALL SELECT 1, 'home', 'home1') AS k
        """;

    private const string Cases =
        """
        INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id, open_findings, opened_at, status, region, zone)
        SELECT 'cs' || {pad:n}, @institution, 'A' || n, 'recovery', 'pn' || {pad:n}, '信用卡', 'CNY', 120000, 40, 'M2', @collector, 0, 0, 'open', '', 'Asia/Shanghai' FROM {numbers}
        """;

    private const string Accounts =
        """
        INSERT INTO account (id, institution_id, case_id, person_id, reference, product, currency, principal, balance, days_past_due, due_date, region, attributes, content_print)
        SELECT 'ac' || {pad:n}, @institution, 'cs' || {pad:n}, 'pn' || {pad:n}, 'A' || n, '信用卡', 'CNY', 100000, 120000, 40, '2026-01-20', '', @empty, '' FROM {numbers}
        """;

    private static string Id(string prefix, long number) => prefix + number.ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>Both databases count and pad, each in its own words.</summary>
    private static string Numbered(string sql, Dialect dialect) => System.Text.RegularExpressions.Regex.Replace(
        sql.Replace(
            "{numbers}",
            dialect == Dialect.Postgres
                ? "generate_series(@from, @to - 1) AS n"
                : "(WITH RECURSIVE all_numbers(n) AS (SELECT @from UNION ALL SELECT n + 1 FROM all_numbers WHERE n < @to - 1) SELECT n FROM all_numbers) AS numbers",
            StringComparison.Ordinal),
        @"\{pad:([^}]+)\}",
        dialect == Dialect.Postgres ? "lpad(($1)::text, 20, '0')" : "printf('%020d', $1)");
}
