using Microsoft.AspNetCore.Http;

namespace Daylight.Platform.Callers;

/// <summary>Who makes a request: one staff member of one institution, with what they may do.</summary>
public sealed class Caller
{
    internal Caller(
        string institutionId, string institutionZone, string staffId, string? teamId, IReadOnlyList<Role> roles, IReadOnlyList<string>? grants = null)
    {
        InstitutionId = institutionId;
        InstitutionZone = institutionZone;
        StaffId = staffId;
        TeamId = teamId;
        Roles = roles;
        Permissions = Callers.Permissions.Of(roles, grants ?? []);
    }

    /// <summary>The tenant: every query is bounded by it.</summary>
    public string InstitutionId { get; }

    /// <summary>The institution's IANA zone, for example <c>Asia/Shanghai</c>.</summary>
    public string InstitutionZone { get; }

    /// <summary>The staff member.</summary>
    public string StaffId { get; }

    /// <summary>Their team, if they are in one.</summary>
    public string? TeamId { get; }

    /// <summary>Their roles.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>What the roles allow, and what a program's token was granted beside them.</summary>
    public IReadOnlySet<string> Permissions { get; }

    /// <summary>True if one of the roles, or the program's token, allows it.</summary>
    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>How far the caller sees cases.</summary>
    public CaseScope Scope =>
        May(Callers.Permissions.CaseReadAll) ? CaseScope.All
        : May(Callers.Permissions.CaseReadTeam) ? CaseScope.Team
        : May(Callers.Permissions.CaseReadOwn) ? CaseScope.Own
        : CaseScope.None;

    /// <summary>The caller of an authenticated request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not require a caller.</exception>
    public static Caller Of(HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("This endpoint was mapped without Require().");

    /// <summary>The failure of a caller who lacks a permission.</summary>
    public static Failure Lacks(string permission) =>
        new(FailureKind.Forbidden, "not-allowed", $"Your role does not include {permission}; ask an administrator of your institution.");
}

/// <summary>How far a caller sees cases.</summary>
public enum CaseScope
{
    /// <summary>None at all.</summary>
    None,

    /// <summary>Those assigned to the caller.</summary>
    Own,

    /// <summary>Those assigned to the caller's team.</summary>
    Team,

    /// <summary>All of the institution.</summary>
    All,
}
