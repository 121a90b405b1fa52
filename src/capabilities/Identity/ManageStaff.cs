using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Identity;

/// <summary>Staff, teams and the role map.</summary>
internal sealed class ManageStaff(
    Database database, IdentityStore store, EvidenceLog evidence, CallerResolution callers, IdSource ids, TimeProvider clock)
{
    private const int NameMax = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/staff", async (string? cursor, int? limit, HttpContext http, ManageStaff staff, CancellationToken cancellation) =>
            Results.Ok(await staff.ListAsync(Caller.Of(http), cursor, limit, cancellation)))
            .Require(null).Produces<Page<StaffView>>();
        routes.MapPost("/staff", async (CreateStaffRequest request, HttpContext http, ManageStaff staff, CancellationToken cancellation) =>
            (await staff.CreateAsync(Caller.Of(http), request, cancellation)).ToCreated())
            .Require(Permissions.StaffManage).Produces<StaffCreated>(201);
        routes.MapPatch("/staff/{id}", async (string id, ChangeStaffRequest request, HttpContext http, ManageStaff staff, CancellationToken cancellation) =>
            (await staff.ChangeAsync(Caller.Of(http), id, request, cancellation)).ToHttp())
            .Require(Permissions.StaffManage).Produces<StaffView>();
        routes.MapGet("/teams", async (HttpContext http, ManageStaff staff, CancellationToken cancellation) =>
            Results.Ok(await staff.TeamsAsync(Caller.Of(http), cancellation)))
            .Require(null).Produces<IReadOnlyList<TeamView>>();
        routes.MapPost("/teams", async (CreateTeamRequest request, HttpContext http, ManageStaff staff, CancellationToken cancellation) =>
            (await staff.CreateTeamAsync(Caller.Of(http), request, cancellation)).ToCreated())
            .Require(Permissions.StaffManage).Produces<TeamView>(201);
        routes.MapGet("/roles", () => Results.Ok(Enum.GetValues<Role>().Select(role => new RoleView(role, Permissions.Of(role))).ToArray()))
            .Require(null).Produces<IReadOnlyList<RoleView>>();
    }

    /// <summary>Creates a staff member within a transaction; also used when an institution is opened.</summary>
    public Result<StaffView> Create(Session session, string institutionId, string? byStaffId, CreateStaffRequest request, string? passwordHash)
    {
        if (Check(session, institutionId, request.SignInName, request.DisplayName, request.Roles, request.TeamId) is { } failure)
        {
            return failure;
        }

        if (store.StaffByName(session, institutionId, request.SignInName) is not null)
        {
            return new Failure(FailureKind.Conflict, "name-taken", "This sign-in name is taken; choose another.", "signInName");
        }

        StaffRow row = new()
        {
            Id = ids.New("st"), InstitutionId = institutionId, SignInName = request.SignInName, DisplayName = request.DisplayName,
            Roles = string.Join(',', request.Roles), TeamId = request.TeamId, Active = 1, Password = passwordHash ?? "", CreatedAt = UtcMicros.From(clock.GetUtcNow()),
        };
        store.AddStaff(session, row);
        Record(session, "staff.created", row, byStaffId);
        return store.Staff(session, institutionId, row.Id)!.View;
    }

    private async Task<Page<StaffView>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken cancellation)
    {
        var most = Cursor.Limit(limit);
        var after = Cursor.Read(cursor, 1)?[0] ?? "";
        return await database.ReadAsync(
            session => Cursor.Page(
                store.StaffPage(session, caller.InstitutionId, after, most + 1),
                most,
                row => [row.Id],
                row => row.View,
                store.StaffCount(session, caller.InstitutionId)),
            cancellation);
    }

    private async Task<Result<StaffCreated>> CreateAsync(Caller caller, CreateStaffRequest request, CancellationToken cancellation)
    {
        if (request.Password is { Length: < Passwords.LengthMin })
        {
            return Failure.Invalid("password", $"A password has at least {Passwords.LengthMin} characters; leave it out to have one made.");
        }

        var password = request.Password ?? Passwords.Random();
        var hash = Passwords.Hash(password);
        var made = await database.WriteAsync(session => Create(session, caller.InstitutionId, caller.StaffId, request, hash), cancellation);
        return made.Failure is { } failure ? failure : new StaffCreated(made.Value, password);
    }

    private async Task<Result<StaffView>> ChangeAsync(Caller caller, string id, ChangeStaffRequest request, CancellationToken cancellation)
    {
        if (request.Password is { Length: < Passwords.LengthMin })
        {
            return Failure.Invalid("password", $"A password has at least {Passwords.LengthMin} characters.");
        }

        var hash = request.Password is null ? null : Passwords.Hash(request.Password);
        var changed = await database.WriteAsync(session => Change(session, caller, id, request, hash), cancellation);
        callers.Forget();
        return changed;
    }

    private Result<StaffView> Change(Session session, Caller caller, string id, ChangeStaffRequest request, string? passwordHash)
    {
        if (store.Staff(session, caller.InstitutionId, id) is not { } old)
        {
            return Failure.NotFound("staff member");
        }

        var roles = request.Roles ?? old.RoleList;
        if (id == caller.StaffId && (request.Active == false || !Permissions.Of(roles).Contains(Permissions.StaffManage)))
        {
            return new Failure(FailureKind.Conflict, "own-account", "You cannot take your own administration away; ask another administrator.");
        }

        StaffRow row = new()
        {
            Id = id, InstitutionId = caller.InstitutionId, SignInName = old.SignInName, DisplayName = request.DisplayName ?? old.DisplayName,
            Roles = string.Join(',', roles), TeamId = request.TeamId is null ? old.TeamId : request.TeamId.Length == 0 ? null : request.TeamId,
            Active = request.Active is { } active ? active ? 1 : 0 : old.Active, Password = passwordHash ?? old.Password, CreatedAt = old.CreatedAt,
        };
        if (Check(session, caller.InstitutionId, row.SignInName, row.DisplayName, roles, row.TeamId) is { } failure)
        {
            return failure;
        }

        store.ChangeStaff(session, row);
        if (passwordHash is not null || row.Active == 0)
        {
            store.RemoveSessionsOf(session, id);
        }

        Record(session, "staff.changed", row, caller.StaffId);
        return store.Staff(session, caller.InstitutionId, id)!.View;
    }

    private Task<TeamView[]> TeamsAsync(Caller caller, CancellationToken cancellation) => database.ReadAsync(
        session => store.Teams(session, caller.InstitutionId).Select(row => new TeamView(row.Id, row.Name, row.Members)).ToArray(),
        cancellation);

    private Task<Result<TeamView>> CreateTeamAsync(Caller caller, CreateTeamRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => CreateTeam(session, caller.InstitutionId, caller.StaffId, request.Name), cancellation);

    /// <summary>Creates a team within a transaction.</summary>
    public Result<TeamView> CreateTeam(Session session, string institutionId, string? byStaffId, string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > NameMax)
        {
            return Failure.Invalid("name", $"A team has a name of 1 to {NameMax} characters.");
        }

        var id = ids.New("tm");
        if (store.AddTeam(session, institutionId, id, name, UtcMicros.From(clock.GetUtcNow())) == 0)
        {
            return new Failure(FailureKind.Conflict, "name-taken", "A team of this name exists.", "name");
        }

        evidence.Append(session, new EntryDraft(institutionId, "team.created")
        {
            StaffId = byStaffId, Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = id },
        });
        return new TeamView(id, name, 0);
    }

    private Failure? Check(Session session, string institutionId, string signInName, string displayName, IReadOnlyList<Role> roles, string? teamId)
    {
        if (string.IsNullOrWhiteSpace(signInName) || signInName.Length > NameMax)
        {
            return Failure.Invalid("signInName", $"A sign-in name has 1 to {NameMax} characters.");
        }

        if (string.IsNullOrWhiteSpace(displayName) || displayName.Length > NameMax)
        {
            return Failure.Invalid("displayName", $"A name has 1 to {NameMax} characters.");
        }

        if (roles.Count == 0)
        {
            return Failure.Invalid("roles", "A staff member needs at least one role.");
        }

        return teamId is not null && !store.TeamExists(session, institutionId, teamId)
            ? Failure.Invalid("teamId", "There is no such team.")
            : null;
    }

    private void Record(Session session, string act, StaffRow row, string? byStaffId) => evidence.Append(session, new EntryDraft(row.InstitutionId, act)
    {
        StaffId = byStaffId,
        Details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["staff"] = row.Id, ["roles"] = row.Roles, ["team"] = row.TeamId ?? "", ["active"] = row.Active == 1 ? "yes" : "no",
        },
    });
}
