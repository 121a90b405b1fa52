using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>What retention must know of a person: their own cases, nothing personal.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="MaskedName">The masked name.</param>
/// <param name="Cases">The cases in which they are the debtor.</param>
/// <param name="PartyCases">The ids of cases in which they are another party.</param>
public sealed record PersonFile(string PersonId, string MaskedName, IReadOnlyList<PersonCase> Cases, IReadOnlyList<string> PartyCases)
{
    /// <summary>The ids of all cases that touch them.</summary>
    public IEnumerable<string> CaseIds => Cases.Select(one => one.Id).Concat(PartyCases);
}

/// <summary>A case of a person.</summary>
/// <param name="Id">The case.</param>
/// <param name="Reference">The lender's number.</param>
/// <param name="Product">The product's name as imported.</param>
/// <param name="BalanceMinor">What is owed, in minor units.</param>
/// <param name="OpenedAt">When it was given to us.</param>
/// <param name="LastContactAt">When it was last worked on, as far as the case row knows.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
public sealed record PersonCase(
    string Id, string Reference, string Product, long BalanceMinor, DateTimeOffset OpenedAt, DateTimeOffset? LastContactAt, DateTimeOffset? ClosedAt);

/// <summary>Reads people for retention, page by page. It checks no scope.</summary>
public sealed class PersonFiles
{
    private const int CasesMax = 20_000;

    /// <summary>The ids of the institution's people behind a position, in order.</summary>
    public IReadOnlyList<string> Ids(Session session, string institutionId, string after, int most) => session.Query<string>(
        "SELECT id FROM person WHERE institution_id = @institutionId AND id > @after ORDER BY id LIMIT @most", new { institutionId, after, most });

    /// <summary>The people of a case, the debtor first.</summary>
    public IReadOnlyList<string> OfCase(Session session, string institutionId, string caseId) => session.Query<string>(
        """
        SELECT person_id FROM case_file WHERE institution_id = @institutionId AND id = @caseId
        UNION SELECT person_id FROM party WHERE institution_id = @institutionId AND case_id = @caseId LIMIT 1000
        """,
        new { institutionId, caseId });

    /// <summary>Several people by id; unknown ids are left out.</summary>
    public IReadOnlyList<PersonFile> Read(Session session, string institutionId, IReadOnlyList<string> personIds)
    {
        if (personIds.Count == 0)
        {
            return [];
        }

        var asked = new { institutionId, personIds, most = CasesMax };
        var people = session.Queue<PersonRow>("SELECT id AS Id, masked_name AS MaskedName FROM person WHERE institution_id = @institutionId AND id IN @personIds ORDER BY id", asked);
        var cases = session.Queue<CaseRow>(
            """
            SELECT id AS Id, person_id AS PersonId, reference AS Reference, product AS Product, balance AS Balance, opened_at AS OpenedAt, last_contact_at AS LastContactAt,
              closed_at AS ClosedAt
            FROM case_file WHERE institution_id = @institutionId AND person_id IN @personIds ORDER BY id LIMIT @most
            """,
            asked);
        var parties = session.Queue<PartyRow>(
            "SELECT person_id AS PersonId, case_id AS CaseId FROM party WHERE institution_id = @institutionId AND person_id IN @personIds ORDER BY case_id LIMIT @most", asked);
        var own = cases.Rows.ToLookup(row => row.PersonId, StringComparer.Ordinal);
        var others = parties.Rows.ToLookup(row => row.PersonId, row => row.CaseId, StringComparer.Ordinal);
        return people.Rows.ConvertAll(person => new PersonFile(person.Id, person.MaskedName, [.. own[person.Id].Select(Case)], [.. others[person.Id]]));
    }

    private static PersonCase Case(CaseRow row) =>
        new(row.Id, row.Reference, row.Product, row.Balance, UtcMicros.ToInstant(row.OpenedAt), UtcMicros.ToInstant(row.LastContactAt),
        UtcMicros.ToInstant(row.ClosedAt));

    private sealed class PersonRow
    {
        public string Id { get; init; } = "";

        public string MaskedName { get; init; } = "";
    }

    private sealed class CaseRow
    {
        public string Id { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string Reference { get; init; } = "";

        public string Product { get; init; } = "";

        public long Balance { get; init; }

        public long OpenedAt { get; init; }

        public long? LastContactAt { get; init; }

        public long? ClosedAt { get; init; }
    }

    private sealed class PartyRow
    {
        public string PersonId { get; init; } = "";

        public string CaseId { get; init; } = "";
    }
}
