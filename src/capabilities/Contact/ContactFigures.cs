using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>What the gate did in a span of time.</summary>
/// <param name="Asked">How often it was asked for a permit.</param>
/// <param name="Permitted">How often it permitted, with or without obligations.</param>
/// <param name="Refused">How often it refused or referred to a person.</param>
/// <param name="ByQuarter">Permitted and refused by quarter of an hour, which every zone's hours are made of.</param>
/// <param name="ByRefusal">The rules that stood in the way, most frequent first; at most 20.</param>
public sealed record ContactDay(
    long Asked, long Permitted, long Refused, IReadOnlyList<ContactQuarter> ByQuarter, IReadOnlyList<RefusalCount> ByRefusal);

/// <summary>A quarter of an hour.</summary>
public sealed record ContactQuarter(DateTimeOffset From, long Permitted, long Refused);

/// <summary>How often a rule stood in the way.</summary>
public sealed record RefusalCount(string Rule, Bilingual Title, long Count);

/// <summary>Figures of this room for reports.</summary>
public sealed class ContactFigures
{
    private const long QuarterMicros = 900_000_000;

    /// <summary>The figures of a span, from included, to excluded, in microseconds since the Unix epoch.</summary>
    public ContactDay Between(Session session, string institutionId, long from, long to)
    {
        var span = new { institutionId, from, to, quarter = QuarterMicros };
        var quarters = session.Query<QuarterRow>(
            """
            SELECT asked_at / @quarter AS Quarter,
              SUM(CASE WHEN verdict IN ('permit', 'permit-with-obligations') THEN 1 ELSE 0 END) AS Permitted, COUNT(*) AS Asked
            FROM contact_decision WHERE institution_id = @institutionId AND asked_at >= @from AND asked_at < @to
            GROUP BY asked_at / @quarter ORDER BY 1
            """,
            span);
        var refusals = session.Query<RefusalCountRow>(
            """
            SELECT rule AS Rule, MAX(title_zh) AS TitleZh, MAX(title_en) AS TitleEn, COUNT(*) AS Count
            FROM contact_refusal WHERE institution_id = @institutionId AND asked_at >= @from AND asked_at < @to
            GROUP BY rule ORDER BY COUNT(*) DESC, rule LIMIT 20
            """,
            span);
        return new ContactDay(
            quarters.Sum(row => row.Asked),
            quarters.Sum(row => row.Permitted),
            quarters.Sum(row => row.Asked - row.Permitted),
            quarters.ConvertAll(row => new ContactQuarter(UtcMicros.ToInstant(row.Quarter * QuarterMicros), row.Permitted, row.Asked - row.Permitted)),
            refusals.ConvertAll(row => new RefusalCount(row.Rule, new Bilingual(row.TitleZh, row.TitleEn), row.Count)));
    }

    private sealed class QuarterRow
    {
        public long Quarter { get; init; }

        public long Permitted { get; init; }

        public long Asked { get; init; }
    }

    private sealed class RefusalCountRow
    {
        public string Rule { get; init; } = "";

        public string TitleZh { get; init; } = "";

        public string TitleEn { get; init; } = "";

        public long Count { get; init; }
    }
}
