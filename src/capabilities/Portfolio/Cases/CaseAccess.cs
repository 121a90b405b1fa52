using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// Decides whether a caller may see a case: the only place that does. Unknown, foreign and out-of-scope cases all give the
/// same <c>not-found</c>.
/// </summary>
public sealed class CaseAccess
{
    /// <summary>The case, if the caller may see it.</summary>
    public Result<CaseCard> Find(Session session, Caller caller, string caseId) => Seek(session, caller, caseId).Found;

    /// <summary>As <see cref="Find"/>, travelling with what is asked next.</summary>
    public SoughtCase Seek(Session session, Caller caller, string caseId)
    {
        var bound = Bound(caller, "c");
        return new SoughtCase(session.Queue<CaseCardRow>(
            $"{CaseCardRow.Select} WHERE c.id = @caseId AND {bound.Sql}",
            new { caseId, bound.ScopeInstitution, bound.ScopeStaff, bound.ScopeTeam }));
    }

    /// <summary>
    /// The condition that bounds a list to the caller's cases. Pass its three parameters with the query:
    /// <c>new { bound.ScopeInstitution, bound.ScopeStaff, bound.ScopeTeam, … }</c>.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="alias">The alias of <c>case_file</c> in the query.</param>
    public CaseBound Bound(Caller caller, string alias) => new(
        caller.Scope switch
        {
            CaseScope.All => $"{alias}.institution_id = @ScopeInstitution",
            CaseScope.Team => $"{alias}.institution_id = @ScopeInstitution AND {alias}.team_id = @ScopeTeam",
            CaseScope.Own => $"{alias}.institution_id = @ScopeInstitution AND {alias}.assignee_id = @ScopeStaff",
            _ => "1 = 0",
        },
        caller.InstitutionId,
        caller.StaffId,
        caller.TeamId ?? "");

    /// <summary>
    /// For rooms that list by case and must not name this room's tables: a subquery of the ids of the caller's cases, for
    /// <c>case_id IN (…)</c>, with the same parameters as <see cref="Bound"/>; null if the caller sees all of the institution.
    /// </summary>
    public CaseBound? Visible(Caller caller)
    {
        if (caller.Scope == CaseScope.All)
        {
            return null;
        }

        var bound = Bound(caller, "scoped");
        return bound with { Sql = $"SELECT scoped.id FROM case_file scoped WHERE {bound.Sql}" };
    }
}

/// <summary>A case that has been asked for.</summary>
public sealed class SoughtCase
{
    private readonly Queued<CaseCardRow> _row;

    internal SoughtCase(Queued<CaseCardRow> row) => _row = row;

    /// <summary>The case, if the caller may see it. Within the session only.</summary>
    public Result<CaseCard> Found => _row.First is { } row ? row.Card() : Failure.NotFound("case");
}

/// <summary>A condition in SQL and its parameters.</summary>
public sealed record CaseBound(string Sql, string ScopeInstitution, string ScopeStaff, string ScopeTeam);
