using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Changes;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>Publishes or rejects a proposed model. Publishing needs another person than who proposed it and who had it trained.</summary>
internal sealed class DecideOnModel(Database database, Idempotency idempotency, OwnModels models, ModelLedger ledger, BrowseModels browse, TimeProvider clock)
    : IChanges<ModelPublicationRow, ModelPublicationView>
{
    public ChangeTerms Terms => RulebookStore.Terms with { Permission = Permissions.ModelApprove, SecondPerson = ConductErrors.ModelSecondPerson };

    /// <summary>Publishes: from now on every rule that names the model is given this version.</summary>
    public Task<Result<ModelPublicationView>> ApproveAsync(
        Caller caller, RequestKey key, string id, DecideOnModelRequest request, CancellationToken cancellation) => database.WriteAsync(
        session => idempotency.Once(session, key, () => this.Approve(session, new Say(caller, id, request.Reason, clock.GetUtcNow()))), cancellation);

    /// <summary>Rejects, or takes one's own proposal back.</summary>
    public Task<Result<ModelPublicationView>> RejectAsync(
        Caller caller, RequestKey key, string id, DecideOnModelRequest request, CancellationToken cancellation) => database.WriteAsync(
        session => idempotency.Once(session, key, () => this.Reject(session, new Say(caller, id, request.Reason, clock.GetUtcNow()))), cancellation);

    public ModelPublicationRow? Find(Session session, string institutionId, string id)
    {
        var row = ModelStore.Publication(session, institutionId, id);
        if (row is not null)
        {
            session.Lock(OwnModels.LockOf(institutionId, row.Name));
        }

        return row;
    }

    public string? Author(Session session, ModelPublicationRow row) => Version(session, row).TrainedBy;

    public ModelPublicationRow? Latest(Session session, ModelPublicationRow row) => ModelStore.Latest(session, row.InstitutionId, row.Name);

    public Failure? Objection(Session session, ModelPublicationRow row, ModelPublicationRow? latest)
    {
        var version = Version(session, row);
        return version.AnewAt is not null ? ConductErrors.ModelToTrainAnew
            : row.IsStale(latest) ? ConductErrors.ModelStale
            : models.Find(session, row.InstitutionId, version.Hash) is null ? ConductErrors.ModelUnreadable
            : null;
    }

    public bool Decide(Session session, ModelPublicationRow decided) => ModelStore.Decide(session, decided);

    public ModelPublicationView Approved(Session session, Caller caller, ModelPublicationRow decided, ModelPublicationRow? latest)
    {
        var version = Version(session, decided);
        var receipt = ledger.Published(session, caller, decided, version);
        if (latest is not null && ModelStore.Find(session, decided.InstitutionId, latest.VersionId) is { AnewAt: not null, GoneAt: null } former)
        {
            models.Discard(session, former);
        }

        return browse.Of(session, decided, version, receipt);
    }

    public ModelPublicationView Rejected(Session session, Caller caller, ModelPublicationRow decided)
    {
        var version = Version(session, decided);
        return browse.Of(session, decided, version, ledger.Rejected(session, caller, decided, version));
    }

    private static ModelVersionRow Version(Session session, ModelPublicationRow row) =>
        ModelStore.Find(session, row.InstitutionId, row.VersionId)!; // Rows of versions are never removed.
}
