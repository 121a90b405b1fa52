using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>model_training</c>: a model that is to be trained, how far it is and what came of it; the error of a refused one is a code.</summary>
internal sealed record ModelTrainingRow : RunRow
{
    public const string Refused = "refused";

    public const string Reading = "reading", Learning = "learning";

    public string Name { get; init; } = "";

    public string Category { get; init; } = "";

    public string? Rule { get; init; }

    /// <summary>1 if ordinary utterances are learned from as negative too.</summary>
    public long Background { get; init; }

    public string Step { get; init; } = Reading;

    /// <summary>Which share of the step is done, 0 to 1.</summary>
    public double Share { get; init; }

    public string? VersionId { get; init; }

    /// <summary>JSON: <see cref="TrainingCounts"/>.</summary>
    public string Counts { get; init; } = "{}";
}

/// <summary>The SQL of trainings.</summary>
internal static class ModelTrainingStore
{
    public static readonly RunTable<ModelTrainingRow> Runs = new(
        "model_training",
        "name AS Name, category AS Category, rule AS Rule, background AS Background, step AS Step, share AS Share, version_id AS VersionId, counts AS Counts");

    public static void Insert(Session session, ModelTrainingRow row) => session.Execute(
        """
        INSERT INTO model_training (id, institution_id, name, category, rule, from_at, to_at, background, status, step, share, asked_by, asked_at, beat_at, counts)
        VALUES (@Id, @InstitutionId, @Name, @Category, @Rule, @FromAt, @ToAt, @Background, @Status, @Step, @Share, @AskedBy, @AskedAt, @BeatAt, @Counts)
        """,
        row);

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
