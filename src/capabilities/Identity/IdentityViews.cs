using Daylight.Platform.Callers;

namespace Daylight.Identity;

/// <summary>The institution of a session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zone">Its IANA zone.</param>
public sealed record InstitutionView(string Id, string Name, string Zone);

/// <summary>The clock that the server decides by.</summary>
/// <param name="Now">Its instant now.</param>
/// <param name="Simulated">True in a demonstration.</param>
/// <param name="Pace">Simulated seconds for each real second; 1 if not simulated.</param>
public sealed record ClockView(DateTimeOffset Now, bool Simulated, double Pace);

/// <summary>Who is signed in and what they may do.</summary>
public sealed record SessionView(StaffView Staff, InstitutionView Institution, IReadOnlyList<string> Permissions, ClockView Clock);

/// <summary>A staff member.</summary>
public sealed record StaffView(
    string Id, string SignInName, string DisplayName, IReadOnlyList<Role> Roles, string? TeamId, string? TeamName, bool Active, DateTimeOffset CreatedAt);

/// <summary>A team.</summary>
public sealed record TeamView(string Id, string Name, long MemberCount);

/// <summary>A role and its permissions.</summary>
public sealed record RoleView(Role Role, IReadOnlyList<string> Permissions);

/// <summary>A token without its secret.</summary>
/// <param name="Id">The token.</param>
/// <param name="Name">What it is for.</param>
/// <param name="StaffId">The staff member it acts as.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="LastUsedAt">When it was last used, where that is known.</param>
/// <param name="Grants">What it may do beside what the staff member's roles allow.</param>
public sealed record TokenView(
    string Id, string Name, string StaffId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, IReadOnlyList<string> Grants);

/// <summary>A permission that no role has and that only a program's token can be granted.</summary>
public sealed record GrantView(string Permission);

/// <summary>A new staff member with the password, which is shown once.</summary>
public sealed record StaffCreated(StaffView Staff, string Password);

/// <summary>A new token with its secret, which is shown once.</summary>
public sealed record TokenCreated(TokenView Token, string Secret);

/// <summary>Signs a person in; the institution may be left out where there is only one.</summary>
public sealed record SignInRequest(string? Institution, string Name, string Password);

/// <summary>Makes a staff member; without a password a random one is made.</summary>
public sealed record CreateStaffRequest(string SignInName, string DisplayName, IReadOnlyList<Role> Roles, string? TeamId, string? Password);

/// <summary>Changes a staff member; what is null stays.</summary>
public sealed record ChangeStaffRequest(string? DisplayName, IReadOnlyList<Role>? Roles, string? TeamId, bool? Active, string? Password);

/// <summary>Makes a team.</summary>
public sealed record CreateTeamRequest(string Name);

/// <summary>Issues a token that acts as a staff member.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="StaffId">The staff member it acts as.</param>
/// <param name="Days">How many days it lives; 90 if absent.</param>
/// <param name="Grants">What it may do beside what the staff member's roles allow; only what <c>GET /tokens/grants</c> lists.</param>
public sealed record CreateTokenRequest(string Name, string StaffId, int? Days, IReadOnlyList<string>? Grants = null);
