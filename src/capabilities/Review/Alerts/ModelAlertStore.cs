using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>model_alert</c>: that a champion drifts.</summary>
internal sealed class ModelAlertRecord
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    /// <summary>Counted together with the alerts of findings.</summary>
    public long Seq { get; init; }

    public string Model { get; init; } = "";

    public string Hash { get; init; } = "";

    /// <summary>The population stability index of the window.</summary>
    public double Drift { get; init; }

    public long Texts { get; init; }

    /// <summary>The window, in days since 1970 (UTC), both included.</summary>
    public long FromDay { get; init; }

    public long ToDay { get; init; }

    public long RaisedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public long? AcknowledgedAt { get; init; }
}

/// <summary>The SQL of alerts about models.</summary>
internal static class ModelAlertStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, seq AS Seq, model AS Model, hash AS Hash, drift AS Drift, texts AS Texts, from_day AS FromDay,
        to_day AS ToDay, raised_at AS RaisedAt, acknowledged_by AS AcknowledgedBy, acknowledged_at AS AcknowledgedAt
        """;

    public static void Insert(Session session, ModelAlertRecord row) => session.Execute(
        """
        INSERT INTO model_alert (id, institution_id, seq, model, hash, drift, texts, from_day, to_day, raised_at)
        VALUES (@Id, @InstitutionId, @Seq, @Model, @Hash, @Drift, @Texts, @FromDay, @ToDay, @RaisedAt)
        """,
        row);

    /// <summary>True if a window that overlaps one from this day on was told of this champion.</summary>
    public static bool WasRaised(Session session, string institutionId, string model, string hash, long fromDay) => session.First<long>(
        "SELECT COUNT(*) FROM model_alert WHERE institution_id = @institutionId AND model = @model AND hash = @hash AND to_day >= @fromDay",
        new { institutionId, model, hash, fromDay }) > 0;

    public static ModelAlertRecord? Find(Session session, string institutionId, string id) => session.First<ModelAlertRecord>(
        $"SELECT {Columns} FROM model_alert WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>Newest first.</summary>
    public static List<ModelAlertRecord> Page(Session session, AlertQuestion question) => session.Query<ModelAlertRecord>(
        $"""
        SELECT {Columns} FROM model_alert WHERE institution_id = @InstitutionId AND seq < @Before
          {(question.Open is true ? "AND acknowledged_at IS NULL" : question.Open is false ? "AND acknowledged_at IS NOT NULL" : "")}
        ORDER BY seq DESC LIMIT @Most
        """,
        new { question.InstitutionId, question.Before, question.Most });

    /// <summary>The first who acknowledges stays named.</summary>
    public static void Acknowledge(Session session, string id, string staffId, long at) => session.Execute(
        "UPDATE model_alert SET acknowledged_by = @staffId, acknowledged_at = @at WHERE id = @id AND acknowledged_at IS NULL",
        new { id, staffId, at });
}
