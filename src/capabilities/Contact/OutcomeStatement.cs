using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// States what came of a contact. The counters are never kept as numbers: each question counts the events anew, so a late or
/// corrected outcome re-states every count by itself, and a call that was not connected gives its slot back where the pack
/// does not count it.
/// </summary>
internal sealed class OutcomeStatement(CaseFiles cases, StandingPermits standing, ContactLedger ledger, TimeProvider clock)
{
    private const int SecondsMax = 86_400;

    /// <summary>Writes the outcome and its entry; nothing at all if it says what is known already.</summary>
    /// <returns>The receipt, or null if nothing was new.</returns>
    public Result<Receipt?> State(Session session, Caller caller, EventRow contact, StatedOutcome stated)
    {
        if (Objection(contact, stated) is { } failure)
        {
            return failure;
        }

        var said = stated.Outcome == contact.Outcome && (stated.DurationSeconds ?? contact.DurationSeconds) == contact.DurationSeconds;
        if (said && stated.Note is null && stated.Promise is null)
        {
            return (Receipt?)null;
        }

        var promise = stated.Promise is { } promised ? new PromiseView(promised.Amount, promised.DueDate, "open") : null;
        var at = UtcMicros.From(stated.At);
        EventStore.SetOutcome(session, contact.Id, stated.Outcome, at, stated.DurationSeconds);
        if (promise is not null)
        {
            PromiseStore.Put(session, contact, promise, at);
        }

        var receipt = ledger.Outcome(
            session, caller, contact, new OutcomeRecord(stated.Outcome, contact.Outcome, at, stated.DurationSeconds, stated.Note, promise));
        var file = GateFile.Read(session, cases, contact.InstitutionId, contact.CaseId);
        standing.Review(session, file, clock.GetUtcNow(), "outcome");
        session.Publish(contact.InstitutionId, new ContactOutcomeStated(
            contact.InstitutionId, contact.Id, contact.CaseId, contact.PersonId, contact.StaffId, contact.Channel, stated.Outcome, at));
        return receipt;
    }

    private static Failure? Objection(EventRow contact, StatedOutcome stated)
    {
        if (!Words.TryRead<Outcome>(stated.Outcome, out var outcome))
        {
            return Failure.Invalid("outcome", $"Give one of: {Words.All<Outcome>()}.");
        }

        if (!Fits(contact.Channel, outcome))
        {
            return Failure.Invalid("outcome", $"A contact by {contact.Channel} cannot end as {stated.Outcome}.");
        }

        if (stated.DurationSeconds is < 0 or > SecondsMax)
        {
            return Failure.Invalid("durationSeconds", $"Give a number from 0 to {SecondsMax}.");
        }

        return stated.Promise switch
        {
            { Amount.Minor: <= 0 } => Failure.Invalid("promise.amount", "Give an amount of more than nothing, in minor units."),
            { Amount.Currency: not { Length: 3 } } => Failure.Invalid("promise.amount", "Give an ISO 4217 currency such as CNY."),
            _ => null,
        };
    }

    /// <summary>Some outcomes count against no cap; a channel must not be able to borrow one that it cannot have.</summary>
    private static bool Fits(string channel, Outcome outcome) => channel switch
    {
        "call" or "ai-call" or "prerecorded" => outcome is not (Outcome.Delivered or Outcome.Bounced or Outcome.Replied),
        "visit" => outcome is Outcome.NoAnswer or Outcome.Conversation or Outcome.EffectiveTalk or Outcome.Refused,
        _ => outcome is Outcome.Delivered or Outcome.Bounced or Outcome.Replied or Outcome.Conversation or Outcome.EffectiveTalk or Outcome.Refused,
    };
}

/// <summary>An outcome as somebody states it.</summary>
internal sealed record StatedOutcome(
    string Outcome, DateTimeOffset At, long? DurationSeconds = null, string? Note = null, PromiseRequest? Promise = null);
