using System.Text.Json;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_override</c>: rules that one asker wants lifted for one contact.</summary>
internal sealed record OverrideRow
{
    public const string Requested = "requested", Approved = "approved", Denied = "denied", Used = "used", Expired = "expired";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string DecisionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Channel { get; init; } = "";

    public string? ContactPointId { get; init; }

    public string Purpose { get; init; } = "";

    /// <summary>A JSON list of account ids.</summary>
    public string AccountIds { get; init; } = "[]";

    public string? Place { get; init; }

    public long? StaffCount { get; init; }

    /// <summary>A JSON list of the rules that stood in the way.</summary>
    public string Rules { get; init; } = "[]";

    public string ReasonExhibitId { get; init; } = "";

    public string Status { get; init; } = "";

    public long RequestedAt { get; init; }

    /// <summary>Until when it can be decided on; once approved, until when its permit can be taken.</summary>
    public long ExpiresAt { get; init; }

    public string? DecidedBy { get; init; }

    public long? DecidedAt { get; init; }

    public string? NoteExhibitId { get; init; }

    public string? PermitId { get; init; }

    public IReadOnlyList<string> RuleIds => StoredWords.Ids(Rules) ?? [];

    public AskPermitRequest Wish => new(
        CaseId, PersonId, Channel, ContactPointId, Purpose, StoredWords.Ids(AccountIds) is { Count: > 0 } accounts ? accounts : null, Place, (int?)StaffCount);

    /// <summary>The status as it is now: nobody needs to write down that time has passed.</summary>
    public string StatusAt(DateTimeOffset now) => Status is Requested or Approved && ExpiresAt <= UtcMicros.From(now) ? Expired : Status;

    public static string List(IEnumerable<string> items) => JsonSerializer.Serialize(items);
}

/// <summary>The SQL of overrides.</summary>
internal static class OverrideStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, decision_id AS DecisionId, case_id AS CaseId, person_id AS PersonId, staff_id AS StaffId,
        channel AS Channel, contact_point_id AS ContactPointId, purpose AS Purpose, account_ids AS AccountIds, place AS Place,
        staff_count AS StaffCount, rules AS Rules, reason_exhibit_id AS ReasonExhibitId, status AS Status, requested_at AS RequestedAt,
        expires_at AS ExpiresAt, decided_by AS DecidedBy, decided_at AS DecidedAt, note_exhibit_id AS NoteExhibitId, permit_id AS PermitId
        """;

    public static void Insert(Session session, OverrideRow row) => session.Execute(
        """
        INSERT INTO contact_override (id, institution_id, decision_id, case_id, person_id, staff_id, channel, contact_point_id, purpose, account_ids,
          place, staff_count, rules, reason_exhibit_id, status, requested_at, expires_at)
        VALUES (@Id, @InstitutionId, @DecisionId, @CaseId, @PersonId, @StaffId, @Channel, @ContactPointId, @Purpose, @AccountIds,
          @Place, @StaffCount, @Rules, @ReasonExhibitId, @Status, @RequestedAt, @ExpiresAt)
        """,
        row);

    public static OverrideRow? ById(Session session, string institutionId, string id) => session.First<OverrideRow>(
        $"SELECT {Columns} FROM contact_override WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>The one that is open for a decision.</summary>
    public static OverrideRow? OpenFor(Session session, string institutionId, string decisionId) => session.First<OverrideRow>(
        $"""
        SELECT {Columns} FROM contact_override
        WHERE institution_id = @institutionId AND decision_id = @decisionId AND status IN ('requested', 'approved')
        """,
        new { institutionId, decisionId });

    public static List<OverrideRow> Newest(Session session, string institutionId, int limit) => session.Query<OverrideRow>(
        $"SELECT {Columns} FROM contact_override WHERE institution_id = @institutionId ORDER BY requested_at DESC, id DESC LIMIT @limit",
        new { institutionId, limit });

    /// <summary>Decides on it once; false if somebody else did before.</summary>
    public static bool Decide(Session session, string id, string status, string by, long at, long expiresAt, string? noteExhibitId) => session.Execute(
        """
        UPDATE contact_override SET status = @status, decided_by = @by, decided_at = @at, expires_at = @expiresAt, note_exhibit_id = @noteExhibitId
        WHERE id = @id AND status = 'requested'
        """,
        new { id, status, by, at, expiresAt, noteExhibitId }) == 1;

    /// <summary>Takes its one permit; false if it was taken before.</summary>
    public static bool Take(Session session, string id, string permitId) => session.Execute(
        "UPDATE contact_override SET status = 'used', permit_id = @permitId WHERE id = @id AND status = 'approved'",
        new { id, permitId }) == 1;

    /// <summary>One that ran out makes room for another about the same decision.</summary>
    public static void Expire(Session session, string id) => session.Execute(
        "UPDATE contact_override SET status = 'expired' WHERE id = @id AND status IN ('requested', 'approved')",
        new { id });
}
