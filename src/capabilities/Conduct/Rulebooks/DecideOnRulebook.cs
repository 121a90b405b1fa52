using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>Publishes or rejects a proposed version. Publishing needs another person than who proposed it and who wrote it.</summary>
internal sealed class DecideOnRulebook(
    Database database, Idempotency idempotency, PublishedRulebooks rulebooks, RulebookLedger ledger, PublicationViews views, TimeProvider clock)
{
    private const int ReasonMax = 500;

    /// <summary>Publishes. It counts from its stated moment, at the earliest from now, for every server at once.</summary>
    public async Task<Result<RulebookPublicationView>> ApproveAsync(
        Caller caller, RequestKey key, string id, DecideOnRulebookRequest request, CancellationToken cancellation)
    {
        // Compiled and tried before the transaction: the first words after it do not wait, and a text that loaded under an older release may not now.
        var reading = await database.ReadAsync(
            session => RulebookStore.Publication(session, caller.InstitutionId, id) is { } row && rulebooks.TextOf(session, caller.InstitutionId, row.Hash) is { } text
                ? rulebooks.Read(session, caller.InstitutionId, text)
                : null,
            cancellation).ConfigureAwait(false);
        if (reading is null)
        {
            return Failure.NotFound("publication");
        }

        var publishable = ProposeRulebook.Publishable(reading);
        return publishable.IsFailure
            ? publishable.Failure!
            : await database.WriteAsync(session => idempotency.Once(session, key, () => Approve(session, caller, id, request)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Rejects, or takes one's own proposal back.</summary>
    public Task<Result<RulebookPublicationView>> RejectAsync(
        Caller caller, RequestKey key, string id, DecideOnRulebookRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => idempotency.Once(session, key, () => Reject(session, caller, id, request)), cancellation);

    private Result<RulebookPublicationView> Approve(Session session, Caller caller, string id, DecideOnRulebookRequest request)
    {
        var found = Open(session, caller, id, request);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var (row, version) = found.Value;
        if (row.ProposedBy == caller.StaffId || version.Author == caller.StaffId)
        {
            return ConductErrors.SecondPerson;
        }

        var latest = RulebookStore.Latest(session, caller.InstitutionId);
        if (latest?.Id != row.BaseId)
        {
            return ConductErrors.PublicationStale;
        }

        var now = UtcMicros.From(clock.GetUtcNow());
        var decided = Decided(row, caller, PublicationRow.Published, request, PublicationRow.After(latest, now)) with
        {
            EffectiveFrom = Math.Max(row.EffectiveFrom ?? now, now),
        };
        return RulebookStore.Decide(session, decided)
            ? views.Of(session, decided, version, ledger.Published(session, decided, version, caller))
            : ConductErrors.PublicationDecided;
    }

    private Result<RulebookPublicationView> Reject(Session session, Caller caller, string id, DecideOnRulebookRequest request)
    {
        var found = Open(session, caller, id, request);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var (row, version) = found.Value;
        if (!caller.May(Permissions.RulebookApprove) && row.ProposedBy != caller.StaffId)
        {
            return Caller.Lacks(Permissions.RulebookApprove);
        }

        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return Failure.Invalid("reason", "Say why.");
        }

        var decided = Decided(row, caller, PublicationRow.Rejected, request, UtcMicros.From(clock.GetUtcNow()));
        return RulebookStore.Decide(session, decided)
            ? views.Of(session, decided, version, ledger.Rejected(session, caller, decided, version))
            : ConductErrors.PublicationDecided;
    }

    private static Result<(PublicationRow Row, RulebookVersionRow Version)> Open(Session session, Caller caller, string id, DecideOnRulebookRequest request)
    {
        if (request.Reason is { Length: > ReasonMax })
        {
            return Failure.Invalid("reason", $"Give at most {ReasonMax} characters.");
        }

        session.Lock(PublishedRulebooks.LockOf(caller.InstitutionId));
        if (RulebookStore.Publication(session, caller.InstitutionId, id) is not { } row
            || RulebookStore.Find(session, caller.InstitutionId, row.Hash) is not { } version)
        {
            return Failure.NotFound("publication");
        }

        return row.Status == PublicationRow.Awaiting ? (row, version) : ConductErrors.PublicationDecided;
    }

    private static PublicationRow Decided(PublicationRow row, Caller caller, string status, DecideOnRulebookRequest request, long now) => row with
    {
        Status = status,
        DecidedBy = caller.StaffId,
        DecidedAt = now,
        DecisionReason = request.Reason?.Trim(),
    };
}
