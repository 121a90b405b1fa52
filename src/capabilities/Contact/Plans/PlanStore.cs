using Daylight.Gate;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_plan</c>.</summary>
internal sealed record PlanHead
{
    /// <summary>Waits for its turn, is being made, is there, was called off, or could not be made.</summary>
    public const string Waiting = "waiting", Running = "running", Done = "done", Cancelled = "cancelled", Failed = "failed";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string StaffId { get; init; } = "";

    /// <summary>The request, as JSON.</summary>
    public string Request { get; init; } = "";

    public string Status { get; init; } = "";

    public long AskedAt { get; init; }

    public long ExpiresAt { get; init; }

    /// <summary>When whoever makes it last said that it is alive.</summary>
    public long BeatAt { get; init; }

    /// <summary>The moment that facts and history were read at.</summary>
    public long? AsOf { get; init; }

    public long? FinishedAt { get; init; }

    public long CasesTotal { get; init; }

    public long CasesDone { get; init; }

    public long RowsTotal { get; init; }

    /// <summary>A <see cref="PlanSummary"/>, as JSON.</summary>
    public string Summary { get; init; } = "{}";

    /// <summary>A JSON list of the words in the rows.</summary>
    public string Words { get; init; } = "[]";

    /// <summary>A JSON list of the packs that were asked.</summary>
    public string Packs { get; init; } = "[]";

    /// <summary>A stable code that says why it failed.</summary>
    public string? Error { get; init; }
}

/// <summary>A page without its rows.</summary>
internal sealed record PlanPageHead
{
    public long Number { get; init; }

    public long RowCount { get; init; }

    public string Facets { get; init; } = "";
}

/// <summary>The SQL of plans, and that which reads facts and events for many people at once.</summary>
internal static class PlanStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, staff_id AS StaffId, request AS Request, status AS Status, asked_at AS AskedAt,
        expires_at AS ExpiresAt, beat_at AS BeatAt, as_of AS AsOf, finished_at AS FinishedAt, cases_total AS CasesTotal,
        cases_done AS CasesDone, rows_total AS RowsTotal, summary AS Summary, words AS Words, packs AS Packs, error AS Error
        """;

    private const string EventColumns =
        """
        id AS Id, institution_id AS InstitutionId, person_id AS PersonId, staff_id AS StaffId, direction AS Direction, channel AS Channel,
        contact_point_id AS ContactPointId, point AS Point, purpose AS Purpose, account_ids AS AccountIds, place AS Place, began_at AS BeganAt,
        outcome AS Outcome
        """;

    private const string FactColumns =
        """
        id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, kind AS Kind, form AS Form,
        from_time AS FromTime, to_time AS ToTime, counts_from AS CountsFrom, until AS Until, sent AS Sent, scope AS Scope, channel AS Channel,
        contact_point_id AS ContactPointId, point AS Point, place AS Place, account_ids AS AccountIds, to_person_id AS ToPersonId,
        withdrawn_at AS WithdrawnAt
        """;

    public static void Insert(Session session, PlanHead plan) => session.Execute(
        """
        INSERT INTO contact_plan (id, institution_id, staff_id, request, status, asked_at, expires_at, beat_at, as_of, finished_at, cases_total,
          cases_done, rows_total, summary, words, packs, error)
        VALUES (@Id, @InstitutionId, @StaffId, @Request, @Status, @AskedAt, @ExpiresAt, @BeatAt, @AsOf, @FinishedAt, @CasesTotal,
          @CasesDone, @RowsTotal, @Summary, @Words, @Packs, @Error)
        """,
        plan);

    /// <summary>A plan of its maker, unless it is over.</summary>
    public static PlanHead? Find(Session session, string institutionId, string staffId, string id, long now) => session.First<PlanHead>(
        $"SELECT {Columns} FROM contact_plan WHERE institution_id = @institutionId AND staff_id = @staffId AND id = @id AND expires_at > @now",
        new { institutionId, staffId, id, now });

    /// <summary>The newest plans of a staff member.</summary>
    public static List<PlanHead> Newest(Session session, string institutionId, string staffId, long now, int most) => session.Query<PlanHead>(
        $"""
        SELECT {Columns} FROM contact_plan WHERE institution_id = @institutionId AND staff_id = @staffId AND expires_at > @now
        ORDER BY asked_at DESC, id DESC LIMIT @most
        """,
        new { institutionId, staffId, now, most });

    /// <summary>Begins a plan that waits; false if it was called off.</summary>
    public static bool Begin(Session session, string id, long beatAt, long asOf) => session.Execute(
        "UPDATE contact_plan SET status = 'running', beat_at = @beatAt, as_of = @asOf WHERE id = @id AND status = 'waiting'",
        new { id, beatAt, asOf }) == 1;

    /// <summary>Says how far it is; false if it was called off.</summary>
    public static bool Beat(Session session, string id, long at, long casesTotal, long casesDone) => session.Execute(
        "UPDATE contact_plan SET beat_at = @at, cases_total = @casesTotal, cases_done = @casesDone WHERE id = @id AND status = 'running'",
        new { id, at, casesTotal, casesDone }) == 1;

    public static bool Finish(Session session, PlanHead plan) => session.Execute(
        """
        UPDATE contact_plan SET status = 'done', finished_at = @FinishedAt, cases_total = @CasesTotal, cases_done = @CasesDone,
          rows_total = @RowsTotal, summary = @Summary, words = @Words, packs = @Packs
        WHERE id = @Id AND status = 'running'
        """,
        plan) == 1;

    /// <summary>Ends a plan that is not there yet; false if it has ended before.</summary>
    public static bool End(Session session, string id, string status, string? error, long at) => session.Execute(
        "UPDATE contact_plan SET status = @status, error = @error, finished_at = @at WHERE id = @id AND status IN ('waiting', 'running')",
        new { id, status, error, at }) == 1;

    /// <summary>Plans whose maker has not been heard of since then cannot come any more.</summary>
    public static void GiveUp(Session session, long silentSince, long at) => session.Execute(
        """
        UPDATE contact_plan SET status = 'failed', error = 'interrupted', finished_at = @at
        WHERE status IN ('waiting', 'running') AND beat_at < @silentSince
        """,
        new { silentSince, at });

    /// <summary>Forgets plans that are over, and pages of those that ended without being finished.</summary>
    public static void Forget(Session session, long now)
    {
        session.Execute(
            "DELETE FROM contact_plan_page WHERE plan_id IN (SELECT id FROM contact_plan WHERE expires_at <= @now OR status IN ('cancelled', 'failed'))",
            new { now });
        session.Execute("DELETE FROM contact_plan WHERE expires_at <= @now", new { now });
    }

    public static void InsertPages(Session session, string institutionId, string planId, IReadOnlyList<PlanPage> pages) => session.Execute(
        """
        INSERT INTO contact_plan_page (plan_id, number, institution_id, row_count, facets, body)
        VALUES (@planId, @Number, @institutionId, @Rows, @Facets, @Body)
        """,
        pages.Select(page => new { planId, Number = (long)page.Number, institutionId, Rows = (long)page.Rows, page.Facets, page.Body }).ToList());

    /// <summary>What is on the pages from one on; a plan has at most 2,000.</summary>
    public static List<PlanPageHead> PageHeads(Session session, string institutionId, string planId, long from) => session.Query<PlanPageHead>(
        """
        SELECT number AS Number, row_count AS RowCount, facets AS Facets FROM contact_plan_page
        WHERE institution_id = @institutionId AND plan_id = @planId AND number >= @from ORDER BY number LIMIT 2000
        """,
        new { institutionId, planId, from });

    public static byte[]? Page(Session session, string institutionId, string planId, long number) => session.First<byte[]>(
        "SELECT body FROM contact_plan_page WHERE institution_id = @institutionId AND plan_id = @planId AND number = @number",
        new { institutionId, planId, number });

    /// <summary>As <see cref="FactStore.About"/>, without what only screens need.</summary>
    public static List<FactRow> Facts(Session session, string institutionId, string[] people) => session.Query<FactRow>(
        $"SELECT {FactColumns} FROM person_fact WHERE institution_id = @institutionId AND person_id IN @people",
        new { institutionId, people });

    /// <summary>
    /// As <see cref="EventStore.QueueCounting"/>, without what only screens need; where a beginning is given, older events only if the
    /// person began them, if they had one of these outcomes, or if they cannot be read, which the gate must hear of.
    /// </summary>
    public static List<EventRow> Events(Session session, string institutionId, string[] people, long now, long? since, IReadOnlyList<string> outcomes)
    {
        var remembered = outcomes.Count > 0 ? " OR outcome IN @outcomes" : "";
        var recent = since is null ? "" : $" AND (began_at >= @since OR direction = 'inbound'{remembered}{Unreadable})";
        return session.Query<EventRow>(
            $"""
            SELECT {EventColumns} FROM contact_event
            WHERE institution_id = @institutionId AND person_id IN @people{recent}
              AND (status = 'made' OR (status = 'reserved' AND reserved_until > @now))
            """,
            new
            {
                institutionId, people, now, since, outcomes = outcomes.ToArray(), channels = Known<Channel>(), directions = Known<Direction>(),
                purposes = Known<Purpose>(), knownOutcomes = Known<Outcome>(), places = Known<VisitPlace>(),
            });
    }

    private const string Unreadable =
        """
         OR began_at < 0 OR NOT (channel IN @channels) OR NOT (direction IN @directions) OR NOT (purpose IN @purposes)
          OR NOT (outcome IN @knownOutcomes) OR NOT (place IN @places) OR account_ids NOT LIKE '[%]'
        """;

    private static string[] Known<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Gate.Words.Of).Where(word => Gate.Words.TryRead<T>(word, out _))];
}
