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
/// <param name="Sort">One of <see cref="CaseOrder.Names"/>; <c>-openedAt</c> if left out.</param>
internal sealed record CaseQuery(string? Cursor, int? Limit, string? Q, string? Assignee, string? Bucket, string? Status, string? Sort);

/// <summary>The list of cases within the caller's scope.</summary>
internal sealed class ListCases(Database database, KeyRing keys, CaseAccess access, StaffDirectory staff)
{
    private const int SearchLengthMax = 100;

    public async Task<Result<Page<CaseRow>>> RunAsync(Caller caller, CaseQuery query, CancellationToken cancellation)
    {
        if (CaseOrder.Find(query.Sort) is not { } order)
        {
            return Failure.Invalid("sort", $"Sort by one of {string.Join(", ", CaseOrder.Names)}.");
        }

        var place = order.Read(query.Cursor);
        if (place.Failure is { } elsewhere)
        {
            return elsewhere;
        }

        if (query.Q is { Length: > SearchLengthMax })
        {
            return Failure.Invalid("q", $"Search for at most {SearchLengthMax} characters.");
        }

        // A fingerprint may have to make the institution's key at its first use, which needs a transaction that writes.
        var prints = string.IsNullOrWhiteSpace(query.Q)
            ? null
            : await database.WriteAsync(session => Prints(session, caller.InstitutionId, query.Q.Trim()), cancellation);
        return await database.ReadAsync(session => Read(session, caller, query, new CaseReading(order, place.Value, prints)), cancellation);
    }

    private Page<CaseRow> Read(Session session, Caller caller, CaseQuery query, CaseReading reading)
    {
        var bound = access.Bound(caller, "c");
        var limit = Cursor.Limit(query.Limit);
        var (order, place, prints) = reading;
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
            key = place?.Key,
            id = place?.Id,
            most = limit + 1,
        };
        var where = string.Join(" AND ", Conditions(bound, query, prints is not null));
        var after = place is null ? "" : " AND " + order.After;
        var rows = session.Query<CaseListRow>(
            $"SELECT {CaseStore.ListColumns} FROM case_file c JOIN person p ON p.id = c.person_id WHERE {where}{after} ORDER BY {order.OrderBy} LIMIT @most",
            parameters);
        var counted = prints is null ? "case_file c" : "case_file c JOIN person p ON p.id = c.person_id";
        var total = session.First<long>($"SELECT COUNT(*) FROM {counted} WHERE {where}", parameters);
        var names = staff.All(session, caller.InstitutionId);
        return Cursor.Page(rows, limit, order.Place, row => View(row, names), total);
    }

    public static CaseRow View(CaseListRow row, IReadOnlyDictionary<string, StaffCard> names)
    {
        var assignee = row.AssigneeId is null ? null : names.GetValueOrDefault(row.AssigneeId);
        return new CaseRow(
            row.Id, row.Reference, row.Kind, row.PersonId, row.MaskedName, row.Product, new Money(row.Balance, row.Currency), row.DaysPastDue,
            row.Bucket, row.AssigneeId, assignee?.DisplayName, assignee?.TeamName, UtcMicros.ToInstant(row.LastContactAt), row.OpenFindings,
            UtcMicros.ToInstant(row.OpenedAt), row.Status, row.Region, row.Zone,
            row.CloseReason, UtcMicros.ToInstant(row.ClosedAt));
    }

    private static IEnumerable<string> Conditions(CaseBound bound, CaseQuery query, bool search)
    {
        yield return bound.Sql;
        foreach (var condition in new CaseFilter(query.Assignee, query.Bucket, query.Status).Conditions())
        {
            yield return condition;
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

    private sealed record CaseReading(CaseOrder Order, CasePlace? Place, string[]? Prints);
}
