using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>One row of <c>ledger_log</c>.</summary>
internal sealed class LogRow
{
    public string InstitutionId { get; init; } = "";

    public long Year { get; init; }

    public string Origin { get; init; } = "";

    /// <summary>How many entries have an index.</summary>
    public long Size { get; init; }

    /// <summary>How many entries the newest signed checkpoint covers; never more than <see cref="Size"/>.</summary>
    public long Published { get; init; }

    /// <summary>The root at <see cref="Published"/>.</summary>
    public byte[] Root { get; init; } = [];

    /// <summary>The newest signed checkpoint; empty before the first.</summary>
    public string Checkpoint { get; init; } = "";

    public long SignedAt { get; init; }
}

/// <summary>The SQL of logs.</summary>
internal static class LogStore
{
    private const string Columns =
        "institution_id AS InstitutionId, year AS Year, origin AS Origin, size AS Size, published AS Published, root AS Root, checkpoint AS Checkpoint, signed_at AS SignedAt";

    public static LogRow? Find(Session session, string institutionId, long year) => session.First<LogRow>(
        $"SELECT {Columns} FROM ledger_log WHERE institution_id = @institutionId AND year = @year",
        new { institutionId, year });

    public static LogRow? ByOrigin(Session session, string origin) => session.First<LogRow>(
        $"SELECT {Columns} FROM ledger_log WHERE origin = @origin",
        new { origin });

    /// <summary>All logs of an institution (null: of all), oldest first.</summary>
    public static List<LogRow> All(Session session, string? institutionId) => session.Query<LogRow>(
        $"SELECT {Columns} FROM ledger_log WHERE @institutionId IS NULL OR institution_id = @institutionId ORDER BY institution_id, year",
        new { institutionId });

    /// <summary>Logs with entries that have no index yet.</summary>
    public static List<LogRow> Pending(Session session) => session.Query<LogRow>(
        $"SELECT DISTINCT institution_id AS InstitutionId, year AS Year FROM ledger_entry WHERE {NumberStore.Unnumbered}",
        new { settled = NumberStore.Settled(session) });

    public static long PendingCount(Session session, string institutionId) => session.First<long>(
        $"SELECT COUNT(*) FROM ledger_entry WHERE institution_id = @institutionId AND {NumberStore.Unnumbered}",
        new { institutionId, settled = NumberStore.Settled(session) });

    public static void Open(Session session, LogRow log) => session.Execute(
        """
        INSERT INTO ledger_log (institution_id, year, origin, size, published, root, checkpoint, signed_at)
        VALUES (@InstitutionId, @Year, @Origin, @Size, @Published, @Root, @Checkpoint, @SignedAt)
        ON CONFLICT (institution_id, year) DO NOTHING
        """,
        log);

    public static void Publish(Session session, LogRow log) => session.Execute(
        """
        UPDATE ledger_log SET published = @Published, root = @Root, checkpoint = @Checkpoint, signed_at = @SignedAt
        WHERE institution_id = @InstitutionId AND year = @Year AND published <= @Published
        """,
        log);
}
