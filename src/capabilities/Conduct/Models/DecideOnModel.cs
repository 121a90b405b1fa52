using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>Publishes or rejects a proposed model. Publishing needs another person than who proposed it and who had it trained.</summary>
internal sealed class DecideOnModel(Database database, Idempotency idempotency, OwnModels models, ModelLedger ledger, BrowseModels browse, TimeProvider clock)
{
    private const int ReasonMax = 500;

    /// <summary>Publishes: from now on every rule that names the model is given this version.</summary>
    public Task<Result<ModelPublicationView>> ApproveAsync(
        Caller caller, RequestKey key, string id, DecideOnModelRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => idempotency.Once(session, key, () => Approve(session, caller, id, request)), cancellation);

    /// <summary>Rejects, or takes one's own proposal back.</summary>
    public Task<Result<ModelPublicationView>> RejectAsync(
        Caller caller, RequestKey key, string id, DecideOnModelRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => idempotency.Once(session, key, () => Reject(session, caller, id, request)), cancellation);

    private Result<ModelPublicationView> Approve(Session session, Caller caller, string id, DecideOnModelRequest request)
    {
        var found = Open(session, caller, id, request);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var (row, version) = found.Value;
        if (row.ProposedBy == caller.StaffId || version.TrainedBy == caller.StaffId)
        {
            return ConductErrors.ModelSecondPerson;
        }

        if (version.AnewAt is not null)
        {
            return ConductErrors.ModelToTrainAnew;
        }

        var latest = ModelStore.Latest(session, caller.InstitutionId, row.Name);
        if (latest?.Id != row.BaseId)
        {
            return ConductErrors.ModelStale;
        }

        if (models.Find(session, caller.InstitutionId, version.Hash) is null)
        {
            return ConductErrors.ModelUnreadable;
        }

        var now = UtcMicros.From(clock.GetUtcNow());
        var decided = Decided(row, caller, PublicationRow.Published, request, Math.Max(now, (latest?.DecidedAt ?? 0) + 1));
        if (!ModelStore.Decide(session, decided))
        {
            return ConductErrors.PublicationDecided;
        }

        var receipt = ledger.Published(session, caller, decided, version);
        if (latest is not null && ModelStore.Find(session, caller.InstitutionId, latest.VersionId) is { AnewAt: not null, GoneAt: null } former)
        {
            models.Discard(session, former);
        }

        return browse.Of(session, decided, version, receipt);
    }

    private Result<ModelPublicationView> Reject(Session session, Caller caller, string id, DecideOnModelRequest request)
    {
        var found = Open(session, caller, id, request);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var (row, version) = found.Value;
        if (!caller.May(Permissions.ModelApprove) && row.ProposedBy != caller.StaffId)
        {
            return Caller.Lacks(Permissions.ModelApprove);
        }

        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return Failure.Invalid("reason", "Say why.");
        }

        var decided = Decided(row, caller, PublicationRow.Rejected, request, UtcMicros.From(clock.GetUtcNow()));
        return ModelStore.Decide(session, decided)
            ? browse.Of(session, decided, version, ledger.Rejected(session, caller, decided, version))
            : ConductErrors.PublicationDecided;
    }

    private static Result<(ModelPublicationRow Row, ModelVersionRow Version)> Open(Session session, Caller caller, string id, DecideOnModelRequest request)
    {
        if (request.Reason is { Length: > ReasonMax })
        {
            return Failure.Invalid("reason", $"At most {ReasonMax} characters.");
        }

        if (ModelStore.Publication(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("publication");
        }

        session.Lock(OwnModels.LockOf(caller.InstitutionId, row.Name));
        return row.Status != PublicationRow.Awaiting
            ? ConductErrors.PublicationDecided
            : (row, ModelStore.Find(session, caller.InstitutionId, row.VersionId)!); // Rows of versions are never removed.
    }

    private static ModelPublicationRow Decided(ModelPublicationRow row, Caller caller, string status, DecideOnModelRequest request, long at) => row with
    {
        Status = status,
        DecidedBy = caller.StaffId,
        DecidedAt = at,
        DecisionReason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(),
    };
}
