using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>An utterance about which a finding was decided.</summary>
internal sealed class ReviewedUtterance
{
    public string ConversationId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public long StartedAt { get; init; }

    public long Seq { get; init; }

    /// <summary>1 if a finding of it was upheld; 0 if all were overturned.</summary>
    public long Upheld { get; init; }
}

/// <summary>How many utterances were decided, by category and rule.</summary>
internal sealed class ReviewedCount
{
    public string Category { get; init; } = "";

    /// <summary>Empty for the whole category.</summary>
    public string Rule { get; init; } = "";

    public string TitleZh { get; init; } = "";

    public string TitleEn { get; init; } = "";

    public long Upheld { get; init; }

    public long Overturned { get; init; }
}

/// <summary>What people said of the findings of a model in a week.</summary>
internal sealed class ModelWeekRow
{
    public long Week { get; init; }

    public long Findings { get; init; }

    public long Upheld { get; init; }

    public long Overturned { get; init; }
}

/// <summary>The SQL of findings that people have decided, for models to learn from and to be watched by.</summary>
internal static class ReviewedStore
{
    /// <summary>More are not learned from; the newest count.</summary>
    public const int UtterancesMax = 50_000;

    /// <summary>A week in microseconds, counted from the Unix epoch.</summary>
    public const long Week = 7L * 24 * 3_600_000_000;

    private const int CountsMax = 2_000;

    private const string Decided =
        """
        f.institution_id = @institutionId AND f.status IN ('upheld', 'overturned') AND f.utterance_seq >= 0
          AND i.started_at >= @from AND i.started_at < @to
        """;

    /// <summary>Utterances of a category, or of one rule, in the order in which their conversations began.</summary>
    public static List<ReviewedUtterance> Utterances(Session session, string institutionId, string category, string? rule, long from, long to)
    {
        var newest = session.Query<ReviewedUtterance>(
            $"""
            SELECT f.conversation_id AS ConversationId, f.person_id AS PersonId, i.started_at AS StartedAt, f.utterance_seq AS Seq,
              CAST(MAX(CASE WHEN f.status = 'upheld' THEN 1 ELSE 0 END) AS BIGINT) AS Upheld
            FROM finding f JOIN inspection i ON i.conversation_id = f.conversation_id
            WHERE {Decided} AND f.category = @category {(rule is null ? "" : "AND f.rule = @rule")}
            GROUP BY f.conversation_id, f.person_id, i.started_at, f.utterance_seq
            ORDER BY i.started_at DESC, f.conversation_id DESC, f.utterance_seq DESC LIMIT {UtterancesMax}
            """,
            new { institutionId, category, rule, from, to });
        newest.Reverse();
        return newest;
    }

    /// <summary>Counts by rule, and by category with an empty rule.</summary>
    public static List<ReviewedCount> Counts(Session session, string institutionId, long from, long to) =>
    [
        .. session.Query<ReviewedCount>(
            $"""
            SELECT c.category AS Category, '' AS Rule, '' AS TitleZh, '' AS TitleEn, CAST(SUM(c.upheld) AS BIGINT) AS Upheld, CAST(COUNT(*) - SUM(c.upheld) AS BIGINT) AS Overturned
            FROM (
              SELECT f.category AS category, MAX(CASE WHEN f.status = 'upheld' THEN 1 ELSE 0 END) AS upheld
              FROM finding f JOIN inspection i ON i.conversation_id = f.conversation_id
              WHERE {Decided} GROUP BY f.category, f.conversation_id, f.utterance_seq) c
            GROUP BY c.category ORDER BY c.category LIMIT {CountsMax}
            """,
            new { institutionId, from, to }),
        .. session.Query<ReviewedCount>(
            $"""
            SELECT f.category AS Category, f.rule AS Rule, MAX(f.title_zh) AS TitleZh, MAX(f.title_en) AS TitleEn,
              CAST(SUM(CASE WHEN f.status = 'upheld' THEN 1 ELSE 0 END) AS BIGINT) AS Upheld,
              CAST(SUM(CASE WHEN f.status = 'overturned' THEN 1 ELSE 0 END) AS BIGINT) AS Overturned
            FROM finding f JOIN inspection i ON i.conversation_id = f.conversation_id
            WHERE {Decided} GROUP BY f.category, f.rule ORDER BY f.category, f.rule LIMIT {CountsMax}
            """,
            new { institutionId, from, to }),
    ];

    /// <summary>What was decided about the findings of a model, by week, oldest first.</summary>
    public static List<ModelWeekRow> Weeks(Session session, string institutionId, string hash, long since) => session.Query<ModelWeekRow>(
        $"""
        SELECT f.raised_at / {Week} AS Week, COUNT(*) AS Findings,
          CAST(SUM(CASE WHEN f.status = 'upheld' THEN 1 ELSE 0 END) AS BIGINT) AS Upheld,
          CAST(SUM(CASE WHEN f.status = 'overturned' THEN 1 ELSE 0 END) AS BIGINT) AS Overturned
        FROM finding f WHERE f.institution_id = @institutionId AND f.model = @hash AND f.raised_at >= @since AND f.status <> 'withdrawn'
        GROUP BY f.raised_at / {Week} ORDER BY 1 LIMIT 200
        """,
        new { institutionId, hash, since });
}
