using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>The SQL of entries and case heads.</summary>
internal static class EntryStore
{
    private const int HeadsAtOnce = 1000;

    // The number is looked up row by row, for the rows that are listed only, whatever the planner thinks of the tables.
    private const string Columns =
        "seq AS Seq, id AS Id, institution_id AS InstitutionId, year AS Year, (SELECT n.idx FROM ledger_number n WHERE n.seq = ledger_entry.seq) AS Idx, act AS Act, case_id AS CaseId, subject_id AS SubjectId, staff_id AS StaffId, received_at AS ReceivedAt, exhibit_id AS ExhibitId, leaf AS Leaf, leaf_hash AS LeafHash";

    public static long? LastReceived(Session session, string institutionId) => session.First<long?>(
        "SELECT received_at FROM ledger_entry WHERE institution_id = @institutionId ORDER BY seq DESC LIMIT 1",
        new { institutionId });

    /// <summary>The heads of the cases, those of later years last.</summary>
    public static IEnumerable<CaseHeadRow> Heads(Session session, string institutionId, string[] caseIds) => caseIds.Chunk(HeadsAtOnce).SelectMany(
        some => session.Query<CaseHeadRow>(
            """
            SELECT institution_id AS InstitutionId, case_id AS CaseId, year AS Year, leaf_hash AS LeafHash, entries AS Entries
            FROM ledger_case_head WHERE institution_id = @institutionId AND case_id IN @some ORDER BY year
            """,
            new { institutionId, some }));

    /// <summary>As <see cref="Heads"/> for one case, travelling with the next query.</summary>
    public static Queued<CaseHeadRow> QueueHeads(Session session, string institutionId, string caseId) => session.Queue<CaseHeadRow>(
        """
        SELECT institution_id AS InstitutionId, case_id AS CaseId, year AS Year, leaf_hash AS LeafHash, entries AS Entries
        FROM ledger_case_head WHERE institution_id = @institutionId AND case_id = @caseId ORDER BY year
        """,
        new { institutionId, caseId });

    public static void Insert(Session session, IReadOnlyList<EntryRow> rows) => session.Write(
        """
        INSERT INTO ledger_entry (id, institution_id, year, act, case_id, subject_id, staff_id, received_at, exhibit_id, leaf, leaf_hash)
        VALUES (@Id, @InstitutionId, @Year, @Act, @CaseId, @SubjectId, @StaffId, @ReceivedAt, @ExhibitId, @Leaf, @LeafHash)
        """,
        rows);

    public static void SetHeads(Session session, IReadOnlyList<CaseHeadRow> heads) => session.Write(
        """
        INSERT INTO ledger_case_head (institution_id, case_id, year, leaf_hash, entries)
        VALUES (@InstitutionId, @CaseId, @Year, @LeafHash, @Entries)
        ON CONFLICT (institution_id, case_id, year) DO UPDATE SET leaf_hash = excluded.leaf_hash, entries = excluded.entries
        """,
        heads);

    public static EntryRow? ById(Session session, string institutionId, string entryId) => session.First<EntryRow>(
        $"SELECT {Columns} FROM ledger_entry WHERE institution_id = @institutionId AND id = @entryId",
        new { institutionId, entryId });

    /// <summary>Entries of a case, oldest first.</summary>
    public static List<EntryRow> OfCase(Session session, string institutionId, string caseId, int most) => session.Query<EntryRow>(
        $"SELECT {Columns} FROM ledger_entry WHERE institution_id = @institutionId AND case_id = @caseId ORDER BY seq LIMIT @most",
        new { institutionId, caseId, most });

    /// <summary>The leaf hashes of a case's entries in a year's log, oldest first.</summary>
    public static List<byte[]> LeafHashes(Session session, string institutionId, string caseId, long year, int most) => session.Query<byte[]>(
        "SELECT leaf_hash FROM ledger_entry WHERE institution_id = @institutionId AND case_id = @caseId AND year = @year ORDER BY seq LIMIT @most",
        new { institutionId, caseId, year, most });

    /// <summary>Sequenced entries of a log about the institution's own keys or those of some people, oldest first.</summary>
    public static List<EntryRow> OfKeys(Session session, LogRow log, string[] subjectIds, int most) => session.Query<EntryRow>(
        $"""
        SELECT {Columns} FROM ledger_entry
        WHERE institution_id = @InstitutionId AND year = @Year AND act LIKE 'key.%' AND case_id IS NULL
          AND (SELECT n.idx FROM ledger_number n WHERE n.seq = ledger_entry.seq) < @Published
          AND (subject_id IS NULL OR subject_id IN @subjectIds)
        ORDER BY Idx LIMIT @most
        """,
        new { log.InstitutionId, log.Year, log.Published, subjectIds, most });

    /// <summary>Sequenced entries of a log about restricting, releasing or erasing some people, oldest first.</summary>
    public static List<EntryRow> OfStates(Session session, LogRow log, string[] subjectIds, int most) => session.Query<EntryRow>(
        $"""
        SELECT {Columns} FROM ledger_entry
        WHERE institution_id = @InstitutionId AND subject_id IN @subjectIds
          AND act IN ('person.unmask', 'exhibit.opened', 'access.break-glass', 'subject.restricted', 'subject.released', 'subject.erased')
          AND act LIKE 'subject.%' AND year = @Year AND (SELECT n.idx FROM ledger_number n WHERE n.seq = ledger_entry.seq) < @Published
        ORDER BY seq LIMIT @most
        """,
        new { log.InstitutionId, log.Year, log.Published, subjectIds, most });

    /// <summary>The years in whose logs a case has entries, oldest first.</summary>
    public static List<long> Years(Session session, string institutionId, string caseId) => session.Query<long>(
        "SELECT year FROM ledger_case_head WHERE institution_id = @institutionId AND case_id = @caseId ORDER BY year",
        new { institutionId, caseId });

    /// <summary>A page of entries, newest first, of a case or of the whole institution.</summary>
    public static List<EntryRow> Newest(Session session, string institutionId, string? caseId, long before, int most) => session.Query<EntryRow>(
        caseId is null
            ? $"SELECT {Columns} FROM ledger_entry WHERE institution_id = @institutionId AND seq < @before ORDER BY seq DESC LIMIT @most"
            : $"SELECT {Columns} FROM ledger_entry WHERE institution_id = @institutionId AND case_id = @caseId AND seq < @before ORDER BY seq DESC LIMIT @most",
        new { institutionId, caseId, before, most });

    /// <summary>Entries which say that somebody saw this person's data, newest first; the list of acts is the index's own.</summary>
    public static List<EntryRow> AccessesTo(Session session, string institutionId, string subjectId, long before, int most) => session.Query<EntryRow>(
        $"""
        SELECT {Columns} FROM ledger_entry WHERE institution_id = @institutionId AND subject_id = @subjectId AND seq < @before
          AND act IN ('person.unmask', 'exhibit.opened', 'conversation.read', 'access.break-glass')
        ORDER BY seq DESC LIMIT @most
        """,
        new { institutionId, subjectId, before, most });

    /// <summary>When the oldest entry that has no number yet was received; null if none waits.</summary>
    public static long? OldestPending(Session session, string institutionId) => session.First<long?>(
        $"SELECT MIN(received_at) FROM ledger_entry WHERE institution_id = @institutionId AND {NumberStore.Unnumbered}",
        new { institutionId, settled = NumberStore.Settled(session) });

    /// <summary>True if an entry says that this subject was erased.</summary>
    public static bool HasErasure(Session session, string institutionId, string subjectId) => session.First<string>(
        """
        SELECT e.id FROM subject_state s JOIN ledger_entry e ON e.id = s.entry_id
        WHERE s.institution_id = @institutionId AND s.subject_id = @subjectId AND s.state = 'erased' AND e.act = 'subject.erased' AND e.subject_id = @subjectId
        """,
        new { institutionId, subjectId }) is not null;

    /// <summary>Sequenced entries of a log from an index on.</summary>
    public static List<EntryRow> Sequenced(Session session, string institutionId, long year, long from, long to) => session.Query<EntryRow>(
        """
        SELECT e.seq AS Seq, e.id AS Id, n.institution_id AS InstitutionId, n.year AS Year, n.idx AS Idx, e.act AS Act, e.case_id AS CaseId, e.subject_id AS SubjectId,
          e.staff_id AS StaffId, e.received_at AS ReceivedAt, e.exhibit_id AS ExhibitId, e.leaf AS Leaf, e.leaf_hash AS LeafHash
        FROM ledger_number n JOIN ledger_entry e ON e.seq = n.seq
        WHERE n.institution_id = @institutionId AND n.year = @year AND n.idx >= @from AND n.idx < @to ORDER BY n.idx
        """,
        new { institutionId, year, from, to });

    /// <summary>Only the bytes of sequenced entries, in order.</summary>
    public static List<byte[]> Leaves(Session session, string institutionId, long year, long from, long to) => session.Query<byte[]>(
        """
        SELECT e.leaf FROM ledger_number n JOIN ledger_entry e ON e.seq = n.seq
        WHERE n.institution_id = @institutionId AND n.year = @year AND n.idx >= @from AND n.idx < @to ORDER BY n.idx
        """,
        new { institutionId, year, from, to });
}
