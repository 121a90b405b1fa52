using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>alert</c>.</summary>
internal sealed class AlertRecord
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public long Seq { get; init; }

    public string FindingId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    /// <summary>See <see cref="Severities"/>.</summary>
    public long Severity { get; init; }

    public string? TeamId { get; init; }

    public long RaisedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public long? AcknowledgedAt { get; init; }
}

/// <summary>What a list of alerts is asked for; null leaves a condition out.</summary>
internal sealed record AlertQuestion
{
    public required string InstitutionId { get; init; }

    /// <summary>Only this team's: a supervisor's scope.</summary>
    public string? ScopeTeam { get; init; }

    public long? Severity { get; init; }

    public string? Team { get; init; }

    /// <summary>True: not acknowledged; false: acknowledged.</summary>
    public bool? Open { get; init; }

    public long Before { get; init; } = long.MaxValue;

    public required int Most { get; init; }
}

/// <summary>The SQL of alerts.</summary>
internal static class AlertStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, seq AS Seq, finding_id AS FindingId, conversation_id AS ConversationId,
        severity AS Severity, team_id AS TeamId, raised_at AS RaisedAt, acknowledged_by AS AcknowledgedBy, acknowledged_at AS AcknowledgedAt
        """;

    /// <summary>Takes so many numbers and returns the last of them.</summary>
    public static long Count(Session session, string institutionId, long taken) => session.First<long>(
        """
        INSERT INTO alert_counter (institution_id, last) VALUES (@institutionId, @taken)
        ON CONFLICT (institution_id) DO UPDATE SET last = alert_counter.last + @taken RETURNING last
        """,
        new { institutionId, taken });

    public static void Insert(Session session, IReadOnlyList<AlertRecord> rows) => session.Execute(
        """
        INSERT INTO alert (id, institution_id, seq, finding_id, conversation_id, severity, team_id, raised_at)
        VALUES (@Id, @InstitutionId, @Seq, @FindingId, @ConversationId, @Severity, @TeamId, @RaisedAt)
        """,
        rows);

    public static AlertRecord? Find(Session session, string institutionId, string id) => session.First<AlertRecord>(
        $"SELECT {Columns} FROM alert WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>The alerts of findings; those without are left out.</summary>
    public static List<AlertRecord> OfFindings(Session session, string institutionId, IReadOnlyCollection<string> findingIds) => findingIds.Count == 0
        ? []
        : session.Query<AlertRecord>(
            $"SELECT {Columns} FROM alert WHERE institution_id = @institutionId AND finding_id IN @findingIds ORDER BY seq",
            new { institutionId, findingIds });

    /// <summary>Newest first.</summary>
    public static List<AlertRecord> Page(Session session, AlertQuestion question) => session.Query<AlertRecord>(
        $"""
        SELECT {Columns} FROM alert WHERE institution_id = @InstitutionId AND seq < @Before
          {When(question.ScopeTeam is not null, "AND team_id = @ScopeTeam")}
          {When(question.Severity is not null, "AND severity = @Severity")}
          {When(question.Team is not null, "AND team_id = @Team")}
          {When(question.Open is true, "AND acknowledged_at IS NULL")}
          {When(question.Open is false, "AND acknowledged_at IS NOT NULL")}
        ORDER BY seq DESC LIMIT @Most
        """,
        new { question.InstitutionId, question.ScopeTeam, question.Severity, question.Team, question.Before, question.Most });

    /// <summary>False if it was acknowledged before.</summary>
    public static void Acknowledge(Session session, string id, string staffId, long at) => session.Execute(
        "UPDATE alert SET acknowledged_by = @staffId, acknowledged_at = @at WHERE id = @id AND acknowledged_at IS NULL",
        new { id, staffId, at });

    private static string When(bool applies, string condition) => applies ? condition : "";
}
