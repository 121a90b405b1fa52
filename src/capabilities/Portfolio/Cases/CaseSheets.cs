using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>A case with its people, contact points and accounts: what <see cref="CaseFiles"/> tells of it, read in bulk.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="AssigneeId">Whose case it is.</param>
/// <param name="People">The debtor first, then the other parties.</param>
/// <param name="Points">The contact points of these people, person by person.</param>
/// <param name="Accounts">The accounts.</param>
public sealed record CaseSheet(
    string CaseId, string? AssigneeId, IReadOnlyList<CasePerson> People, IReadOnlyList<ContactPointCard> Points, IReadOnlyList<AccountCard> Accounts)
{
    /// <summary>Whether the case is worked on.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>Many cases at once, in a few set-based queries. Nothing personal is opened.</summary>
public sealed class CaseSheets(CaseAccess access)
{
    /// <summary>At most so many cases are read in one go: SQLite takes no more than 32,766 parameters.</summary>
    public const int BatchMax = 2_000;

    // As CaseFiles, so that a case reads the same alone and in bulk.
    private const int PeopleMax = 200;
    private const int PointsMax = 200;
    private const int AccountsMax = 200;

    /// <summary>The ids of the caller's cases that pass a filter, in order; at most so many.</summary>
    public IReadOnlyList<string> Ids(Session session, Caller caller, CaseFilter filter, int most)
    {
        var bound = access.Bound(caller, "c");
        var where = string.Join(" AND ", filter.Conditions().Prepend(bound.Sql));
        return session.Query<string>(
            $"SELECT c.id FROM case_file c WHERE {where} ORDER BY c.id LIMIT @most",
            new { bound.ScopeInstitution, bound.ScopeStaff, bound.ScopeTeam, filter.Bucket, filter.Status, assignee = filter.AssigneeId(caller), most });
    }

    /// <summary>Those of these cases that the caller may see now, for lists; at most <see cref="BatchMax"/>.</summary>
    public IReadOnlyDictionary<string, CaseCard> Visible(Session session, Caller caller, IEnumerable<string> caseIds)
    {
        var ids = caseIds.Distinct(StringComparer.Ordinal).ToArray();
        var bound = access.Bound(caller, "c");
        return ids.Length == 0
            ? new Dictionary<string, CaseCard>(StringComparer.Ordinal)
            : session.Query<CaseCardRow>(
                $"{CaseCardRow.Select} WHERE {bound.Sql} AND c.id IN @ids",
                new { bound.ScopeInstitution, bound.ScopeStaff, bound.ScopeTeam, ids })
                .ToDictionary(row => row.Id, row => row.Card(), StringComparer.Ordinal);
    }

    /// <summary>The masked values of contact points, for lists; at most <see cref="BatchMax"/>.</summary>
    public IReadOnlyDictionary<string, string> MaskedPoints(Session session, string institutionId, IEnumerable<string> contactPointIds)
    {
        var ids = contactPointIds.Distinct(StringComparer.Ordinal).ToArray();
        return ids.Length == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : session.Query<MaskedPointRow>(
                "SELECT id AS Id, masked AS Masked FROM contact_point WHERE institution_id = @institutionId AND id IN @ids",
                new { institutionId, ids }).ToDictionary(row => row.Id, row => row.Masked, StringComparer.Ordinal);
    }

    /// <summary>The sheets of these cases of the institution, in this order; at most <see cref="BatchMax"/>. Checks no scope.</summary>
    public IReadOnlyList<CaseSheet> Read(Session session, string institutionId, IReadOnlyList<string> caseIds)
    {
        var ids = caseIds.ToArray();
        var people = People(session, institutionId, ids);
        var persons = people.Select(row => row.PersonId).Distinct(StringComparer.Ordinal).ToArray();
        var points = Points(session, institutionId, persons);
        var accounts = Accounts(session, institutionId, ids);
        var byCase = people.ToLookup(row => row.CaseId, StringComparer.Ordinal);
        return [.. ids.Where(byCase.Contains).Select(id => Sheet(id, byCase[id], points, accounts))];
    }

    private static CaseSheet Sheet(string id, IEnumerable<SheetPersonRow> rows, ILookup<string, ContactPointCard> points, ILookup<string, AccountCard> accounts)
    {
        var people = rows.OrderBy(row => row.Place).ThenBy(row => row.PersonId, StringComparer.Ordinal).Take(PeopleMax).ToList();
        return new CaseSheet(
            id,
            people[0].AssigneeId,
            people.ConvertAll(row => row.Card()),
            [.. people.Select(row => row.PersonId).Distinct(StringComparer.Ordinal).SelectMany(person => points[person].Take(PointsMax))],
            [.. accounts[id].Take(AccountsMax)])
        {
            IsOpen = people[0].Status == CaseStatus.Open,
        };
    }

    private static List<SheetPersonRow> People(Session session, string institutionId, string[] ids) => session.Query<SheetPersonRow>(
        """
        SELECT c.id AS CaseId, c.assignee_id AS AssigneeId, p.id AS PersonId, 'Debtor' AS Role, p.zone AS Zone, 'contract' AS Basis,
          p.masked_name AS MaskedName, 0 AS Place, c.status AS Status
        FROM case_file c JOIN person p ON p.id = c.person_id WHERE c.institution_id = @institutionId AND c.id IN @ids
        UNION ALL
        SELECT y.case_id, NULL, p.id, y.role, p.zone, y.basis, p.masked_name, 1, NULL
        FROM party y JOIN person p ON p.id = y.person_id WHERE y.institution_id = @institutionId AND y.case_id IN @ids
        """,
        new { institutionId, ids });

    private static ILookup<string, ContactPointCard> Points(Session session, string institutionId, string[] persons) => Batches(persons)
        .SelectMany(batch => session.Query<CasePointRow>(
            $"SELECT {CasePointRow.Columns} FROM contact_point WHERE institution_id = @institutionId AND person_id IN @batch ORDER BY id",
            new { institutionId, batch }))
        .ToLookup(row => row.PersonId, row => row.Card(), StringComparer.Ordinal);

    private static ILookup<string, AccountCard> Accounts(Session session, string institutionId, string[] ids) => session.Query<CaseAccountRow>(
        $"SELECT case_id AS CaseId, {CaseAccountRow.Columns} FROM account WHERE institution_id = @institutionId AND case_id IN @ids ORDER BY id",
        new { institutionId, ids })
        .ToLookup(row => row.CaseId, row => row.Card(), StringComparer.Ordinal);

    /// <summary>A few cases may have many people.</summary>
    private static IEnumerable<string[]> Batches(string[] ids) => ids.Chunk(BatchMax * 4);

    private sealed class MaskedPointRow
    {
        public string Id { get; init; } = "";

        public string Masked { get; init; } = "";
    }

    private sealed class SheetPersonRow : CasePersonRow
    {
        public string CaseId { get; init; } = "";

        public string? AssigneeId { get; init; }
    }
}
