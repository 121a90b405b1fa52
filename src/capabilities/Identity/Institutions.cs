using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Identity;

/// <summary>A staff member to be made with an institution.</summary>
/// <param name="SignInName">The name to sign in with.</param>
/// <param name="DisplayName">The name on the screens.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Team">The name of a team, made if it is new; null for none.</param>
/// <param name="HasPassword">True if the person signs in; a password is then made.</param>
/// <param name="HasToken">True if a program acts as this person; a token is then issued.</param>
public sealed record NewStaff(string SignInName, string DisplayName, IReadOnlyList<Role> Roles, string? Team, bool HasPassword, bool HasToken);

/// <summary>What was made: the secrets are shown once and kept nowhere.</summary>
/// <param name="Staff">The staff member.</param>
/// <param name="Password">The password, if one was asked for.</param>
/// <param name="Token">The token, if one was asked for.</param>
public sealed record OpenedStaff(StaffView Staff, string? Password, string? Token);

/// <summary>Opens institutions, from the command line or for the demonstration.</summary>
public sealed class Institutions
{
    private readonly Database _database;
    private readonly IdentityStore _store;
    private readonly EvidenceLog _evidence;
    private readonly ManageStaff _staff;
    private readonly ManageTokens _tokens;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal Institutions(
        Database database, IdentityStore store, EvidenceLog evidence, ManageStaff staff, ManageTokens tokens, IdSource ids, TimeProvider clock)
    {
        _database = database;
        _store = store;
        _evidence = evidence;
        _staff = staff;
        _tokens = tokens;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>The institutions of this installation, oldest first.</summary>
    public Task<InstitutionView[]> AllAsync(CancellationToken cancellation) => _database.ReadAsync(
        session => _store.Institutions(session).Select(row => new InstitutionView(row.Id, row.Name, row.Zone)).ToArray(),
        cancellation);

    /// <summary>Opens an institution with its first staff, in one transaction.</summary>
    /// <param name="name">Its name, unique in the installation.</param>
    /// <param name="zone">Its IANA zone.</param>
    /// <param name="employer">What it is: <c>lender</c>, or nearer <c>bank</c> or <c>financeCompany</c>; <c>agency</c>, <c>lawFirm</c> or <c>insurer</c>.</param>
    /// <param name="staff">The first staff.</param>
    /// <param name="cancellation">Stops before the transaction.</param>
    /// <exception cref="InvalidOperationException">A name is taken or a field is out of range.</exception>
    public async Task<(InstitutionView Institution, IReadOnlyList<OpenedStaff> Staff)> OpenAsync(
        string name, string zone, string employer, IReadOnlyList<NewStaff> staff, CancellationToken cancellation)
    {
        var passwords = staff.Select(member => member.HasPassword ? Passwords.Random() : null).ToArray();
        var hashes = await Task.Run(() => passwords.AsParallel().AsOrdered().Select(password => password is null ? null : Passwords.Hash(password)).ToArray(), cancellation);
        return await _database.WriteAsync(
            session =>
            {
                InstitutionRow row = new() { Id = _ids.New("in"), Name = name, Zone = zone, Employer = employer };
                _store.AddInstitution(session, row, UtcMicros.From(_clock.GetUtcNow()));
                _evidence.Append(session, new EntryDraft(row.Id, "institution.opened"));
                Dictionary<string, string> teams = new(StringComparer.Ordinal);
                List<OpenedStaff> opened = [];
                for (var i = 0; i < staff.Count; i++)
                {
                    opened.Add(Open(session, row.Id, staff[i], teams, passwords[i], hashes[i]));
                }

                return (new InstitutionView(row.Id, row.Name, row.Zone), (IReadOnlyList<OpenedStaff>)opened);
            },
            cancellation);
    }

    /// <summary>
    /// The operator at the server's own command line: may verify and export, and stands in entries as <c>operator</c>.
    /// </summary>
    public Caller Operator(InstitutionView institution) =>
        new(institution.Id, institution.Zone, "operator", null, [Role.ComplianceOfficer, Role.Administrator]);

    /// <summary>Issues tokens for all active staff of a role, for the demonstration's programs after a restart.</summary>
    public Task<IReadOnlyList<OpenedStaff>> IssueTokensAsync(string institutionId, Role role, int days, CancellationToken cancellation) =>
        _database.WriteAsync<IReadOnlyList<OpenedStaff>>(
            session => _store.StaffPage(session, institutionId, "", 1000)
                .Where(row => row.Active == 1 && row.RoleList.Contains(role))
                .Select(row => new OpenedStaff(
                    row.View, null, _tokens.Issue(session, institutionId, null, new CreateTokenRequest("simulated day", row.Id, days)).Value.Secret))
                .ToList(),
            cancellation);

    /// <summary>Sets a new random password for a staff member, for an operator who has lost it.</summary>
    /// <returns>The password, or null if there is no such staff member.</returns>
    public async Task<string?> ResetPasswordAsync(string institutionId, string signInName, CancellationToken cancellation)
    {
        var password = Passwords.Random();
        var hash = Passwords.Hash(password);
        return await _database.WriteAsync(
            session =>
            {
                if (_store.StaffByName(session, institutionId, signInName) is not { } row)
                {
                    return null;
                }

                _store.ChangeStaff(session, new StaffRow
                {
                    Id = row.Id, InstitutionId = row.InstitutionId, SignInName = row.SignInName, DisplayName = row.DisplayName,
                    Roles = row.Roles, TeamId = row.TeamId, Active = row.Active, Password = hash, CreatedAt = row.CreatedAt,
                });
                _store.RemoveSessionsOf(session, row.Id);
                _evidence.Append(session, new EntryDraft(institutionId, "staff.changed")
                {
                    Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["staff"] = row.Id, ["password"] = "reset by operator" },
                });
                return password;
            },
            cancellation);
    }

    private OpenedStaff Open(Session session, string institutionId, NewStaff member, Dictionary<string, string> teams, string? password, string? hash)
    {
        string? teamId = null;
        if (member.Team is not null && !teams.TryGetValue(member.Team, out teamId))
        {
            teamId = teams[member.Team] = Demand(_staff.CreateTeam(session, institutionId, null, member.Team)).Id;
        }

        var view = Demand(_staff.Create(
            session, institutionId, null, new CreateStaffRequest(member.SignInName, member.DisplayName, member.Roles, teamId, null), hash));
        var token = member.HasToken
            ? Demand(_tokens.Issue(session, institutionId, null, new CreateTokenRequest("simulated day", view.Id, 30))).Secret
            : null;
        return new OpenedStaff(view, password, token);
    }

    private static T Demand<T>(Result<T> result) =>
        result.Failure is { } failure ? throw new InvalidOperationException($"{failure.Code}: {failure.Detail}") : result.Value;
}
