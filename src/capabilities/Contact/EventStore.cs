using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_event</c>.</summary>
internal sealed record EventRow
{
    /// <summary>Reserved by a permit, made, or void because the permit was given back or expired.</summary>
    public const string Reserved = "reserved", Made = "made", Void = "void";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string PersonRole { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Direction { get; init; } = "";

    public string Channel { get; init; } = "";

    public string? ContactPointId { get; init; }

    public string? Point { get; init; }

    public string Purpose { get; init; } = "";

    /// <summary>A JSON list of account ids.</summary>
    public string AccountIds { get; init; } = "[]";

    public string? Place { get; init; }

    public long? StaffCount { get; init; }

    public string Status { get; init; } = "";

    public long? ReservedUntil { get; init; }

    public long BeganAt { get; init; }

    public string? Outcome { get; init; }

    public long? OutcomeAt { get; init; }

    public long? DurationSeconds { get; init; }

    public IReadOnlyList<string> Accounts => StoredWords.Ids(AccountIds) ?? [];
}

/// <summary>The SQL of contacts: reserved, made and void.</summary>
internal static class EventStore
{
    // The beginning is a sum so that no index gives the order of a person's events: SQLite would take contact_event_began for it and
    // read all that the institution ever did.
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, person_role AS PersonRole, staff_id AS StaffId,
        direction AS Direction, channel AS Channel, contact_point_id AS ContactPointId, point AS Point, purpose AS Purpose,
        account_ids AS AccountIds, place AS Place, staff_count AS StaffCount, status AS Status, reserved_until AS ReservedUntil,
        began_at + 0 AS BeganAt, outcome AS Outcome, outcome_at AS OutcomeAt, duration_seconds AS DurationSeconds
        """;

    /// <summary>In the words of the index <c>contact_event_unreadable</c>, so that it is used. A new word of the vocabulary costs it space, no more.</summary>
    private const string Unreadable =
        """
        (began_at < 0 OR account_ids NOT LIKE '[%]'
          OR channel NOT IN ('call', 'ai-call', 'prerecorded', 'sms', 'im', 'email', 'letter', 'visit')
          OR direction NOT IN ('outbound', 'inbound')
          OR purpose NOT IN ('collection', 'location', 'reply', 'confirm-stop', 'end-efforts', 'reminder', 'investigation', 'survey', 'marketing')
          OR outcome NOT IN ('busy', 'not-in-service', 'no-answer', 'dropped', 'voicemail', 'limited-content-voicemail', 'conversation', 'effective-talk', 'delivered', 'bounced', 'replied', 'refused')
          OR place NOT IN ('home', 'office', 'other', 'hospital', 'public'))
        """;

    /// <summary>More events than this are not read for one question; the oldest are left out first.</summary>
    private const int HistoryMax = 20_000;

    /// <summary>The text of <see cref="QueueCounting"/>.</summary>
    public static readonly string Counting =
        $"""
        SELECT {Columns} FROM contact_event
        WHERE institution_id = @institutionId AND person_id IN @people AND began_at >= @since
          AND (status = 'made' OR (status = 'reserved' AND reserved_until > @now))
        UNION ALL
        SELECT {Columns} FROM contact_event
        WHERE institution_id = @institutionId AND person_id IN @people AND began_at < @since AND {Unreadable}
          AND (status = 'made' OR (status = 'reserved' AND reserved_until > @now))
        ORDER BY BeganAt DESC, Id DESC LIMIT {HistoryMax}
        """;

    public static void Insert(Session session, EventRow row) => session.Write(
        """
        INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, contact_point_id, point,
          purpose, account_ids, place, staff_count, status, reserved_until, began_at, outcome, outcome_at, duration_seconds)
        VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @PersonRole, @StaffId, @Direction, @Channel, @ContactPointId, @Point,
          @Purpose, @AccountIds, @Place, @StaffCount, @Status, @ReservedUntil, @BeganAt, @Outcome, @OutcomeAt, @DurationSeconds)
        """,
        row);

    public static EventRow? ById(Session session, string institutionId, string id) => session.First<EventRow>(
        $"SELECT {Columns} FROM contact_event WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>
    /// What counts for these people and began at or after a moment, newest first: contacts that were made, and those that a
    /// permit still holds now. Older ones only if they cannot be read, which the gate must hear of.
    /// </summary>
    public static Queued<EventRow> QueueCounting(Session session, string institutionId, IReadOnlyList<string> people, long now, long since) => session.Queue<EventRow>(
        Counting, new { institutionId, people, now, since });

    /// <summary>The reservation becomes a contact that began at this moment.</summary>
    public static void Make(Session session, string id, long beganAt) => session.Execute(
        "UPDATE contact_event SET status = 'made', reserved_until = NULL, began_at = @beganAt WHERE id = @id",
        new { id, beganAt });

    public static void SetVoid(Session session, string id) => session.Execute(
        "UPDATE contact_event SET status = 'void', reserved_until = NULL WHERE id = @id AND status = 'reserved'",
        new { id });

    public static void SetOutcome(Session session, string id, string outcome, long outcomeAt, long? durationSeconds) => session.Execute(
        """
        UPDATE contact_event SET outcome = @outcome, outcome_at = @outcomeAt, duration_seconds = COALESCE(@durationSeconds, duration_seconds)
        WHERE id = @id
        """,
        new { id, outcome, outcomeAt, durationSeconds });
}
