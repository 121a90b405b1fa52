using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>
/// Proposes that a version inspects: a draft, one that ships, or, to go back, one that has inspected before. It changes nothing
/// until a second person publishes it.
/// </summary>
internal sealed class ProposeRulebook(
    Database database, Idempotency idempotency, PublishedRulebooks rulebooks, RulebookLedger ledger, PublicationViews views, IdSource ids, TimeProvider clock)
{
    private const int ReasonMax = 500;
    private const int DaysAheadMax = 366;

    public async Task<Result<RulebookPublicationView>> RunAsync(
        Caller caller, RequestKey key, ProposeRulebookRequest request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > ReasonMax)
        {
            return Failure.Invalid("reason", $"Say why, in at most {ReasonMax} characters.");
        }

        if (request.EffectiveFrom < now || request.EffectiveFrom > now.AddDays(DaysAheadMax))
        {
            return Failure.Invalid("effectiveFrom", $"Give a moment from now on, at most {DaysAheadMax} days ahead, or leave it out.");
        }

        var found = await database.ReadAsync(
            session => rulebooks.TextOf(session, caller.InstitutionId, request.Hash ?? "") is { } known
                ? (Text: known, Reading: rulebooks.Read(session, caller.InstitutionId, known))
                : default,
            cancellation).ConfigureAwait(false);
        if (found is not { Text: { } text, Reading: { } reading })
        {
            return Failure.NotFound("rulebook version");
        }

        var publishable = Publishable(reading);
        return publishable.IsFailure
            ? publishable.Failure!
            : await database.WriteAsync(
                session => idempotency.Once(session, key, () => Propose(session, caller, request, publishable.Value, text)), cancellation).ConfigureAwait(false);
    }

    /// <summary>A rule without both kinds of example, or with one that fails, does not publish.</summary>
    public static Result<Rulebook> Publishable(RulebookReading reading)
    {
        if (reading.Rulebook is not { } rulebook)
        {
            return ConductErrors.RulebookBroken(reading.Problems[0].ToString());
        }

        var report = rulebook.RunExamples();
        return report.IsPublishable ? rulebook : ConductErrors.ExamplesFail(report.Failed);
    }

    private Result<RulebookPublicationView> Propose(Session session, Caller caller, ProposeRulebookRequest request, Rulebook rulebook, string text)
    {
        rulebooks.Establish(session, caller.InstitutionId);
        var latest = RulebookStore.Publications.Latest(session, caller.InstitutionId);
        if (latest?.Hash == rulebook.Hash)
        {
            return Failure.Invalid("hash", "This version is the one published last.");
        }

        if (RulebookStore.Publications.Newest(session, caller.InstitutionId, RulebookStore.VersionsMax).Exists(row => row.Status == PublicationRow.Awaiting && row.Hash == rulebook.Hash))
        {
            return Failure.Invalid("hash", "This version waits for a second person already.");
        }

        var now = UtcMicros.From(clock.GetUtcNow());
        if (RulebookStore.Find(session, caller.InstitutionId, rulebook.Hash) is not { } version)
        {
            version = PublishedRulebooks.VersionOf(caller.InstitutionId, rulebook, text, RulebookVersionRow.Installer, now);
            RulebookStore.Insert(session, version);
        }

        PublicationRow row = new()
        {
            Id = ids.New("rp"),
            InstitutionId = caller.InstitutionId,
            Hash = rulebook.Hash,
            Status = PublicationRow.Awaiting,
            BaseId = latest?.Id,
            Reason = request.Reason.Trim(),
            EffectiveFrom = request.EffectiveFrom is { } from ? UtcMicros.From(from) : null,
            ProposedBy = caller.StaffId,
            ProposedAt = now,
        };
        RulebookStore.Insert(session, row);
        return views.Of(session, row, version, ledger.Proposed(session, caller, row, version));
    }
}
