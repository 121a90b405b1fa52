using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>How many texts of a day fell into a tenth of the probability.</summary>
internal sealed class ModelScoreRow
{
    public string Hash { get; init; } = "";

    public long Day { get; init; }

    public long Tenth { get; init; }

    public long Texts { get; init; }
}

/// <summary>The SQL of scores.</summary>
internal static class ModelScoreStore
{
    private const int RowsMax = 100_000;

    /// <summary>Adds the counts of a conversation; the caller makes sure that it does so once.</summary>
    public static void Add(Session session, string institutionId, IReadOnlyList<ModelScore> scores)
    {
        // In one order, so that two transactions never wait for each other in a circle.
        var rows = scores.OrderBy(score => score.Hash, StringComparer.Ordinal)
            .SelectMany(score => score.Tenths.Select((texts, tenth) => new { institutionId, score.Hash, score.Day, Tenth = (long)tenth, Texts = (long)texts }))
            .Where(row => row.Texts > 0).ToList();
        if (rows.Count > 0)
        {
            session.Execute(
                """
                INSERT INTO model_score (institution_id, hash, day, tenth, texts) VALUES (@institutionId, @Hash, @Day, @Tenth, @Texts)
                ON CONFLICT (institution_id, hash, day, tenth) DO UPDATE SET texts = model_score.texts + excluded.texts
                """,
                rows);
        }
    }

    /// <summary>The counts of a model from a day on, oldest first.</summary>
    public static List<ModelScoreRow> Since(Session session, string institutionId, string hash, long day) => session.Query<ModelScoreRow>(
        $"""
        SELECT hash AS Hash, day AS Day, tenth AS Tenth, texts AS Texts FROM model_score
        WHERE institution_id = @institutionId AND hash = @hash AND day >= @day ORDER BY day, tenth LIMIT {RowsMax}
        """,
        new { institutionId, hash, day });
}
