using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

internal sealed class CaseListRow
{
    public string Id { get; init; } = "";

    public string Reference { get; init; } = "";

    public string Kind { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string MaskedName { get; init; } = "";

    public string Product { get; init; } = "";

    public string Currency { get; init; } = "";

    public long Balance { get; init; }

    public long DaysPastDue { get; init; }

    public string Bucket { get; init; } = "";

    public string? AssigneeId { get; init; }

    public string? TeamId { get; init; }

    public long? LastContactAt { get; init; }

    public long OpenFindings { get; init; }

    public long OpenedAt { get; init; }

    public string Status { get; init; } = "";

    public string Region { get; init; } = "";

    public string Zone { get; init; } = "";

    public string? CloseReason { get; init; }

    public long? ClosedAt { get; init; }
}

internal sealed class PersonDetailRow
{
    public string Id { get; init; } = "";

    public string Reference { get; init; } = "";

    public string MaskedName { get; init; } = "";

    public string? MaskedIdNumber { get; init; }

    public string Zone { get; init; } = "";

    public byte[] Name { get; init; } = [];

    public byte[]? IdNumber { get; init; }
}

internal sealed class ContactPointRow
{
    public const string Columns =
        """
        id AS Id, person_id AS PersonId, kind AS Kind, point AS Point, value AS Value, masked AS Masked, quality AS Quality, basis AS Basis,
        source AS Source
        """;

    public string Id { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Point { get; init; } = "";

    public byte[] Value { get; init; } = [];

    public string Masked { get; init; } = "";

    public string Quality { get; init; } = "";

    public string Basis { get; init; } = "";

    public string Source { get; init; } = "";

    public ContactPointView View => new(Id, PersonId, Kind, Masked, Quality, Basis, Source, Point);
}

/// <summary>The SQL that reads cases for screens.</summary>
internal static class CaseStore
{
    public const string ListColumns =
        """
        c.id AS Id, c.reference AS Reference, c.kind AS Kind, c.person_id AS PersonId, p.masked_name AS MaskedName, c.product AS Product,
        c.currency AS Currency, c.balance AS Balance, c.days_past_due AS DaysPastDue, c.bucket AS Bucket, c.assignee_id AS AssigneeId,
        c.team_id AS TeamId, c.last_contact_at AS LastContactAt, c.open_findings AS OpenFindings, c.opened_at AS OpenedAt,
        c.status AS Status, c.region AS Region, c.zone AS Zone, c.close_reason AS CloseReason, c.closed_at AS ClosedAt
        """;

    private const int Most = 200;

    public static CaseListRow Row(Session session, string institutionId, string caseId) => session.First<CaseListRow>(
        $"SELECT {ListColumns} FROM case_file c JOIN person p ON p.id = c.person_id WHERE c.institution_id = @institutionId AND c.id = @caseId",
        new { institutionId, caseId })!;

    public static PersonDetailRow? Person(Session session, string institutionId, string personId) => session.First<PersonDetailRow>(
        """
        SELECT id AS Id, reference AS Reference, masked_name AS MaskedName, masked_id_number AS MaskedIdNumber, zone AS Zone,
          name AS Name, id_number AS IdNumber
        FROM person WHERE institution_id = @institutionId AND id = @personId
        """,
        new { institutionId, personId });

    public static List<AccountRow> Accounts(Session session, string institutionId, string caseId) => session.Query<AccountRow>(
        $"SELECT {AccountRow.Columns} FROM account WHERE institution_id = @institutionId AND case_id = @caseId ORDER BY id LIMIT @most",
        new { institutionId, caseId, most = Most });

    public static List<ContactPointRow> ContactPoints(Session session, string institutionId, IReadOnlyList<string> personIds) => session.Query<ContactPointRow>(
        $"SELECT {ContactPointRow.Columns} FROM contact_point WHERE institution_id = @institutionId AND person_id IN @personIds ORDER BY id LIMIT @most",
        new { institutionId, personIds = personIds.ToArray(), most = Most * 10 });

    public static ContactPointRow? ContactPoint(Session session, string institutionId, string contactPointId) => session.First<ContactPointRow>(
        $"SELECT {ContactPointRow.Columns} FROM contact_point WHERE institution_id = @institutionId AND id = @contactPointId",
        new { institutionId, contactPointId });

    public static List<ContactPointRow> SealedPoints(Session session, string institutionId, string[] ids) => session.Query<ContactPointRow>(
        "SELECT id AS Id, person_id AS PersonId, value AS Value FROM contact_point WHERE institution_id = @institutionId AND id IN @ids",
        new { institutionId, ids });

    public static void Assign(Session session, string institutionId, string caseId, string? staffId, string? teamId) => session.Execute(
        "UPDATE case_file SET assignee_id = @staffId, team_id = @teamId WHERE institution_id = @institutionId AND id = @caseId",
        new { institutionId, caseId, staffId, teamId });

    public static void Close(Session session, string institutionId, string caseId, string reason, long at) => session.Execute(
        $"UPDATE case_file SET status = '{CaseStatus.Closed}', close_reason = @reason, closed_at = @at WHERE institution_id = @institutionId AND id = @caseId",
        new { institutionId, caseId, reason, at });

    public static void Reopen(Session session, string institutionId, string caseId) => session.Execute(
        $"UPDATE case_file SET status = '{CaseStatus.Open}', close_reason = NULL, closed_at = NULL WHERE institution_id = @institutionId AND id = @caseId",
        new { institutionId, caseId });
}
