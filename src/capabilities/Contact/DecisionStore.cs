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
        session.Execute(
            """
            INSERT INTO contact_decision (id, institution_id, case_id, person_id, staff_id, channel, asked_at, verdict, entry_id, exhibit_id)
            VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @StaffId, @Channel, @AskedAt, @Verdict, @EntryId, @ExhibitId)
            """,
            row);
        if (refusals.Count > 0)
        {
            session.Execute(
                """
                INSERT INTO contact_refusal (decision_id, rule, institution_id, asked_at, title_zh, title_en)
                VALUES (@DecisionId, @Rule, @InstitutionId, @AskedAt, @TitleZh, @TitleEn)
                """,
                refusals);
        }
    }

    public static DecisionRow? ById(Session session, string institutionId, string id) => session.First<DecisionRow>(
        """
        SELECT id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, staff_id AS StaffId, channel AS Channel,
          asked_at AS AskedAt, verdict AS Verdict, entry_id AS EntryId, exhibit_id AS ExhibitId
        FROM contact_decision WHERE institution_id = @institutionId AND id = @id
        """,
        new { institutionId, id });
}
