using System.Globalization;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>What to list; every part may be left out.</summary>
/// <param name="Cursor">Where to go on.</param>
/// <param name="Limit">How many, at most 200.</param>
/// <param name="Q">The beginning of a reference, or a whole name, ID number or phone number.</param>
/// <param name="Assignee">A staff id, <c>me</c> or <c>none</c>.</param>
/// <param name="Bucket">For example <c>M2</c>.</param>
/// <param name="Status">For example <c>open</c>.</param>
/// <param name="Sort"><c>-openedAt</c> (default), <c>reference</c>, <c>-daysPastDue</c>, <c>-balance</c>, <c>-lastContactAt</c>, <c>-openFindings</c>.</param>
internal sealed record CaseQuery(string? Cursor, int? Limit, string? Q, string? Assignee, string? Bucket, string? Status, string? Sort);

/// <summary>The list of cases within the caller's scope.</summary>
internal sealed class ListCases(Database database, KeyRing keys, CaseAccess access, StaffDirectory staff)
{
    private const int SearchLengthMax = 100;

    private static readonly Dictionary<string, Order> Orders = new(StringComparer.Ordinal)
    {
        ["-openedAt"] = new("c.opened_at", true, row => row.OpenedAt),
        ["-daysPastDue"] = new("c.days_past_due", true, row => row.DaysPastDue),
        ["daysPastDue"] = new("c.days_past_due", false, row => row.DaysPastDue),
        ["-balance"] = new("c.balance", true, row => row.Balance),
        ["balance"] = new("c.balance", false, row => row.Balance),
        ["-lastContactAt"] = new("COALESCE(c.last_contact_at, 0)", true, row => row.LastContactAt ?? 0),
        ["lastContactAt"] = new("COALESCE(c.last_contact_at, 0)", false, row => row.LastContactAt ?? 0),
        ["-openFindings"] = new("c.open_findings", true, row => row.OpenFindings),
        ["reference"] = new("c.reference", false, row => row.Reference),
        ["-reference"] = new("c.reference", true, row => row.Reference),
    };

    public async Task<Result<Page<CaseRow>>> RunAsync(Caller caller, CaseQuery query, CancellationToken cancellation)
    {
        if (!Orders.TryGetValue(query.Sort ?? "-openedAt", out var order))
        {
            return Failure.Invalid("sort", $"Sort by one of {string.Join(", ", Orders.Keys)}.");
        }

        if (query.Q is { Length: > SearchLengthMax })
        {
            return Failure.Invalid("q", $"Search for at most {SearchLengthMax} characters.");
        }

        // A fingerprint may have to make the institution's key at its first use, which needs a transaction that writes.
        var prints = string.IsNullOrWhiteSpace(query.Q)
            ? null
            : await database.WriteAsync(session => Prints(session, caller.InstitutionId, query.Q.Trim()), cancellation);
        return await database.ReadAsync(session => Read(session, caller, query, order, prints), cancellation);
    }

    private Page<CaseRow> Read(Session session, Caller caller, CaseQuery query, Order order, string[]? prints)
    {
        var bound = access.Bound(caller, "c");
        var limit = Cursor.Limit(query.Limit);
        var after = Cursor.Read(query.Cursor, 2);
        var parameters = new
        {
            bound.ScopeInstitution,
            bound.ScopeStaff,
            bound.ScopeTeam,
            query.Bucket,
            query.Status,
            assignee = query.Assignee == "me" ? caller.StaffId : query.Assignee,
            prefix = Like(query.Q?.Trim() ?? "") + "%",
            whole = query.Q?.Trim() ?? "",
            prints = prints ?? [],
            key = after is null ? null : order.Parameter(after[0]),
            id = after?[1] ?? "",
            most = limit + 1,
        };
        var where = string.Join(" AND ", Conditions(bound, query, prints is not null));
        var direction = order.Descending ? "DESC" : "ASC";
        var comparison = order.Descending ? "<" : ">";
        var page = after is null ? "" : $" AND ({order.Sql} {comparison} @key OR ({order.Sql} = @key AND c.id {comparison} @id))";
        var rows = session.Query<CaseListRow>(
            $"SELECT {CaseStore.ListColumns} FROM case_file c JOIN person p ON p.id = c.person_id WHERE {where}{page} ORDER BY {order.Sql} {direction}, c.id {direction} LIMIT @most",
            parameters);
        var total = session.First<long>($"SELECT COUNT(*) FROM case_file c JOIN person p ON p.id = c.person_id WHERE {where}", parameters);
        var names = staff.All(session, caller.InstitutionId);
        return Cursor.Page(rows, limit, row => [order.Text(row), row.Id], row => View(row, names), total);
    }

    public static CaseRow View(CaseListRow row, IReadOnlyDictionary<string, StaffCard> names)
    {
        var assignee = row.AssigneeId is null ? null : names.GetValueOrDefault(row.AssigneeId);
        return new CaseRow(
            row.Id, row.Reference, row.Kind, row.PersonId, row.MaskedName, row.Product, new Money(row.Balance, row.Currency), row.DaysPastDue,
            row.Bucket, row.AssigneeId, assignee?.DisplayName, assignee?.TeamName, UtcMicros.ToInstant(row.LastContactAt), row.OpenFindings,
            UtcMicros.ToInstant(row.OpenedAt), row.Status, row.Region, row.Zone);
    }

    private static IEnumerable<string> Conditions(CaseBound bound, CaseQuery query, bool search)
    {
        yield return bound.Sql;
        if (!string.IsNullOrEmpty(query.Bucket))
        {
            yield return "c.bucket = @Bucket";
        }

        if (!string.IsNullOrEmpty(query.Status))
        {
            yield return "c.status = @Status";
        }

        if (!string.IsNullOrEmpty(query.Assignee))
        {
            yield return query.Assignee == "none" ? "c.assignee_id IS NULL" : "c.assignee_id = @assignee";
        }

        if (search)
        {
            yield return
                """
                (c.reference LIKE @prefix ESCAPE '!' OR p.reference = @whole OR p.name_print IN @prints OR p.id_number_print IN @prints
                 OR c.person_id IN (SELECT person_id FROM contact_point WHERE institution_id = @ScopeInstitution AND value_print IN @prints)
                 OR c.id IN (SELECT y.case_id FROM party y JOIN contact_point n ON n.person_id = y.person_id
                   WHERE n.institution_id = @ScopeInstitution AND n.value_print IN @prints))
                """;
        }
    }

    private string[] Prints(Session session, string institutionId, string text) =>
        new[] { SearchText.Name(text), SearchText.IdNumber(text), SearchText.Number(text), SearchText.ContactPoint("email", text) }
            .Where(normalised => normalised != "number:")
            .Select(normalised => keys.Fingerprint(session, institutionId, normalised)).ToArray();

    private static string Like(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private sealed record Order(string Sql, bool Descending, Func<CaseListRow, object> Key)
    {
        private bool IsText => Sql == "c.reference";

        public string Text(CaseListRow row) => Convert.ToString(Key(row), CultureInfo.InvariantCulture)!;

        public object Parameter(string text) => IsText ? text : long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0L;
    }
}
