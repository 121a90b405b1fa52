using Daylight.Conduct;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>How many findings, by category.</summary>
public sealed record CategoryCount(string Category, long Count);

/// <summary>Findings and scores of one staff member.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Findings">Findings raised.</param>
/// <param name="ScoreSum">The sum of the scores given; divide by <paramref name="ScoreCount"/> for the mean.</param>
/// <param name="ScoreCount">How many conversations were scored.</param>
public sealed record StaffFindings(string StaffId, long Findings, double ScoreSum, long ScoreCount);

/// <summary>Figures of the inspection in a range.</summary>
/// <param name="Findings">Findings raised.</param>
/// <param name="OpenAlerts">Alerts nobody has acknowledged, now.</param>
/// <param name="ReviewsWaiting">Findings nobody has decided on, now.</param>
/// <param name="ReviewsDecided">Findings decided.</param>
/// <param name="Upheld">Those of them that were upheld.</param>
/// <param name="DismissedByModel">Findings raised in the range that a language model's no took out of the queue; they stand, and a person may take them up.</param>
/// <param name="ByHour">Findings by UTC hour.</param>
/// <param name="ByCategory">Findings by category, most first.</param>
/// <param name="ByStaff">Findings and scores by staff member.</param>
public sealed record ReviewDay(
    long Findings,
    long OpenAlerts,
    long ReviewsWaiting,
    long ReviewsDecided,
    long Upheld,
    long DismissedByModel,
    IReadOnlyList<HourCount> ByHour,
    IReadOnlyList<CategoryCount> ByCategory,
    IReadOnlyList<StaffFindings> ByStaff);

/// <summary>Counts findings, alerts, reviews and scores for reports.</summary>
public sealed class ReviewFigures
{
    private const string InRange = "institution_id = @institutionId AND raised_at >= @fromMicros AND raised_at < @toMicros AND status <> 'withdrawn'";
    private const int RowsMax = 10_000;

    /// <summary>The figures from one instant (included) to another (excluded), in microseconds since the Unix epoch.</summary>
    public ReviewDay Day(Session session, string institutionId, long fromMicros, long toMicros)
    {
        var range = new { institutionId, fromMicros, toMicros, most = RowsMax };
        var hours = session.Query<CountRow>(
            $"SELECT raised_at / 3600000000 AS Number, COUNT(*) AS Total FROM finding WHERE {InRange} GROUP BY raised_at / 3600000000 ORDER BY 1 LIMIT @most", range);
        var categories = session.Query<CountRow>(
            $"SELECT category AS Word, COUNT(*) AS Total FROM finding WHERE {InRange} GROUP BY category ORDER BY 2 DESC, 1 LIMIT @most", range);
        var decided = session.Query<CountRow>(
            """
            SELECT verdict AS Word, COUNT(*) AS Total FROM review
            WHERE institution_id = @institutionId AND decided_at >= @fromMicros AND decided_at < @toMicros GROUP BY verdict LIMIT @most
            """,
            range);
        return new ReviewDay(
            hours.Sum(row => row.Total),
            session.First<long>("SELECT COUNT(*) FROM alert WHERE institution_id = @institutionId AND acknowledged_at IS NULL", range),
            session.First<long>("SELECT COUNT(*) FROM review WHERE institution_id = @institutionId AND status NOT IN ('decided', 'withdrawn', 'dismissed') AND superseded = 0", range),
            decided.Sum(row => row.Total),
            decided.Where(row => row.Word == "upheld").Sum(row => row.Total),
            session.First<long>(
                "SELECT COUNT(*) FROM review WHERE institution_id = @institutionId AND raised_at >= @fromMicros AND raised_at < @toMicros AND status = 'dismissed'", range),
            hours.ConvertAll(row => new HourCount(row.Number * 3_600_000_000, row.Total)),
            categories.ConvertAll(row => new CategoryCount(row.Word, row.Total)),
            Staff(session, range));
    }

    private static List<StaffFindings> Staff(Session session, object range)
    {
        var findings = session.Query<CountRow>(
            $"SELECT staff_id AS Word, COUNT(*) AS Total FROM finding WHERE {InRange} GROUP BY staff_id ORDER BY 1 LIMIT @most", range)
            .ToDictionary(row => row.Word, row => row.Total, StringComparer.Ordinal);
        var scores = session.Query<CountRow>(
            """
            SELECT staff_id AS Word, COUNT(*) AS Total, SUM(points) AS Points FROM inspection
            WHERE institution_id = @institutionId AND closed_at >= @fromMicros AND closed_at < @toMicros GROUP BY staff_id ORDER BY 1 LIMIT @most
            """,
            range).ToDictionary(row => row.Word, StringComparer.Ordinal);
        return findings.Keys.Union(scores.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => new StaffFindings(
                id,
                findings.GetValueOrDefault(id),
                scores.TryGetValue(id, out var score) ? score.Points : 0,
                scores.TryGetValue(id, out var count) ? count.Total : 0))
            .ToList();
    }

    private sealed class CountRow
    {
        public string Word { get; init; } = "";

        public long Number { get; init; }

        public long Total { get; init; }

        public double Points { get; init; }
    }
}
