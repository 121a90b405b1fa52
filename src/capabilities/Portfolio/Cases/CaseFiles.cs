using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>What other rooms need to know of cases. It checks no scope: ask <see cref="CaseAccess"/> first.</summary>
public sealed class CaseFiles
{
    private const int PeopleMax = 200;
    private const int PointsMax = 200;

    /// <summary>One case of the institution, or null.</summary>
    public CaseCard? Find(Session session, string institutionId, string caseId) => session.First<CaseCardRow>(
        $"{CaseCardRow.Select} WHERE c.institution_id = @institutionId AND c.id = @caseId",
        new { institutionId, caseId })?.Card();

    /// <summary>A case by its own or its account's reference, as files name it; or null.</summary>
    public CaseCard? FindByReference(Session session, string institutionId, string reference) => session.First<CaseCardRow>(
        $"{CaseCardRow.Select} WHERE c.institution_id = @institutionId AND c.reference = @reference",
        new { institutionId, reference })?.Card()
        ?? session.First<CaseCardRow>(
            $"{CaseCardRow.Select} JOIN account a ON a.case_id = c.id WHERE a.institution_id = @institutionId AND a.reference = @reference",
            new { institutionId, reference })?.Card();

    /// <summary>Several cases by id, for lists; unknown ids are left out.</summary>
    public IReadOnlyDictionary<string, CaseCard> Cards(Session session, string institutionId, IEnumerable<string> caseIds)
    {
        var ids = caseIds.Distinct(StringComparer.Ordinal).ToArray();
        return ids.Length == 0
            ? new Dictionary<string, CaseCard>(StringComparer.Ordinal)
            : session.Query<CaseCardRow>($"{CaseCardRow.Select} WHERE c.institution_id = @institutionId AND c.id IN @ids", new { institutionId, ids })
                .ToDictionary(row => row.Id, row => row.Card(), StringComparer.Ordinal);
    }

    /// <summary>The id of a person by the reference files use, or null.</summary>
    public string? PersonByReference(Session session, string institutionId, string reference) => session.First<string>(
        "SELECT id FROM person WHERE institution_id = @institutionId AND reference = @reference",
        new { institutionId, reference });

    /// <summary>The masked names of people, for lists.</summary>
    public IReadOnlyDictionary<string, string> MaskedNames(Session session, string institutionId, IEnumerable<string> personIds)
    {
        var ids = personIds.Distinct(StringComparer.Ordinal).ToArray();
        return ids.Length == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : session.Query<PersonNameRow>("SELECT id AS Id, masked_name AS MaskedName FROM person WHERE institution_id = @institutionId AND id IN @ids", new { institutionId, ids })
                .ToDictionary(row => row.Id, row => row.MaskedName, StringComparer.Ordinal);
    }

    /// <summary>
    /// Keeps a case open, or closed, until this transaction ends: whoever closes or reopens it waits, and what is read behind this
    /// is so. Before the case is read, and before the locks on its people.
    /// </summary>
    public void HoldStatus(Session session, string institutionId, string caseId) => session.Lock($"case-status:{institutionId}:{caseId}");

    /// <summary>The people, contact points and accounts of a case, asked for together and read when they are needed.</summary>
    public GatheredCase Gather(Session session, string institutionId, string caseId) => new(
        QueuePeople(session, institutionId, caseId),
        session.Queue<CasePointRow>(
            $"""
            SELECT {CasePointRow.Columns} FROM contact_point WHERE institution_id = @institutionId AND person_id IN (
              SELECT person_id FROM case_file WHERE institution_id = @institutionId AND id = @caseId
              UNION ALL SELECT person_id FROM party WHERE institution_id = @institutionId AND case_id = @caseId)
            ORDER BY person_id, id LIMIT @most
            """,
            new { institutionId, caseId, most = PeopleMax * PointsMax }),
        QueueAccounts(session, institutionId, caseId));

    /// <summary>The debtor first, then the other parties.</summary>
    public IReadOnlyList<CasePerson> People(Session session, string institutionId, string caseId) =>
        QueuePeople(session, institutionId, caseId).Rows.ConvertAll(row => row.Card());

    /// <summary>How a person can be reached.</summary>
    public IReadOnlyList<ContactPointCard> ContactPoints(Session session, string institutionId, string personId) => session.Query<CasePointRow>(
        $"SELECT {CasePointRow.Columns} FROM contact_point WHERE institution_id = @institutionId AND person_id = @personId ORDER BY id LIMIT @most",
        new { institutionId, personId, most = PointsMax })
        .ConvertAll(row => row.Card());

    /// <summary>The accounts of a case.</summary>
    public IReadOnlyList<AccountCard> Accounts(Session session, string institutionId, string caseId) =>
        QueueAccounts(session, institutionId, caseId).Rows.ConvertAll(row => row.Card());

    /// <summary>How many cases the institution has.</summary>
    public long Count(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM case_file WHERE institution_id = @institutionId",
        new { institutionId });

    private static Queued<CasePersonRow> QueuePeople(Session session, string institutionId, string caseId) => session.Queue<CasePersonRow>(
        """
        SELECT p.id AS PersonId, 'Debtor' AS Role, p.zone AS Zone, 'contract' AS Basis, p.masked_name AS MaskedName, 0 AS Place, c.status AS Status
        FROM case_file c JOIN person p ON p.id = c.person_id WHERE c.institution_id = @institutionId AND c.id = @caseId
        UNION ALL
        SELECT p.id, y.role, p.zone, y.basis, p.masked_name, 1, NULL
        FROM party y JOIN person p ON p.id = y.person_id WHERE y.institution_id = @institutionId AND y.case_id = @caseId
        ORDER BY 6, 1 LIMIT @most
        """,
        new { institutionId, caseId, most = PeopleMax });

    private static Queued<CaseAccountRow> QueueAccounts(Session session, string institutionId, string caseId) => session.Queue<CaseAccountRow>(
        $"SELECT {CaseAccountRow.Columns} FROM account WHERE institution_id = @institutionId AND case_id = @caseId ORDER BY id LIMIT @most",
        new { institutionId, caseId, most = PeopleMax });

    private sealed class PersonNameRow
    {
        public string Id { get; init; } = "";

        public string MaskedName { get; init; } = "";
    }
}
