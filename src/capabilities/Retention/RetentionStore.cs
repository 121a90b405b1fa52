using Daylight.Platform.Storage;

namespace Daylight.Retention;

/// <summary>One row of <c>retention_person</c>.</summary>
internal sealed class PersonRow
{
    public string PersonId { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    /// <summary><c>active</c>, <c>restricted</c> or <c>erased</c>: a copy of the ledger's state, for lists.</summary>
    public string State { get; init; } = "";

    public long Held { get; init; }

    /// <summary>When no duty keeps the person's data any more; null: not known, or not while a case is open.</summary>
    public long? DueAt { get; init; }

    public string Why { get; init; } = "";

    public string? Rule { get; init; }

    public string? TitleZh { get; init; }

    public string? TitleEn { get; init; }

    public long ComputedAt { get; init; }
}

/// <summary>One row of <c>retention_hold</c>.</summary>
internal sealed class HoldRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string? CaseId { get; init; }

    public string? PersonId { get; init; }

    public string Reason { get; init; } = "";

    public string? Reference { get; init; }

    public long? Until { get; init; }

    public string PlacedBy { get; init; } = "";

    public long PlacedAt { get; init; }

    public string? ReleasedBy { get; init; }

    public long? ReleasedAt { get; init; }
}

/// <summary>One row of <c>retention_request</c>.</summary>
internal sealed class RequestRow
{
    public const string Requested = "requested";
    public const string Waiting = "waiting";
    public const string Erased = "erased";
    public const string Denied = "denied";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Basis { get; init; } = "";

    public string Status { get; init; } = "";

    public string RequestedBy { get; init; } = "";

    public long RequestedAt { get; init; }

    /// <summary>1 if this request restricted the person, so that its denial lifts the restriction.</summary>
    public long Restricted { get; init; }

    public string? DecidedBy { get; init; }

    public long? DecidedAt { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One row of <c>retention_run</c>.</summary>
internal sealed class RunRow
{
    public string InstitutionId { get; init; } = "";

    public string Status { get; init; } = "";

    public long StartedAt { get; init; }

    public long? FinishedAt { get; init; }

    public string After { get; init; } = "";

    public long People { get; init; }
}

/// <summary>The SQL of the room.</summary>
internal static class RetentionStore
{
    private const string PersonColumns =
        "person_id AS PersonId, institution_id AS InstitutionId, state AS State, held AS Held, due_at AS DueAt, why AS Why, rule AS Rule, title_zh AS TitleZh, title_en AS TitleEn, computed_at AS ComputedAt";

    private const string HoldColumns =
        "id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, reason AS Reason, reference AS Reference, until AS Until, placed_by AS PlacedBy, placed_at AS PlacedAt, released_by AS ReleasedBy, released_at AS ReleasedAt";

    private const string RequestColumns =
        "id AS Id, institution_id AS InstitutionId, person_id AS PersonId, basis AS Basis, status AS Status, requested_by AS RequestedBy, requested_at AS RequestedAt, restricted AS Restricted, decided_by AS DecidedBy, decided_at AS DecidedAt, reason AS Reason";

    private const string RunColumns =
        "institution_id AS InstitutionId, status AS Status, started_at AS StartedAt, finished_at AS FinishedAt, after AS After, people AS People";

    public static void SetPeople(Session session, IReadOnlyList<PersonRow> rows) => session.Write(
        """
        INSERT INTO retention_person (person_id, institution_id, state, held, due_at, why, rule, title_zh, title_en, computed_at)
        VALUES (@PersonId, @InstitutionId, @State, @Held, @DueAt, @Why, @Rule, @TitleZh, @TitleEn, @ComputedAt)
        ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, held = excluded.held, why = excluded.why, rule = excluded.rule,
          title_zh = excluded.title_zh, title_en = excluded.title_en, computed_at = excluded.computed_at,
          due_at = CASE WHEN excluded.due_at = excluded.computed_at AND retention_person.due_at < excluded.due_at THEN retention_person.due_at ELSE excluded.due_at END
        """,
        rows);

    public static PersonRow? Person(Session session, string institutionId, string personId) => session.First<PersonRow>(
        $"SELECT {PersonColumns} FROM retention_person WHERE institution_id = @institutionId AND person_id = @personId", new { institutionId, personId });

    /// <summary>Several people at once, for lists.</summary>
    public static List<PersonRow> People(Session session, string institutionId, IReadOnlyList<string> personIds) => personIds.Count == 0
        ? []
        : session.Query<PersonRow>(
            $"SELECT {PersonColumns} FROM retention_person WHERE institution_id = @institutionId AND person_id IN @personIds", new { institutionId, personIds });

    public static void SetState(Session session, string institutionId, string personId, string state) => session.Execute(
        "UPDATE retention_person SET state = @state WHERE institution_id = @institutionId AND person_id = @personId", new { institutionId, personId, state });

    /// <summary>People whose term has run, of one state, longest due first.</summary>
    public static List<PersonRow> Due(Session session, string institutionId, string state, long now, long afterDue, string afterId, int most) => session.Query<PersonRow>(
        $"""
        SELECT {PersonColumns} FROM retention_person
        WHERE institution_id = @institutionId AND state = @state AND held = 0 AND due_at <= @now AND (due_at > @afterDue OR (due_at = @afterDue AND person_id > @afterId))
        ORDER BY due_at, person_id LIMIT @most
        """,
        new { institutionId, state, now, afterDue, afterId, most });

    /// <summary>People of one state, or all, in the order of their ids.</summary>
    public static List<PersonRow> OfState(Session session, string institutionId, string? state, string afterId, int most) => session.Query<PersonRow>(
        $"""
        SELECT {PersonColumns} FROM retention_person
        WHERE institution_id = @institutionId AND person_id > @afterId{(state is null ? "" : " AND state = @state")} ORDER BY person_id LIMIT @most
        """,
        new { institutionId, state, afterId, most });

    public static List<PersonRow> Held(Session session, string institutionId, string afterId, int most) => session.Query<PersonRow>(
        $"SELECT {PersonColumns} FROM retention_person WHERE institution_id = @institutionId AND held = 1 AND person_id > @afterId ORDER BY person_id LIMIT @most",
        new { institutionId, afterId, most });

    public static CountsRow Counts(Session session, string institutionId, long now) => session.First<CountsRow>(
        """
        SELECT COUNT(*) AS Total,
          COALESCE(SUM(CASE WHEN state IN ('active', 'restricted') AND held = 0 AND due_at <= @now THEN 1 ELSE 0 END), 0) AS Due,
          COALESCE(SUM(CASE WHEN held = 1 AND state <> 'erased' THEN 1 ELSE 0 END), 0) AS Held,
          COALESCE(SUM(CASE WHEN state = 'restricted' THEN 1 ELSE 0 END), 0) AS Restricted,
          COALESCE(SUM(CASE WHEN state = 'erased' THEN 1 ELSE 0 END), 0) AS Erased
        FROM retention_person WHERE institution_id = @institutionId
        """,
        new { institutionId, now })!; // An aggregate always gives a row.

    public static void SetHeld(Session session, string institutionId, IReadOnlyList<string> personIds, long held)
    {
        if (personIds.Count > 0)
        {
            session.Execute(
                "UPDATE retention_person SET held = @held WHERE institution_id = @institutionId AND person_id IN @personIds", new { institutionId, personIds, held });
        }
    }

    public static void InsertHold(Session session, HoldRow row) => session.Write(
        """
        INSERT INTO retention_hold (id, institution_id, case_id, person_id, reason, reference, until, placed_by, placed_at)
        VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @Reason, @Reference, @Until, @PlacedBy, @PlacedAt)
        """,
        row);

    public static HoldRow? Hold(Session session, string institutionId, string id) => session.First<HoldRow>(
        $"SELECT {HoldColumns} FROM retention_hold WHERE institution_id = @institutionId AND id = @id", new { institutionId, id });

    public static int Release(Session session, string institutionId, string id, string by, long now) => session.Execute(
        "UPDATE retention_hold SET released_by = @by, released_at = @now WHERE institution_id = @institutionId AND id = @id AND released_at IS NULL",
        new { institutionId, id, by, now });

    public static List<HoldRow> Holds(Session session, string institutionId, long before, string beforeId, int most) => session.Query<HoldRow>(
        $"""
        SELECT {HoldColumns} FROM retention_hold WHERE institution_id = @institutionId AND (placed_at < @before OR (placed_at = @before AND id < @beforeId))
        ORDER BY placed_at DESC, id DESC LIMIT @most
        """,
        new { institutionId, before, beforeId, most });

    /// <summary>The holds that stand now on any of these people or cases.</summary>
    public static List<HoldRow> Standing(Session session, string institutionId, IReadOnlyList<string> personIds, IReadOnlyList<string> caseIds, long now) => session.Query<HoldRow>(
        $"""
        SELECT {HoldColumns} FROM retention_hold
        WHERE institution_id = @institutionId AND released_at IS NULL AND (until IS NULL OR until > @now)
          AND (person_id IN @people OR case_id IN @cases)
        """,
        new { institutionId, now, people = personIds.DefaultIfEmpty("").ToArray(), cases = caseIds.DefaultIfEmpty("").ToArray() });

    public static void InsertRequest(Session session, RequestRow row) => session.Write(
        """
        INSERT INTO retention_request (id, institution_id, person_id, basis, status, requested_by, requested_at, restricted)
        VALUES (@Id, @InstitutionId, @PersonId, @Basis, @Status, @RequestedBy, @RequestedAt, @Restricted)
        """,
        row);

    public static RequestRow? Request(Session session, string institutionId, string id) => session.First<RequestRow>(
        $"SELECT {RequestColumns} FROM retention_request WHERE institution_id = @institutionId AND id = @id", new { institutionId, id });

    public static RequestRow? OpenRequest(Session session, string institutionId, string personId) => session.First<RequestRow>(
        $"SELECT {RequestColumns} FROM retention_request WHERE institution_id = @institutionId AND person_id = @personId AND status IN ('requested', 'waiting')",
        new { institutionId, personId });

    /// <summary>The open requests of several people, for lists; one has at most one.</summary>
    public static List<RequestRow> OpenRequests(Session session, string institutionId, IReadOnlyList<string> personIds) => personIds.Count == 0
        ? []
        : session.Query<RequestRow>(
            $"SELECT {RequestColumns} FROM retention_request WHERE institution_id = @institutionId AND person_id IN @personIds AND status IN ('requested', 'waiting')",
            new { institutionId, personIds });

    public static int Decide(Session session, RequestRow row, string status, string by, long now, string? reason) => session.Execute(
        "UPDATE retention_request SET status = @status, decided_by = @by, decided_at = @now, reason = @reason WHERE id = @Id AND status IN ('requested', 'waiting')",
        new { row.Id, status, by, now, reason });

    /// <summary>Requests that waited for a term or a hold, of people who are due now.</summary>
    public static int Wake(Session session, string institutionId, long now) => session.Execute(
        """
        UPDATE retention_request SET status = 'requested' WHERE institution_id = @institutionId AND status = 'waiting' AND person_id IN (
          SELECT person_id FROM retention_person WHERE institution_id = @institutionId AND held = 0 AND due_at <= @now)
        """,
        new { institutionId, now });

    public static List<RequestRow> Requests(Session session, string institutionId, string status, long before, string beforeId, int most) => session.Query<RequestRow>(
        $"""
        SELECT {RequestColumns} FROM retention_request
        WHERE institution_id = @institutionId AND status = @status AND (requested_at < @before OR (requested_at = @before AND id < @beforeId))
        ORDER BY requested_at DESC, id DESC LIMIT @most
        """,
        new { institutionId, status, before, beforeId, most });

    public static long CountRequests(Session session, string institutionId, string status) => session.First<long>(
        "SELECT COUNT(*) FROM retention_request WHERE institution_id = @institutionId AND status = @status", new { institutionId, status });

    public static RunRow? Run(Session session, string institutionId) => session.First<RunRow>(
        $"SELECT {RunColumns} FROM retention_run WHERE institution_id = @institutionId", new { institutionId });

    public static void SetRun(Session session, RunRow row) => session.Write(
        """
        INSERT INTO retention_run (institution_id, status, started_at, finished_at, after, people)
        VALUES (@InstitutionId, @Status, @StartedAt, @FinishedAt, @After, @People)
        ON CONFLICT (institution_id) DO UPDATE SET status = excluded.status, started_at = excluded.started_at, finished_at = excluded.finished_at,
          after = excluded.after, people = excluded.people
        """,
        row);
}

/// <summary>How many people stand where.</summary>
internal sealed class CountsRow
{
    public long Total { get; init; }

    public long Due { get; init; }

    public long Held { get; init; }

    public long Restricted { get; init; }

    public long Erased { get; init; }
}
