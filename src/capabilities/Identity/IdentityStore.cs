using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Identity;

/// <summary>All SQL of this room.</summary>
internal sealed class IdentityStore
{
    private const string StaffColumns =
        """
        s.id AS Id, s.institution_id AS InstitutionId, s.sign_in_name AS SignInName, s.display_name AS DisplayName, s.roles AS Roles,
        s.team_id AS TeamId, t.name AS TeamName, s.active AS Active, s.password AS Password, s.created_at AS CreatedAt
        """;

    public List<InstitutionRow> Institutions(Session session) =>
        session.Query<InstitutionRow>("SELECT id AS Id, name AS Name, zone AS Zone, employer AS Employer FROM institution ORDER BY created_at LIMIT 1000");

    public InstitutionRow? Institution(Session session, string id) =>
        session.First<InstitutionRow>("SELECT id AS Id, name AS Name, zone AS Zone, employer AS Employer FROM institution WHERE id = @id", new { id });

    public void AddInstitution(Session session, InstitutionRow row, long now) => session.Execute(
        "INSERT INTO institution (id, name, zone, employer, created_at) VALUES (@Id, @Name, @Zone, @Employer, @now)",
        new { row.Id, row.Name, row.Zone, row.Employer, now });

    public StaffRow? StaffByName(Session session, string institutionId, string signInName) => session.First<StaffRow>(
        $"SELECT {StaffColumns} FROM staff s LEFT JOIN team t ON t.id = s.team_id WHERE s.institution_id = @institutionId AND s.sign_in_name = @signInName",
        new { institutionId, signInName });

    public StaffRow? Staff(Session session, string institutionId, string id) => session.First<StaffRow>(
        $"SELECT {StaffColumns} FROM staff s LEFT JOIN team t ON t.id = s.team_id WHERE s.institution_id = @institutionId AND s.id = @id",
        new { institutionId, id });

    public List<StaffRow> StaffPage(Session session, string institutionId, string after, int limit) => session.Query<StaffRow>(
        $"SELECT {StaffColumns} FROM staff s LEFT JOIN team t ON t.id = s.team_id WHERE s.institution_id = @institutionId AND s.id > @after ORDER BY s.id LIMIT @limit",
        new { institutionId, after, limit });

    public long StaffCount(Session session, string institutionId) =>
        session.First<long>("SELECT COUNT(*) FROM staff WHERE institution_id = @institutionId", new { institutionId });

    public void AddStaff(Session session, StaffRow row) => session.Execute(
        """
        INSERT INTO staff (id, institution_id, sign_in_name, display_name, roles, team_id, active, password, created_at)
        VALUES (@Id, @InstitutionId, @SignInName, @DisplayName, @Roles, @TeamId, @Active, @Password, @CreatedAt)
        """,
        row);

    public void ChangeStaff(Session session, StaffRow row) => session.Execute(
        """
        UPDATE staff SET display_name = @DisplayName, roles = @Roles, team_id = @TeamId, active = @Active, password = @Password
        WHERE id = @Id AND institution_id = @InstitutionId
        """,
        row);

    public List<TeamRow> Teams(Session session, string institutionId) => session.Query<TeamRow>(
        """
        SELECT t.id AS Id, t.name AS Name, (SELECT COUNT(*) FROM staff s WHERE s.team_id = t.id) AS Members
        FROM team t WHERE t.institution_id = @institutionId ORDER BY t.name LIMIT 1000
        """,
        new { institutionId });

    public bool TeamExists(Session session, string institutionId, string id) =>
        session.First<long>("SELECT COUNT(*) FROM team WHERE institution_id = @institutionId AND id = @id", new { institutionId, id }) > 0;

    public int AddTeam(Session session, string institutionId, string id, string name, long now) => session.Execute(
        "INSERT INTO team (id, institution_id, name, created_at) VALUES (@id, @institutionId, @name, @now) ON CONFLICT DO NOTHING",
        new { id, institutionId, name, now });

    public void AddSession(Session session, string secretHash, string institutionId, string staffId, long now, long expires) => session.Execute(
        "INSERT INTO staff_session (secret_hash, institution_id, staff_id, created_at, expires_at) VALUES (@secretHash, @institutionId, @staffId, @now, @expires)",
        new { secretHash, institutionId, staffId, now, expires });

    public void RemoveSession(Session session, string secretHash) =>
        session.Execute("DELETE FROM staff_session WHERE secret_hash = @secretHash", new { secretHash });

    public void RemoveSessionsOf(Session session, string staffId) =>
        session.Execute("DELETE FROM staff_session WHERE staff_id = @staffId", new { staffId });

    /// <summary>Whom these secrets stand for now, with their staff member active; those that stand for nobody are left out.</summary>
    public List<OwnerRow> Owners(Session session, IReadOnlyCollection<string> secretHashes, bool isToken, long now) => session.Query<OwnerRow>(
        $"""
        SELECT c.secret_hash AS SecretHash, c.expires_at AS ExpiresAt, {(isToken ? "c.grants" : "''")} AS Grants, s.id AS StaffId,
          s.team_id AS TeamId, s.roles AS Roles, i.id AS InstitutionId, i.zone AS Zone
        FROM {(isToken ? "api_token" : "staff_session")} c
        JOIN staff s ON s.id = c.staff_id AND s.institution_id = c.institution_id
        JOIN institution i ON i.id = c.institution_id
        WHERE c.secret_hash IN @secretHashes AND c.expires_at > @now AND s.active = 1
        """,
        new { secretHashes, now });

    public List<TokenRow> Tokens(Session session, string institutionId) => session.Query<TokenRow>(
        """
        SELECT id AS Id, name AS Name, staff_id AS StaffId, created_at AS CreatedAt, expires_at AS ExpiresAt, last_used_at AS LastUsedAt, grants AS Grants
        FROM api_token WHERE institution_id = @institutionId ORDER BY id DESC LIMIT 500
        """,
        new { institutionId });

    public void AddToken(Session session, string institutionId, TokenRow row, string secretHash) => session.Execute(
        """
        INSERT INTO api_token (id, institution_id, staff_id, name, secret_hash, created_at, expires_at, grants)
        VALUES (@Id, @institutionId, @StaffId, @Name, @secretHash, @CreatedAt, @ExpiresAt, @Grants)
        """,
        new { row.Id, institutionId, row.StaffId, row.Name, secretHash, row.CreatedAt, row.ExpiresAt, row.Grants });

    public string? RemoveToken(Session session, string institutionId, string id) => session.First<string>(
        "DELETE FROM api_token WHERE institution_id = @institutionId AND id = @id RETURNING staff_id",
        new { institutionId, id });
}

internal sealed class InstitutionRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Zone { get; init; } = "";

    public string Employer { get; init; } = "";
}

internal sealed class StaffRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string SignInName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string Roles { get; init; } = "";

    public string? TeamId { get; init; }

    public string? TeamName { get; init; }

    public long Active { get; init; }

    public string Password { get; init; } = "";

    public long CreatedAt { get; init; }

    public IReadOnlyList<Role> RoleList => [.. Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)];

    public StaffView View => new(Id, SignInName, DisplayName, RoleList, TeamId, TeamName, Active != 0, UtcMicros.ToInstant(CreatedAt));
}

internal sealed class TeamRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public long Members { get; init; }
}

internal sealed class OwnerRow
{
    public string SecretHash { get; init; } = "";

    public long ExpiresAt { get; init; }

    /// <summary>What a token was granted beside the roles of its staff member, parted by commas; empty for a session.</summary>
    public string Grants { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string? TeamId { get; init; }

    public string Roles { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Zone { get; init; } = "";

    public Caller Caller => new(
        InstitutionId,
        Zone,
        StaffId,
        TeamId,
        [.. Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)],
        Grants.Split(',', StringSplitOptions.RemoveEmptyEntries));
}

internal sealed class TokenRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string StaffId { get; init; } = "";

    public long CreatedAt { get; init; }

    public long ExpiresAt { get; init; }

    public long? LastUsedAt { get; init; }

    public string Grants { get; init; } = "";

    public TokenView View => new(
        Id, Name, StaffId, UtcMicros.ToInstant(CreatedAt), UtcMicros.ToInstant(ExpiresAt), UtcMicros.ToInstant(LastUsedAt),
        Grants.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
