using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_decision</c>; the decision whole, with all that it rests on, is the sealed exhibit.</summary>
internal sealed record DecisionRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Channel { get; init; } = "";

    public long AskedAt { get; init; }

    public string Verdict { get; init; } = "";

    public string EntryId { get; init; } = "";

    public string ExhibitId { get; init; } = "";
}

/// <summary>A rule that stood in the way of a decision.</summary>
internal sealed record RefusalRow(string DecisionId, string Rule, string InstitutionId, long AskedAt, string TitleZh, string TitleEn);

/// <summary>The SQL of decisions.</summary>
internal static class DecisionStore
{
    public static void Insert(Session session, DecisionRow row, IReadOnlyList<RefusalRow> refusals)
    {
        session.Write(
            """
            INSERT INTO contact_decision (id, institution_id, case_id, person_id, staff_id, channel, asked_at, verdict, entry_id, exhibit_id)
            VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @StaffId, @Channel, @AskedAt, @Verdict, @EntryId, @ExhibitId)
            """,
            row);
        if (refusals.Count > 0)
        {
            session.Write(
                """
                INSERT INTO contact_refusal (decision_id, rule, institution_id, asked_at, title_zh, title_en)
                VALUES (@DecisionId, @Rule, @InstitutionId, @AskedAt, @TitleZh, @TitleEn)
                """,
                refusals);
        }
    }

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, staff_id AS StaffId, channel AS Channel,
        asked_at AS AskedAt, verdict AS Verdict, entry_id AS EntryId, exhibit_id AS ExhibitId
        """;

    public static DecisionRow? ById(Session session, string institutionId, string id) => session.First<DecisionRow>(
        $"SELECT {Columns} FROM contact_decision WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>Decisions of a span (from included, to excluded) after one of them, oldest first.</summary>
    public static List<DecisionRow> Page(Session session, string institutionId, DecisionSpan span, int limit) => session.Query<DecisionRow>(
        $"""
        SELECT {Columns} FROM contact_decision
        WHERE institution_id = @institutionId AND asked_at < @To AND (asked_at > @From OR (asked_at = @From AND id > @After))
        ORDER BY asked_at, id LIMIT @limit
        """,
        new { institutionId, span.From, span.To, span.After, limit });

    public static long Count(Session session, string institutionId, long from, long to) => session.First<long>(
        "SELECT COUNT(*) FROM contact_decision WHERE institution_id = @institutionId AND asked_at >= @from AND asked_at < @to",
        new { institutionId, from, to });
}

/// <summary>Where a reading of decisions stands: in microseconds since the Unix epoch, and the last decision that was read at <paramref name="From"/>.</summary>
internal sealed record DecisionSpan(long From, long To, string After = "")
{
    public DecisionSpan Behind(DecisionRow row) => this with { From = row.AskedAt, After = row.Id };
}
