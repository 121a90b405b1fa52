using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>review</c>.</summary>
internal sealed class ReviewRecord
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string FindingId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string? TeamId { get; init; }

    /// <summary>Its rank in the queue: the finding's (<see cref="Severities"/>), or <see cref="ReviewStore.BehindAll"/> after a model's no.</summary>
    public long Severity { get; init; }

    public string Category { get; init; } = "";

    public long RaisedAt { get; init; }

    /// <summary>waiting, claimed, decided, withdrawn, or dismissed by a model's no; a claim whose lease has run out counts as waiting.</summary>
    public string Status { get; init; } = "";

    public string? ClaimedBy { get; init; }

    /// <summary>By people's clock, not by the simulated one; likewise <see cref="UndoUntil"/>.</summary>
    public long? LeaseUntil { get; init; }

    public string? Verdict { get; init; }

    /// <summary>Sealed under the person's key.</summary>
    public byte[]? Note { get; init; }

    public string? DecidedBy { get; init; }

    public long? DecidedAt { get; init; }

    public long? UndoUntil { get; init; }
}

/// <summary>What a list of reviews is asked for; null leaves a condition out.</summary>
internal sealed record ReviewQuestion
{
    public required string InstitutionId { get; init; }

    public string? ScopeTeam { get; init; }

    public string? Status { get; init; }

    public long? Severity { get; init; }

    public string? Category { get; init; }

    /// <summary>Only those this person holds or has decided.</summary>
    public string? Mine { get; init; }

    public required long Now { get; init; }

    public long BeforeRank { get; init; }

    public long BeforeAt { get; init; }

    public string? BeforeId { get; init; }

    public required int Most { get; init; }
}

/// <summary>The SQL of reviews.</summary>
internal static class ReviewStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, finding_id AS FindingId, conversation_id AS ConversationId, case_id AS CaseId,
        staff_id AS StaffId, team_id AS TeamId, severity AS Severity, category AS Category, raised_at AS RaisedAt, status AS Status,
        claimed_by AS ClaimedBy, lease_until AS LeaseUntil, verdict AS Verdict, note AS Note, decided_by AS DecidedBy,
        decided_at AS DecidedAt, undo_until AS UndoUntil
        """;

    /// <summary>What a later rulebook no longer finds waits for nobody.</summary>
    private const string IsWaiting = "(superseded = 0 AND (status = 'waiting' OR (status = 'claimed' AND lease_until <= @Now)))";

    public static void Insert(Session session, IReadOnlyList<ReviewRecord> rows) => session.Execute(
        """
        INSERT INTO review (id, institution_id, finding_id, conversation_id, case_id, staff_id, team_id, severity, category, raised_at, status)
        VALUES (@Id, @InstitutionId, @FindingId, @ConversationId, @CaseId, @StaffId, @TeamId, @Severity, @Category, @RaisedAt, @Status)
        """,
        rows);

    public static ReviewRecord? Find(Session session, string institutionId, string id) => session.First<ReviewRecord>(
        $"SELECT {Columns} FROM review WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>The most severe and then oldest that waits, and that the reviewer did not hold themselves.</summary>
    public static ReviewRecord? Next(Session session, string institutionId, string reviewer, long now) => session.First<ReviewRecord>(
        $"""
        SELECT {Columns} FROM review WHERE institution_id = @institutionId AND {IsWaiting} AND staff_id <> @reviewer
        ORDER BY severity DESC, raised_at, id LIMIT 1
        """,
        new { institutionId, reviewer, Now = now });

    /// <summary>The queue: most severe first, then oldest; decided ones: latest decision first.</summary>
    public static List<ReviewRecord> Page(Session session, ReviewQuestion question)
    {
        var decided = question.Status == "decided";
        var after = question.BeforeId is null ? ""
            : decided ? "AND (decided_at < @BeforeAt OR (decided_at = @BeforeAt AND id < @BeforeId))"
            : "AND (severity < @BeforeRank OR (severity = @BeforeRank AND (raised_at > @BeforeAt OR (raised_at = @BeforeAt AND id > @BeforeId))))";
        return session.Query<ReviewRecord>(
            $"""
            SELECT {Columns} FROM review WHERE institution_id = @InstitutionId {StatusCondition(question.Status)}
              {When(question.ScopeTeam is not null, "AND team_id = @ScopeTeam")}
              {When(question.Severity is not null, "AND severity = @Severity")}
              {When(question.Category is not null, "AND category = @Category")}
              {When(question.Mine is not null, "AND (decided_by = @Mine OR (status = 'claimed' AND claimed_by = @Mine AND lease_until > @Now))")}
              {after}
            ORDER BY {(decided ? "decided_at DESC, id DESC" : "severity DESC, raised_at, id")} LIMIT @Most
            """,
            question);
    }

    public static void SetSuperseded(Session session, string findingId, long superseded) =>
        session.Execute("UPDATE review SET superseded = @superseded WHERE finding_id = @findingId", new { findingId, superseded });

    public static void Claim(Session session, string id, string staffId, long leaseUntil) => session.Execute(
        "UPDATE review SET status = 'claimed', claimed_by = @staffId, lease_until = @leaseUntil WHERE id = @id",
        new { id, staffId, leaseUntil });

    /// <summary>Takes the review of a finding out of the queue, unless a person has decided; the review, or null.</summary>
    public static string? Withdraw(Session session, string findingId) => session.First<string>(
        "UPDATE review SET status = 'withdrawn', claimed_by = NULL, lease_until = NULL WHERE finding_id = @findingId AND status <> 'decided' RETURNING id",
        new { findingId });

    /// <summary>Puts it back.</summary>
    public static void Restore(Session session, string findingId) => session.Execute(
        "UPDATE review SET status = 'waiting' WHERE finding_id = @findingId AND status = 'withdrawn'", new { findingId });

    /// <summary>The rank that stands behind every severity.</summary>
    public const long BehindAll = 0;

    /// <summary>Puts the review of a finding elsewhere in the queue, unless a person has decided; false if they have.</summary>
    public static bool Rank(Session session, string findingId, long rank) => session.Execute(
        "UPDATE review SET severity = @rank WHERE finding_id = @findingId AND status NOT IN ('decided', 'withdrawn')", new { findingId, rank }) == 1;

    /// <summary>A model's no takes the review out of the queue; false unless it waited there.</summary>
    public static bool Dismiss(Session session, string findingId) => session.Execute(
        "UPDATE review SET status = 'dismissed' WHERE finding_id = @findingId AND status = 'waiting'", new { findingId }) == 1;

    /// <summary>What a model said counts no more: the review stands where its finding belongs.</summary>
    public static void Recall(Session session, string findingId, long rank) => session.Execute(
        "UPDATE review SET severity = @rank, status = CASE WHEN status = 'dismissed' THEN 'waiting' ELSE status END WHERE finding_id = @findingId AND status <> 'decided'",
        new { findingId, rank });

    public static void Release(Session session, string id) => session.Execute(
        "UPDATE review SET status = 'waiting', claimed_by = NULL, lease_until = NULL WHERE id = @id",
        new { id });

    public static void Decide(Session session, ReviewRecord decided) => session.Execute(
        """
        UPDATE review SET status = 'decided', claimed_by = NULL, lease_until = NULL, verdict = @Verdict, note = @Note,
          decided_by = @DecidedBy, decided_at = @DecidedAt, undo_until = @UndoUntil
        WHERE id = @Id
        """,
        decided);

    /// <summary>Takes a decision back: the reviewer holds the finding again.</summary>
    public static void Undo(Session session, string id, string staffId, long leaseUntil) => session.Execute(
        """
        UPDATE review SET status = 'claimed', claimed_by = @staffId, lease_until = @leaseUntil, verdict = NULL, note = NULL,
          decided_by = NULL, decided_at = NULL, undo_until = NULL
        WHERE id = @id
        """,
        new { id, staffId, leaseUntil });

    private static string StatusCondition(string? status) => status switch
    {
        "waiting" => $"AND {IsWaiting}",
        "claimed" => "AND status = 'claimed' AND lease_until > @Now",
        "decided" => "AND status = 'decided'",
        "dismissed" => "AND status = 'dismissed'",
        _ => "",
    };

    private static string When(bool applies, string condition) => applies ? condition : "";
}
