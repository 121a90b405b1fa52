using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>
/// Proposes a version as champion of its name: a new one, or, to go back, one that was champion before. It changes nothing until
/// a second person publishes it.
/// </summary>
internal sealed class ProposeModel(Database database, Idempotency idempotency, ModelLedger ledger, BrowseModels browse, IdSource ids, TimeProvider clock)
{
    private const int ReasonMax = 500;

    public async Task<Result<ModelPublicationView>> RunAsync(Caller caller, RequestKey key, ProposeModelRequest request, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > ReasonMax
            ? Failure.Invalid("reason", $"Say why, in at most {ReasonMax} characters.")
            : await database.WriteAsync(session => idempotency.Once(session, key, () => Propose(session, caller, request)), cancellation).ConfigureAwait(false);

    private Result<ModelPublicationView> Propose(Session session, Caller caller, ProposeModelRequest request)
    {
        if (ModelStore.Find(session, caller.InstitutionId, request.VersionId ?? "") is not { } version)
        {
            return Failure.NotFound("model version");
        }

        session.Lock(OwnModels.LockOf(caller.InstitutionId, version.Name));
        if (version.AnewAt is not null)
        {
            return ConductErrors.ModelToTrainAnew;
        }

        var latest = ModelStore.Latest(session, caller.InstitutionId, version.Name);
        if (latest?.VersionId == version.Id)
        {
            return Failure.Invalid("versionId", "This version is the champion.");
        }

        if (ModelStore.Publications(session, caller.InstitutionId, version.Name).Exists(row => row.Status == PublicationRow.Awaiting && row.VersionId == version.Id))
        {
            return Failure.Invalid("versionId", "This version waits for a second person already.");
        }

        ModelPublicationRow row = new()
        {
            Id = ids.New("mp"),
            InstitutionId = caller.InstitutionId,
            Name = version.Name,
            VersionId = version.Id,
            Status = PublicationRow.Awaiting,
            BaseId = latest?.Id,
            Reason = request.Reason.Trim(),
            ProposedBy = caller.StaffId,
            ProposedAt = UtcMicros.From(clock.GetUtcNow()),
        };
        ModelStore.Insert(session, row);
        return browse.Of(session, row, version, ledger.Proposed(session, caller, row, version));
    }
}
