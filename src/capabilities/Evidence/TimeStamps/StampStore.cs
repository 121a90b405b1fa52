using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>One row of <c>ledger_time_stamp</c>: a token that was verified when it came. The bytes lie beside the log.</summary>
internal sealed class StampRow
{
    public string InstitutionId { get; init; } = "";

    public long Year { get; init; }

    /// <summary>The size of the stamped checkpoint.</summary>
    public long Size { get; init; }

    public string Authority { get; init; } = "";

    public string Digest { get; init; } = "";

    /// <summary>The time the authority states.</summary>
    public long StatedAt { get; init; }

    public long ReceivedAt { get; init; }

    /// <summary>SHA-256 of the answer.</summary>
    public byte[] ReplyHash { get; init; } = [];
}

/// <summary>One row of <c>ledger_authority_failure</c>: an authority that has not answered well since.</summary>
internal sealed class AuthorityFailureRow
{
    public string InstitutionId { get; init; } = "";

    public string Authority { get; init; } = "";

    public string Digest { get; init; } = "";

    public long Failures { get; init; }

    public long FailingSince { get; init; }

    /// <summary>When it is asked again.</summary>
    public long NextAt { get; init; }

    public string Fault { get; init; } = "";

    public string Problem { get; init; } = "";
}

/// <summary>The SQL of time stamps.</summary>
internal static class StampStore
{
    private const string Columns =
        "institution_id AS InstitutionId, year AS Year, size AS Size, authority AS Authority, digest AS Digest, stated_at AS StatedAt, received_at AS ReceivedAt, reply_hash AS ReplyHash";

    /// <summary>An authority's newest stamp of a log.</summary>
    public static StampRow? Newest(Session session, string institutionId, long year, string authority, string digest) => session.First<StampRow>(
        $"""
        SELECT {Columns} FROM ledger_time_stamp
        WHERE institution_id = @institutionId AND authority = @authority AND digest = @digest AND year = @year ORDER BY size DESC LIMIT 1
        """,
        new { institutionId, year, authority, digest });

    /// <summary>An authority's newest stamp of any log of an institution.</summary>
    public static StampRow? Newest(Session session, string institutionId, string authority, string digest) => session.First<StampRow>(
        $"""
        SELECT {Columns} FROM ledger_time_stamp
        WHERE institution_id = @institutionId AND authority = @authority AND digest = @digest ORDER BY year DESC, size DESC LIMIT 1
        """,
        new { institutionId, authority, digest });

    /// <summary>The stamps of a log, those of the largest sizes first.</summary>
    public static List<StampRow> OfLog(Session session, string institutionId, long year, int most) => session.Query<StampRow>(
        $"SELECT {Columns} FROM ledger_time_stamp WHERE institution_id = @institutionId AND year = @year ORDER BY size DESC, authority, digest LIMIT @most",
        new { institutionId, year, most });

    public static void Insert(Session session, StampRow row) => session.Execute(
        """
        INSERT INTO ledger_time_stamp (institution_id, year, size, authority, digest, stated_at, received_at, reply_hash)
        VALUES (@InstitutionId, @Year, @Size, @Authority, @Digest, @StatedAt, @ReceivedAt, @ReplyHash)
        ON CONFLICT (institution_id, authority, digest, year, size) DO UPDATE
        SET stated_at = excluded.stated_at, received_at = excluded.received_at, reply_hash = excluded.reply_hash
        """,
        row);

    public static AuthorityFailureRow? Failure(Session session, string institutionId, string authority, string digest) => session.First<AuthorityFailureRow>(
        """
        SELECT institution_id AS InstitutionId, authority AS Authority, digest AS Digest, failures AS Failures, failing_since AS FailingSince,
          next_at AS NextAt, fault AS Fault, problem AS Problem
        FROM ledger_authority_failure WHERE institution_id = @institutionId AND authority = @authority AND digest = @digest
        """,
        new { institutionId, authority, digest });

    public static void SetFailure(Session session, AuthorityFailureRow row) => session.Execute(
        """
        INSERT INTO ledger_authority_failure (institution_id, authority, digest, failures, failing_since, next_at, fault, problem)
        VALUES (@InstitutionId, @Authority, @Digest, @Failures, @FailingSince, @NextAt, @Fault, @Problem)
        ON CONFLICT (institution_id, authority, digest) DO UPDATE
        SET failures = excluded.failures, next_at = excluded.next_at, fault = excluded.fault, problem = excluded.problem
        """,
        row);

    public static void ClearFailure(Session session, string institutionId, string authority, string digest) => session.Execute(
        "DELETE FROM ledger_authority_failure WHERE institution_id = @institutionId AND authority = @authority AND digest = @digest",
        new { institutionId, authority, digest });

    /// <summary>Whether a critical act stands among the entries from one index up to another.</summary>
    public static bool HasCritical(Session session, string institutionId, long year, long from, long to) => session.First<long?>(
        $"""
        SELECT n.idx FROM ledger_number n JOIN ledger_entry e ON e.seq = n.seq
        WHERE n.institution_id = @institutionId AND n.year = @year AND n.idx >= @from AND n.idx < @to AND {CriticalActs.Sql} LIMIT 1
        """,
        new { institutionId, year, from, to }) is not null;
}
