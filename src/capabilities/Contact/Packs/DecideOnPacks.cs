using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Changes;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Approves or rejects a proposed set. Approving needs another person than the one who proposed.</summary>
internal sealed class DecideOnPacks(PackLedger ledger, ProposalViews views, TimeProvider clock) : IChanges<ProposalRow, ProposalView>
{
    public ChangeTerms Terms => PackStore.Terms;

    /// <summary>Approves, in the caller's transaction. The set counts from its stated moment, at the earliest from now.</summary>
    public Result<ProposalView> Approve(Session session, Caller caller, string id, DecideOnPacksRequest request) =>
        this.Approve(session, new Say(caller, id, request.Reason, clock.GetUtcNow()));

    /// <summary>Rejects, or takes one's own proposal back, in the caller's transaction.</summary>
    public Result<ProposalView> Reject(Session session, Caller caller, string id, DecideOnPacksRequest request) =>
        this.Reject(session, new Say(caller, id, request.Reason, clock.GetUtcNow()));

    public ProposalRow? Find(Session session, string institutionId, string id)
    {
        session.Lock(AdoptedPacks.LockOf(institutionId));
        return PackStore.Proposals.ById(session, institutionId, id);
    }

    public ProposalRow? Latest(Session session, ProposalRow row) => PackStore.Proposals.Latest(session, row.InstitutionId);

    public Failure? Objection(Session session, ProposalRow row, ProposalRow? latest) => row.IsStale(latest) ? ContactErrors.ProposalStale : null;

    public ProposalRow Dated(ProposalRow approved, long now) => approved with { EffectiveFrom = approved.EffectiveAt(now) };

    public bool Decide(Session session, ProposalRow decided) => PackStore.Proposals.Decide(session, decided);

    public ProposalView Approved(Session session, Caller caller, ProposalRow decided, ProposalRow? latest) =>
        views.Of(session, decided, ledger.Approved(session, decided, caller));

    public ProposalView Rejected(Session session, Caller caller, ProposalRow decided) =>
        views.Of(session, decided, ledger.Rejected(session, caller, decided));
}
