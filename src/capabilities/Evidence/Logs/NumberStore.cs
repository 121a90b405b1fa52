using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>The SQL of numbers: which entry stands where in its log. A number is given once and never changed.</summary>
internal static class NumberStore
{
    /// <summary>
    /// A condition on <c>ledger_entry</c>: it has no number yet. Needs <c>@settled</c>. A value asked for row by row, not a join,
    /// so that no planner reads the whole ledger for the few entries behind the mark.
    /// </summary>
    public const string Unnumbered = "ledger_entry.seq > @settled AND (SELECT n.idx FROM ledger_number n WHERE n.seq = ledger_entry.seq) IS NULL";

    /// <summary>Every entry up to this one has its number.</summary>
    public static long Settled(Session session) => session.First<long>("SELECT seq FROM ledger_settled");

    /// <summary>Gives the oldest entries without an index the next ones, in the order in which they were written.</summary>
    public static int Assign(Session session, string institutionId, long year, long size, int most)
    {
        var assigned = session.Execute(
            $"""
            INSERT INTO ledger_number (institution_id, year, idx, seq)
            SELECT @institutionId, @year, @size + ROW_NUMBER() OVER (ORDER BY pending.seq) - 1, pending.seq FROM (
              SELECT seq FROM ledger_entry WHERE institution_id = @institutionId AND year = @year AND {Unnumbered} ORDER BY seq LIMIT @most
            ) AS pending
            """,
            new { institutionId, year, size, most, settled = Settled(session) });
        session.Execute(
            "UPDATE ledger_log SET size = @size WHERE institution_id = @institutionId AND year = @year",
            new { institutionId, year, size = size + assigned });
        return assigned;
    }

    /// <summary>Entries at or below the mark without a number: there must be none.</summary>
    public static long PassedOver(Session session, string institutionId, long year) => session.First<long>(
        """
        SELECT COUNT(*) FROM ledger_entry WHERE institution_id = @institutionId AND year = @year AND ledger_entry.seq <= @settled
          AND (SELECT n.idx FROM ledger_number n WHERE n.seq = ledger_entry.seq) IS NULL
        """,
        new { institutionId, year, settled = Settled(session) });

    /// <summary>The newest committed entry; 0 if there is none.</summary>
    public static long Newest(Session session) => session.First<long>("SELECT COALESCE(MAX(seq), 0) FROM ledger_entry");

    /// <summary>
    /// The transactions that may have taken a place in the ledger and have not ended: they hold the lock of every writer on the
    /// table from before they take it until what they wrote is seen or gone. The embedded database's one writer is asking.
    /// </summary>
    public static List<string> Writing(Session session) => session.Dialect == Dialect.Sqlite ? [] : session.Query<string>(
        """
        SELECT virtualtransaction FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'ledger_entry'::regclass AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """);

    /// <summary>Moves the mark up to an entry, but not past one that waits for its number, and never back.</summary>
    public static void Settle(Session session, long upTo)
    {
        var waiting = session.First<long?>($"SELECT seq FROM ledger_entry WHERE {Unnumbered} ORDER BY seq LIMIT 1", new { settled = Settled(session) });
        session.Execute("UPDATE ledger_settled SET seq = @to WHERE seq < @to", new { to = Math.Min(upTo, (waiting ?? long.MaxValue) - 1) });
    }
}
