using Daylight.Platform.Storage;

namespace Daylight.Identity;

/// <summary>A staff member as other rooms show them.</summary>
public sealed record StaffCard(string Id, string DisplayName, string? TeamId, string? TeamName);

/// <summary>Names and teams of staff, for other rooms.</summary>
public sealed class StaffDirectory
{
    /// <summary>All staff of an institution by id; institutions have at most some thousands.</summary>
    public IReadOnlyDictionary<string, StaffCard> All(Session session, string institutionId) =>
        session.Query<StaffRow>(
            """
            SELECT s.id AS Id, s.display_name AS DisplayName, s.team_id AS TeamId, t.name AS TeamName
            FROM staff s LEFT JOIN team t ON t.id = s.team_id WHERE s.institution_id = @institutionId
            """,
            new { institutionId })
        .ToDictionary(row => row.Id, row => new StaffCard(row.Id, row.DisplayName, row.TeamId, row.TeamName), StringComparer.Ordinal);

    /// <summary>One staff member, or null if there is none in this institution.</summary>
    public StaffCard? Find(Session session, string institutionId, string staffId) =>
        session.First<StaffRow>(
            """
            SELECT s.id AS Id, s.display_name AS DisplayName, s.team_id AS TeamId, t.name AS TeamName
            FROM staff s LEFT JOIN team t ON t.id = s.team_id WHERE s.institution_id = @institutionId AND s.id = @staffId
            """,
            new { institutionId, staffId }) is { } row
            ? new StaffCard(row.Id, row.DisplayName, row.TeamId, row.TeamName)
            : null;

    /// <summary>The staff member of a sign-in name, which is how files name staff; null if there is none.</summary>
    public StaffCard? FindBySignInName(Session session, string institutionId, string signInName) =>
        session.First<string>(
            "SELECT id FROM staff WHERE institution_id = @institutionId AND sign_in_name = @signInName",
            new { institutionId, signInName }) is { } id
            ? Find(session, institutionId, id)
            : null;

    /// <summary>The ids of all institutions of this installation, oldest first.</summary>
    public IReadOnlyList<string> Institutions(Session session) => session.Query<string>("SELECT id FROM institution ORDER BY created_at, id LIMIT 1000");

    /// <summary>What the institution is: <c>lender</c>, <c>agency</c>, <c>lawFirm</c> or <c>insurer</c>; null if it is unknown.</summary>
    public string? Employer(Session session, string institutionId) =>
        session.First<string>("SELECT employer FROM institution WHERE id = @institutionId", new { institutionId });

    private sealed class StaffRow
    {
        public string Id { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string? TeamId { get; init; }

        public string? TeamName { get; init; }
    }
}
