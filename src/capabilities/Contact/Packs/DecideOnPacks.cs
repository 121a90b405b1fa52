using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Approves or rejects a proposed set. Approving needs another person than the one who proposed.</summary>
public sealed class DecideOnPacks
{
    private const int ReasonMax = 500;

    private readonly PackLedger _ledger;
    private readonly ProposalViews _views;
    private readonly TimeProvider _clock;

    internal DecideOnPacks(PackLedger ledger, ProposalViews views, TimeProvider clock)
    {
        _ledger = ledger;
        _views = views;
        _clock = clock;
    }

    /// <summary>Approves, in the caller's transaction. The set counts from its stated moment, at the earliest from now.</summary>
    public Result<ProposalView> Approve(Session session, Caller caller, string id, DecideOnPacksRequest request)
    {
        var found = Open(session, caller, id, request);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        if (found.Value.ProposedBy == caller.StaffId)
        {
            return ContactErrors.SecondPerson;
        }

        var latest = PackStore.Latest(session, caller.InstitutionId);
        if (latest?.Id != found.Value.BaseId)
        {
            return ContactErrors.ProposalStale;
        }

        var now = UtcMicros.From(_clock.GetUtcNow());
        var row = Decided(found.Value, caller, ProposalRow.Approved, request, ProposalRow.After(latest, now)) with { EffectiveFrom = Math.Max(found.Value.EffectiveFrom ?? now, now) };
        return PackStore.Decide(session, row) ? _views.Of(session, row, _ledger.Approved(session, row, caller)) : ContactErrors.ProposalDecided;
    }

    /// <summary>Rejects, or takes one's own proposal back, in the caller's transaction.</summary>
    public Result<ProposalView> Reject(Session session, Caller caller, string id, DecideOnPacksRequest request)
    {
        var found = Open(session, caller, id, request);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        if (!caller.May(Permissions.PackApprove) && found.Value.ProposedBy != caller.StaffId)
        {
            return Caller.Lacks(Permissions.PackApprove);
        }

        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return Failure.Invalid("reason", "Say why.");
        }

        var row = Decided(found.Value, caller, ProposalRow.Rejected, request, UtcMicros.From(_clock.GetUtcNow()));
        return PackStore.Decide(session, row) ? _views.Of(session, row, _ledger.Rejected(session, caller, row)) : ContactErrors.ProposalDecided;
    }

    private static Result<ProposalRow> Open(Session session, Caller caller, string id, DecideOnPacksRequest request)
    {
        if (request.Reason is { Length: > ReasonMax })
        {
            return Failure.Invalid("reason", $"Give at most {ReasonMax} characters.");
        }

        session.Lock(AdoptedPacks.LockOf(caller.InstitutionId));
        if (PackStore.ById(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("proposal");
        }

        return row.Status == ProposalRow.Proposed ? row : ContactErrors.ProposalDecided;
    }

    private static ProposalRow Decided(ProposalRow row, Caller caller, string status, DecideOnPacksRequest request, long now) => row with
    {
        Status = status,
        DecidedBy = caller.StaffId,
        DecidedAt = now,
        DecisionReason = request.Reason?.Trim(),
    };
}
