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

    private sealed class StaffRow
    {
        public string Id { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string? TeamId { get; init; }

        public string? TeamName { get; init; }
    }
}
