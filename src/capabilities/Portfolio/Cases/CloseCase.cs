using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// Closes a case for a reason of the list, or opens it again. The closing entry counts the case's entries, so that a bundle
/// shows whether all of them are there and what came afterwards. From then on the gate refuses every contact in the case.
/// </summary>
internal sealed class CloseCase(Database database, CaseAccess access, CaseFiles cases, StaffDirectory staff, EvidenceLog log, TimeProvider clock)
{
    /// <summary>Why a case may be closed.</summary>
    public static readonly string[] Reasons =
        ["paid", "settled", "withdrawn", "transferred", "written-off", "deceased", "bankrupt", "time-barred", "mistake"];

    /// <summary>Why a closed case may be opened again.</summary>
    public static readonly string[] ReopenReasons = ["mistake", "payment-reversed", "settlement-broken", "returned", "reply-needed"];

    public Task<Result<CaseRow>> RunAsync(Caller caller, string caseId, CloseCaseRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => Close(session, caller, caseId, request.Reason), cancellation);

    public Task<Result<CaseRow>> ReopenAsync(Caller caller, string caseId, ReopenCaseRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => Reopen(session, caller, caseId, request.Reason), cancellation);

    private Result<CaseRow> Close(Session session, Caller caller, string caseId, string? reason)
    {
        if (Seek(session, caller, caseId, reason, Reasons) is { Failure: { } failure })
        {
            return failure;
        }

        var row = CaseStore.Row(session, caller.InstitutionId, caseId);
        if (row.Status == CaseStatus.Closed)
        {
            return row.CloseReason == reason ? View(session, caller, row) : PortfolioErrors.CaseClosed(row.CloseReason);
        }

        CaseStore.Close(session, caller.InstitutionId, caseId, reason!, UtcMicros.From(clock.GetUtcNow())); // Seek refuses null.
        log.Append(session, Draft(caller, caseId, "case.close", reason!) with { CountsCase = true });
        return View(session, caller, CaseStore.Row(session, caller.InstitutionId, caseId));
    }

    private Result<CaseRow> Reopen(Session session, Caller caller, string caseId, string? reason)
    {
        if (Seek(session, caller, caseId, reason, ReopenReasons) is { Failure: { } failure })
        {
            return failure;
        }

        var row = CaseStore.Row(session, caller.InstitutionId, caseId);
        if (row.Status == CaseStatus.Open)
        {
            return View(session, caller, row);
        }

        CaseStore.Reopen(session, caller.InstitutionId, caseId);
        log.Append(session, Draft(caller, caseId, "case.reopen", reason!)); // Seek refuses null.
        return View(session, caller, CaseStore.Row(session, caller.InstitutionId, caseId));
    }

    /// <summary>The case within the caller's scope, behind the lock at which closings and the beginnings of contacts take turns.</summary>
    private Result<CaseCard> Seek(Session session, Caller caller, string caseId, string? reason, string[] reasons)
    {
        if (Array.IndexOf(reasons, reason) < 0)
        {
            return Failure.Invalid("reason", $"Choose one of {string.Join(", ", reasons)}.");
        }

        cases.HoldStatus(session, caller.InstitutionId, caseId);
        return access.Find(session, caller, caseId);
    }

    private CaseRow View(Session session, Caller caller, CaseListRow row) => ListCases.View(row, staff.All(session, caller.InstitutionId));

    private static EntryDraft Draft(Caller caller, string caseId, string act, string reason) => new(caller.InstitutionId, act)
    {
        CaseId = caseId,
        StaffId = caller.StaffId,
        Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason },
    };
}

/// <summary>What a case may be.</summary>
internal static class CaseStatus
{
    public const string Open = "open", Closed = "closed";
}
