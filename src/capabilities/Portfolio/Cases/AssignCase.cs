using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>Gives a case to a staff member, or takes it back.</summary>
internal sealed class AssignCase(Database database, CaseAccess access, StaffDirectory staff, EvidenceLog log, Idempotency idempotency)
{
    public Task<Result<CaseRow>> RunAsync(Caller caller, string caseId, AssignCaseRequest request, RequestKey key, CancellationToken cancellation) =>
        database.WriteAsync(session => idempotency.Once(session, key, () => Run(session, caller, caseId, request)), cancellation);

    private Result<CaseRow> Run(Session session, Caller caller, string caseId, AssignCaseRequest request)
    {
        var found = access.Find(session, caller, caseId);
        if (found.Failure is { } failure)
        {
            return failure;
        }

        session.Concerns(found.Value.PersonId); // The answer shows their name, masked.
        var assignee = request.StaffId is null ? null : staff.Find(session, caller.InstitutionId, request.StaffId);
        if (request.StaffId is not null && (assignee is null || (caller.Scope == CaseScope.Team && assignee.TeamId != caller.TeamId)))
        {
            return Failure.Invalid("staffId", "There is no such staff member, or they are not in your team.");
        }

        if (found.Value.AssigneeId != assignee?.Id)
        {
            // Taken from somebody, the case stays with the team that had it, so that its supervisor does not lose sight of it.
            var team = assignee is null ? found.Value.TeamId : assignee.TeamId;
            CaseStore.Assign(session, caller.InstitutionId, caseId, assignee?.Id, team);
            log.Append(session, new EntryDraft(caller.InstitutionId, "case.assigned")
            {
                CaseId = caseId,
                StaffId = caller.StaffId,
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["assignee"] = assignee?.Id ?? "", ["team"] = team ?? "" },
            });
        }

        return ListCases.View(CaseStore.Row(session, caller.InstitutionId, caseId), staff.All(session, caller.InstitutionId));
    }
}
