using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>One row of <c>ledger_cosignature</c>: a witness's newest cosignature of a log.</summary>
internal sealed class CosignatureRow
{
    public string InstitutionId { get; init; } = "";

    public string Witness { get; init; } = "";

    public long Year { get; init; }

    public long Size { get; init; }

    /// <summary>The time the witness states.</summary>
    public long StatedAt { get; init; }

    /// <summary>The signature line, without its newline.</summary>
    public string Line { get; init; } = "";

    /// <summary>The checkpoint as the log signed it, with that line.</summary>
    public string Note { get; init; } = "";
}

/// <summary>One row of <c>ledger_witness_failure</c>: a witness that has not cosigned since.</summary>
internal sealed class WitnessFailureRow
{
    public string InstitutionId { get; init; } = "";

    public string Witness { get; init; } = "";

    public long Failures { get; init; }

    public long FailingSince { get; init; }

    public long NextAt { get; init; }

    public string Fault { get; init; } = "";

    public string Problem { get; init; } = "";
}

/// <summary>One row of <c>ledger_witnessed</c>: the newest checkpoint that enough witnesses cosigned.</summary>
internal sealed class WitnessedRow
{
    public string InstitutionId { get; init; } = "";

    public long Year { get; init; }

    public long Size { get; init; }

    public string Note { get; init; } = "";
}

/// <summary>The SQL of cosignatures.</summary>
internal static class CosignatureStore
{
    private const string Columns =
        "institution_id AS InstitutionId, witness AS Witness, year AS Year, size AS Size, stated_at AS StatedAt, line AS Line, note AS Note";

    /// <summary>The newest cosignature of each witness over a log.</summary>
    public static List<CosignatureRow> OfLog(Session session, string institutionId, long year) => session.Query<CosignatureRow>(
        $"SELECT {Columns} FROM ledger_cosignature WHERE institution_id = @institutionId AND year = @year ORDER BY witness",
        new { institutionId, year });

    /// <summary>A witness's newest cosignature of any log of an institution.</summary>
    public static CosignatureRow? Newest(Session session, string institutionId, string witness) => session.First<CosignatureRow>(
        $"SELECT {Columns} FROM ledger_cosignature WHERE institution_id = @institutionId AND witness = @witness ORDER BY year DESC LIMIT 1",
        new { institutionId, witness });

    public static void Set(Session session, CosignatureRow row) => session.Execute(
        """
        INSERT INTO ledger_cosignature (institution_id, witness, year, size, stated_at, line, note)
        VALUES (@InstitutionId, @Witness, @Year, @Size, @StatedAt, @Line, @Note)
        ON CONFLICT (institution_id, witness, year) DO UPDATE
        SET size = excluded.size, stated_at = excluded.stated_at, line = excluded.line, note = excluded.note
        WHERE ledger_cosignature.size <= excluded.size
        """,
        row);

    public static WitnessedRow? Witnessed(Session session, string institutionId, long year) => session.First<WitnessedRow>(
        "SELECT institution_id AS InstitutionId, year AS Year, size AS Size, note AS Note FROM ledger_witnessed WHERE institution_id = @institutionId AND year = @year",
        new { institutionId, year });

    public static void SetWitnessed(Session session, WitnessedRow row) => session.Execute(
        """
        INSERT INTO ledger_witnessed (institution_id, year, size, note) VALUES (@InstitutionId, @Year, @Size, @Note)
        ON CONFLICT (institution_id, year) DO UPDATE SET size = excluded.size, note = excluded.note
        WHERE ledger_witnessed.size <= excluded.size
        """,
        row);

    public static WitnessFailureRow? Failure(Session session, string institutionId, string witness) => session.First<WitnessFailureRow>(
        """
        SELECT institution_id AS InstitutionId, witness AS Witness, failures AS Failures, failing_since AS FailingSince, next_at AS NextAt,
          fault AS Fault, problem AS Problem
        FROM ledger_witness_failure WHERE institution_id = @institutionId AND witness = @witness
        """,
        new { institutionId, witness });

    public static void SetFailure(Session session, WitnessFailureRow row) => session.Execute(
        """
        INSERT INTO ledger_witness_failure (institution_id, witness, failures, failing_since, next_at, fault, problem)
        VALUES (@InstitutionId, @Witness, @Failures, @FailingSince, @NextAt, @Fault, @Problem)
        ON CONFLICT (institution_id, witness) DO UPDATE
        SET failures = excluded.failures, next_at = excluded.next_at, fault = excluded.fault, problem = excluded.problem
        """,
        row);

    public static void ClearFailure(Session session, string institutionId, string witness) => session.Execute(
        "DELETE FROM ledger_witness_failure WHERE institution_id = @institutionId AND witness = @witness",
        new { institutionId, witness });
}
