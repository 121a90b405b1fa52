using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>inspection</c>: how far a conversation is inspected, and what lists show of it.</summary>
internal sealed class InspectionRecord
{
    public string ConversationId { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string? TeamId { get; init; }

    public long StartedAt { get; init; }

    public string Rulebook { get; init; } = "";

    public long FindingCount { get; init; }

    /// <summary>See <see cref="Severities"/>.</summary>
    public long Worst { get; init; }

    /// <summary>1 once the end was inspected and the score given.</summary>
    public long Closed { get; init; }

    public long? ClosedAt { get; init; }

    public double? Points { get; init; }

    /// <summary>JSON: rules and points.</summary>
    public string? Deductions { get; init; }
}

/// <summary>The SQL of inspections.</summary>
internal static class InspectionStore
{
    private const string Columns =
        """
        i.conversation_id AS ConversationId, i.institution_id AS InstitutionId, i.case_id AS CaseId, i.staff_id AS StaffId,
        i.team_id AS TeamId, i.started_at AS StartedAt, i.rulebook AS Rulebook, i.finding_count AS FindingCount, i.worst AS Worst,
        i.closed AS Closed, i.closed_at AS ClosedAt, i.points AS Points, i.deductions AS Deductions
        """;

    /// <summary>Notes a conversation whose inspection begins; nothing if it is known.</summary>
    public static void Begin(Session session, InspectionRecord row) => session.Execute(
        """
        INSERT INTO inspection (conversation_id, institution_id, case_id, staff_id, team_id, started_at, rulebook, finding_count, worst, closed)
        VALUES (@ConversationId, @InstitutionId, @CaseId, @StaffId, @TeamId, @StartedAt, @Rulebook, 0, 0, 0)
        ON CONFLICT (conversation_id) DO NOTHING
        """,
        row);

    public static void Count(Session session, string conversationId, long findings, long worst) => session.Execute(
        """
        UPDATE inspection SET finding_count = finding_count + @findings, worst = CASE WHEN worst < @worst THEN @worst ELSE worst END
        WHERE conversation_id = @conversationId
        """,
        new { conversationId, findings, worst });

    /// <summary>Counts anew what stands, after findings were withdrawn, superseded or reinstated.</summary>
    public static void Recount(Session session, string conversationId) => session.Execute(
        """
        UPDATE inspection SET
          finding_count = (SELECT COUNT(*) FROM finding f WHERE f.conversation_id = @conversationId AND f.superseded_at IS NULL AND f.status <> 'withdrawn'),
          worst = COALESCE((SELECT MAX(f.severity) FROM finding f WHERE f.conversation_id = @conversationId AND f.superseded_at IS NULL AND f.status <> 'withdrawn'), 0)
        WHERE conversation_id = @conversationId
        """,
        new { conversationId });

    /// <summary>Gives the score by the rulebook in force at the end; false if it was given before.</summary>
    public static bool Close(Session session, string conversationId, long closedAt, string rulebook, double points, string deductions) => session.Execute(
        """
        UPDATE inspection SET closed = 1, closed_at = @closedAt, rulebook = @rulebook, points = @points, deductions = @deductions
        WHERE conversation_id = @conversationId AND closed = 0
        """,
        new { conversationId, closedAt, rulebook, points, deductions }) == 1;

    /// <summary>Takes the end back: there is more to inspect.</summary>
    public static void Reopen(Session session, string conversationId) => session.Execute(
        "UPDATE inspection SET closed = 0, closed_at = NULL, points = NULL, deductions = NULL WHERE conversation_id = @conversationId",
        new { conversationId });

    public static List<InspectionRecord> FindAll(Session session, string institutionId, IReadOnlyCollection<string> conversationIds) => conversationIds.Count == 0
        ? []
        : session.Query<InspectionRecord>(
            $"SELECT {Columns} FROM inspection i WHERE i.institution_id = @institutionId AND i.conversation_id IN @conversationIds",
            new { institutionId, conversationIds });

    /// <summary>A page of conversations, newest first.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="scope">A condition on <c>i</c> that bounds the list to what the reader may see, with its own parameters in <paramref name="question"/>.</param>
    /// <param name="question">CaseId, StaffId, Status, Category, Severity, BeforeAt, BeforeId, Most and the scope's parameters.</param>
    public static List<InspectionRecord> Page(Session session, string scope, ConversationQuestion question) => session.Query<InspectionRecord>(
        $"""
        SELECT {Columns} FROM inspection i
        WHERE i.institution_id = @InstitutionId AND {scope}
          {When(question.CaseId, "AND i.case_id = @CaseId")}
          {When(question.StaffId, "AND i.staff_id = @StaffId")}
          {When(question.Status, "AND i.closed = @Closed")}
          {When(question.Category, "AND EXISTS (SELECT 1 FROM finding f WHERE f.conversation_id = i.conversation_id AND f.category = @Category)")}
          {When(question.BeforeId, "AND (i.started_at < @BeforeAt OR (i.started_at = @BeforeAt AND i.conversation_id < @BeforeId))")}
        ORDER BY i.started_at DESC, i.conversation_id DESC LIMIT @Most
        """,
        question);

    private static string When(string? value, string condition) => value is null ? "" : condition;
}

/// <summary>What a list of conversations is asked for.</summary>
internal sealed record ConversationQuestion
{
    public required string InstitutionId { get; init; }

    public string? CaseId { get; init; }

    public string? StaffId { get; init; }

    /// <summary>live or closed.</summary>
    public string? Status { get; init; }

    public long Closed => Status == "closed" ? 1 : 0;

    public string? Category { get; init; }

    public long BeforeAt { get; init; }

    public string? BeforeId { get; init; }

    public required int Most { get; init; }

    public required string ScopeInstitution { get; init; }

    public required string ScopeStaff { get; init; }

    public required string ScopeTeam { get; init; }
}
