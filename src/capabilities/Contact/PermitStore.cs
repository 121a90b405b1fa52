using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_permit</c>, with what its contact says.</summary>
internal sealed record PermitRow
{
    public const string Issued = "issued", Used = "used", Released = "released", Expired = "expired";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string DecisionId { get; init; } = "";

    public string ContactId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Status { get; init; } = "";

    public long IssuedAt { get; init; }

    public long ExpiresAt { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>The approved override it was taken under.</summary>
    public string? OverrideId { get; init; }

    public PermitView View(EventRow contact) => new(
        Id,
        Status,
        UtcMicros.ToInstant(IssuedAt),
        UtcMicros.ToInstant(ExpiresAt),
        contact.Channel,
        contact.PersonId,
        contact.CaseId,
        contact.ContactPointId);
}

/// <summary>The SQL of permits.</summary>
internal static class PermitStore
{
    private const string Columns =
        """
        p.id AS Id, p.institution_id AS InstitutionId, p.decision_id AS DecisionId, p.contact_id AS ContactId, p.staff_id AS StaffId,
        p.status AS Status, p.issued_at AS IssuedAt, p.expires_at AS ExpiresAt, p.ended_at AS EndedAt,
        p.override_id AS OverrideId
        """;

    public static void Insert(Session session, PermitRow row) => session.Write(
        """
        INSERT INTO contact_permit (id, institution_id, decision_id, contact_id, staff_id, status, issued_at, expires_at, ended_at, override_id)
        VALUES (@Id, @InstitutionId, @DecisionId, @ContactId, @StaffId, @Status, @IssuedAt, @ExpiresAt, @EndedAt, @OverrideId)
        """,
        row);

    public static PermitRow? ById(Session session, string institutionId, string id) => session.First<PermitRow>(
        $"SELECT {Columns} FROM contact_permit p WHERE p.institution_id = @institutionId AND p.id = @id",
        new { institutionId, id });

    public static PermitRow? OfContact(Session session, string institutionId, string contactId) => session.First<PermitRow>(
        $"SELECT {Columns} FROM contact_permit p WHERE p.institution_id = @institutionId AND p.contact_id = @contactId",
        new { institutionId, contactId });

    /// <summary>Permits that are out for contacts with the people of a case; caps keep them few.</summary>
    public static List<PermitRow> OpenFor(Session session, string institutionId, IReadOnlyList<string> people, long now) => session.Query<PermitRow>(
        $"""
        SELECT {Columns} FROM contact_permit p JOIN contact_event e ON e.id = p.contact_id
        WHERE e.institution_id = @institutionId AND e.person_id IN @people AND e.status = 'reserved'
          AND p.status = 'issued' AND p.expires_at > @now
        ORDER BY p.id LIMIT 200
        """,
        new { institutionId, people, now });

    /// <summary>How many permits of an institution are out; of one staff member, or of all if none is named.</summary>
    public static long CountOpen(Session session, string institutionId, string staffId, long now) => session.First<long>(
        """
        SELECT COUNT(*) FROM contact_permit p
        WHERE p.institution_id = @institutionId AND (@staffId = '' OR p.staff_id = @staffId) AND p.status = 'issued' AND p.expires_at > @now
        """,
        new { institutionId, staffId, now });

    /// <summary>Those permits, the ones that last longest first.</summary>
    public static List<PermitRow> Open(Session session, string institutionId, string staffId, long now, int most) => session.Query<PermitRow>(
        $"""
        SELECT {Columns} FROM contact_permit p
        WHERE p.institution_id = @institutionId AND (@staffId = '' OR p.staff_id = @staffId) AND p.status = 'issued' AND p.expires_at > @now
        ORDER BY p.expires_at DESC, p.id LIMIT @most
        """,
        new { institutionId, staffId, now, most });

    /// <summary>Permits of any institution whose time is over.</summary>
    public static List<PermitRow> Overdue(Session session, long now, int most) => session.Query<PermitRow>(
        $"SELECT {Columns} FROM contact_permit p WHERE p.status = 'issued' AND p.expires_at <= @now ORDER BY p.expires_at LIMIT @most",
        new { now, most });

    /// <summary>Ends an issued permit; false if something else ended it before.</summary>
    public static bool End(Session session, string id, string status, long at) => session.Execute(
        "UPDATE contact_permit SET status = @status, ended_at = @at WHERE id = @id AND status = 'issued'",
        new { id, status, at }) == 1;

    /// <summary>Uses an issued permit up and keeps the content rules it is used under; false if something else ended it before.</summary>
    public static bool Use(Session session, string id, long at, string contentLaw) => session.Execute(
        "UPDATE contact_permit SET status = 'used', ended_at = @at, content_law = @contentLaw WHERE id = @id AND status = 'issued'",
        new { id, at, contentLaw }) == 1;

    /// <summary>The content rules a permit was used under; null if none were kept.</summary>
    public static string? ContentLaw(Session session, string institutionId, string id) => session.First<string>(
        "SELECT content_law FROM contact_permit WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>A contact that began before the permit expired was reported only afterwards.</summary>
    public static void Revive(Session session, string id, long at) => session.Execute(
        "UPDATE contact_permit SET status = 'used', ended_at = @at WHERE id = @id AND status = 'expired'",
        new { id, at });
}
