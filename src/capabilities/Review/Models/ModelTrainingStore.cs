using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>model_training</c>: a model that is to be trained, how far it is and what came of it.</summary>
internal sealed record ModelTrainingRow
{
    public const string Waiting = "waiting", Running = "running", Done = "done", Cancelled = "cancelled", Refused = "refused";

    public const string Reading = "reading", Learning = "learning";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Category { get; init; } = "";

    public string? Rule { get; init; }

    public long FromAt { get; init; }

    public long ToAt { get; init; }

    /// <summary>1 if ordinary utterances are learned from as negative too.</summary>
    public long Background { get; init; }

    public string Status { get; init; } = "";

    public string Step { get; init; } = Reading;

    /// <summary>Which share of the step is done, 0 to 1.</summary>
    public double Share { get; init; }

    public string AskedBy { get; init; } = "";

    public long AskedAt { get; init; }

    /// <summary>When the process that works on it last said so.</summary>
    public long BeatAt { get; init; }

    public long? EndedAt { get; init; }

    public string? VersionId { get; init; }

    /// <summary>JSON: <see cref="TrainingCounts"/>.</summary>
    public string Counts { get; init; } = "{}";

    /// <summary>Why it was refused, as a code.</summary>
    public string? Error { get; init; }
}

/// <summary>The SQL of trainings.</summary>
internal static class ModelTrainingStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, name AS Name, category AS Category, rule AS Rule, from_at AS FromAt, to_at AS ToAt,
        background AS Background, status AS Status, step AS Step, share AS Share, asked_by AS AskedBy, asked_at AS AskedAt, beat_at AS BeatAt,
        ended_at AS EndedAt, version_id AS VersionId, counts AS Counts, error AS Error
        """;

    public static void Insert(Session session, ModelTrainingRow row) => session.Execute(
        """
        INSERT INTO model_training (id, institution_id, name, category, rule, from_at, to_at, background, status, step, share, asked_by, asked_at, beat_at, counts)
        VALUES (@Id, @InstitutionId, @Name, @Category, @Rule, @FromAt, @ToAt, @Background, @Status, @Step, @Share, @AskedBy, @AskedAt, @BeatAt, @Counts)
        """,
        row);

    public static ModelTrainingRow? ById(Session session, string institutionId, string id) => session.First<ModelTrainingRow>(
        $"SELECT {Columns} FROM model_training WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>Newest first.</summary>
    public static List<ModelTrainingRow> Newest(Session session, string institutionId, int most) => session.Query<ModelTrainingRow>(
        $"SELECT {Columns} FROM model_training WHERE institution_id = @institutionId ORDER BY asked_at DESC, id DESC LIMIT @most",
        new { institutionId, most });

    /// <summary>How many wait or run.</summary>
    public static long Open(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM model_training WHERE institution_id = @institutionId AND status IN ('waiting', 'running')",
        new { institutionId });

    /// <summary>Takes the oldest that waits, or that its process has left behind: it begins anew, and gives the same model of the same texts.</summary>
    public static ModelTrainingRow? Take(Session session, long now, long leftBehind)
    {
        session.Lock("model-training");
        var row = session.First<ModelTrainingRow>(
            $"""
            SELECT {Columns} FROM model_training
            WHERE status = 'waiting' OR (status = 'running' AND beat_at < @leftBehind) ORDER BY asked_at, id LIMIT 1
            """,
            new { leftBehind });
        if (row is not null)
        {
            session.Execute("UPDATE model_training SET status = 'running', beat_at = @now WHERE id = @Id", new { row.Id, now });
        }

        return row;
    }

    /// <summary>Says how far it is; false if it was cancelled.</summary>
    public static bool Beat(Session session, ModelTrainingRow row) => session.Execute(
        "UPDATE model_training SET beat_at = @BeatAt, step = @Step, share = @Share, counts = @Counts WHERE id = @Id AND status = 'running'", row) == 1;

    /// <summary>False if it had ended before.</summary>
    public static bool End(Session session, ModelTrainingRow row) => session.Execute(
        """
        UPDATE model_training SET status = @Status, error = @Error, ended_at = @EndedAt, version_id = @VersionId, counts = @Counts, share = @Share
        WHERE id = @Id AND status IN ('waiting', 'running')
        """,
        row) == 1;
}
