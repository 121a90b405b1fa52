using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Changes;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>Publishes or rejects a proposed version. Publishing needs another person than who proposed it and who wrote it.</summary>
internal sealed class DecideOnRulebook(
    Database database, Idempotency idempotency, PublishedRulebooks rulebooks, RulebookLedger ledger, PublicationViews views, TimeProvider clock)
    : IChanges<PublicationRow, RulebookPublicationView>
{
    public ChangeTerms Terms => RulebookStore.Terms;

    /// <summary>Publishes. It counts from its stated moment, at the earliest from now, for every server at once.</summary>
    public async Task<Result<RulebookPublicationView>> ApproveAsync(
        Caller caller, RequestKey key, string id, DecideOnRulebookRequest request, CancellationToken cancellation)
    {
        // Compiled and tried before the transaction: the first words after it do not wait, and a text that loaded under an older release may not now.
        var reading = await database.ReadAsync(
            session => RulebookStore.Publications.ById(session, caller.InstitutionId, id) is { } row && rulebooks.TextOf(session, caller.InstitutionId, row.Hash) is { } text
                ? rulebooks.Read(session, caller.InstitutionId, text)
                : null,
            cancellation).ConfigureAwait(false);
        if (reading is null)
        {
            return Failure.NotFound(Terms.Noun);
        }

        var publishable = ProposeRulebook.Publishable(reading);
        return publishable.IsFailure
            ? publishable.Failure!
            : await database.WriteAsync(
                session => idempotency.Once(session, key, () => this.Approve(session, new Say(caller, id, request.Reason, clock.GetUtcNow()))), cancellation).ConfigureAwait(false);
    }

    /// <summary>Rejects, or takes one's own proposal back.</summary>
    public Task<Result<RulebookPublicationView>> RejectAsync(
        Caller caller, RequestKey key, string id, DecideOnRulebookRequest request, CancellationToken cancellation) => database.WriteAsync(
        session => idempotency.Once(session, key, () => this.Reject(session, new Say(caller, id, request.Reason, clock.GetUtcNow()))), cancellation);

    public PublicationRow? Find(Session session, string institutionId, string id)
    {
        session.Lock(PublishedRulebooks.LockOf(institutionId));
        return RulebookStore.Publications.ById(session, institutionId, id);
    }

    public string? Author(Session session, PublicationRow row) => Version(session, row).Author;

    public PublicationRow? Latest(Session session, PublicationRow row) => RulebookStore.Publications.Latest(session, row.InstitutionId);

    public Failure? Objection(Session session, PublicationRow row, PublicationRow? latest) => row.IsStale(latest) ? ConductErrors.PublicationStale : null;

    public PublicationRow Dated(PublicationRow approved, long now) => approved with { EffectiveFrom = approved.EffectiveAt(now) };

    public bool Decide(Session session, PublicationRow decided) => RulebookStore.Publications.Decide(session, decided);

    public RulebookPublicationView Approved(Session session, Caller caller, PublicationRow decided, PublicationRow? latest)
    {
        var version = Version(session, decided);
        return views.Of(session, decided, version, ledger.Published(session, decided, version, caller));
    }

    public RulebookPublicationView Rejected(Session session, Caller caller, PublicationRow decided)
    {
        var version = Version(session, decided);
        return views.Of(session, decided, version, ledger.Rejected(session, caller, decided, version));
    }

    private static RulebookVersionRow Version(Session session, PublicationRow row) =>
        RulebookStore.Find(session, row.InstitutionId, row.Hash)!; // Kept before it was proposed; rows of versions are never removed.
}
