using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Review;

/// <summary>
/// Who may read which conversation: who may see its case; and a supervisor also those their team's staff held, wherever the
/// case has gone since.
/// </summary>
internal sealed class ConversationScope(CaseAccess cases)
{
    /// <summary>A condition on <c>i</c> (the table inspection) with the parameters of <see cref="CaseBound"/>.</summary>
    public (string Sql, CaseBound Bound) Condition(Caller caller) => cases.Visible(caller) switch
    {
        null => ("1 = 1", new CaseBound("", caller.InstitutionId, caller.StaffId, caller.TeamId ?? "")),
        { } visible when caller.Scope == CaseScope.Team => ($"(i.case_id IN ({visible.Sql}) OR i.team_id = @ScopeTeam)", visible),
        { } visible => ($"i.case_id IN ({visible.Sql})", visible),
    };

    /// <summary>True if the caller may read it.</summary>
    public bool MayRead(Session session, Caller caller, ConversationCard card) =>
        !cases.Find(session, caller, card.CaseId).IsFailure
        || (caller.Scope == CaseScope.Team && card.TeamId is not null && card.TeamId == caller.TeamId);
}
