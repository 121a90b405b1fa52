using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>How many, within one clock hour that begins at this instant (microseconds since the Unix epoch).</summary>
public sealed record HourCount(long HourStartMicros, long Count);

/// <summary>How many, by staff member.</summary>
public sealed record StaffCount(string StaffId, long Count);

/// <summary>Figures of conversations that began in a range.</summary>
/// <param name="Conversations">How many began.</param>
/// <param name="LiveNow">How many are live now, whenever they began.</param>
/// <param name="ByHour">By UTC hour of their beginning.</param>
/// <param name="ByStaff">By who held them.</param>
public sealed record ConductDay(long Conversations, long LiveNow, IReadOnlyList<HourCount> ByHour, IReadOnlyList<StaffCount> ByStaff);

/// <summary>Counts conversations for reports.</summary>
public sealed class ConductFigures
{
    private const int RowsMax = 10_000;

    /// <summary>The figures from one instant (included) to another (excluded), in microseconds since the Unix epoch.</summary>
    public ConductDay Day(Session session, string institutionId, long fromMicros, long toMicros)
    {
        var range = new { institutionId, fromMicros, toMicros, most = RowsMax };
        var hours = session.Query<HourRow>(
            """
            SELECT started_at / 3600000000 AS Hour, COUNT(*) AS Total FROM conversation
            WHERE institution_id = @institutionId AND started_at >= @fromMicros AND started_at < @toMicros
            GROUP BY started_at / 3600000000 ORDER BY 1 LIMIT @most
            """,
            range);
        var staff = session.Query<StaffRow>(
            """
            SELECT staff_id AS StaffId, COUNT(*) AS Total FROM conversation
            WHERE institution_id = @institutionId AND started_at >= @fromMicros AND started_at < @toMicros
            GROUP BY staff_id ORDER BY staff_id LIMIT @most
            """,
            range);
        var live = session.First<long>(
            "SELECT COUNT(*) FROM conversation WHERE institution_id = @institutionId AND closed_at IS NULL",
            new { institutionId });
        return new ConductDay(
            hours.Sum(row => row.Total),
            live,
            hours.ConvertAll(row => new HourCount(row.Hour * 3_600_000_000, row.Total)),
            staff.ConvertAll(row => new StaffCount(row.StaffId, row.Total)));
    }

    private sealed class HourRow
    {
        public long Hour { get; init; }

        public long Total { get; init; }
    }

    private sealed class StaffRow
    {
        public string StaffId { get; init; } = "";

        public long Total { get; init; }
    }
}
