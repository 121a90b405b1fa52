using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Reports what came of the contact a permit was for. A permit that was not used before (the telephone rang and nobody
/// answered) is used up by it. A report that comes after the permit's expiry is accepted if the contact began before it.
/// </summary>
public sealed class ReportOutcome
{
    private readonly CaseFiles _cases;
    private readonly CaseActivity _activity;
    private readonly OutcomeStatement _statement;
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;

    internal ReportOutcome(CaseFiles cases, CaseActivity activity, OutcomeStatement statement, ContactLedger ledger, TimeProvider clock)
    {
        _cases = cases;
        _activity = activity;
        _statement = statement;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>Reports, in the caller's transaction.</summary>
    public Result<ContactView> Report(Session session, Caller caller, string permitId, ReportOutcomeRequest request)
    {
        if (PermitStore.ById(session, caller.InstitutionId, permitId) is not { } seen || seen.StaffId != caller.StaffId)
        {
            return ContactErrors.PermitNotFound;
        }

        var reserved = EventStore.ById(session, caller.InstitutionId, seen.ContactId)!; // Written together with its permit.
        GateDesk.Lock(session, GateFile.Read(session, _cases, caller.InstitutionId, reserved.CaseId), reserved.PersonId);
        var permit = PermitStore.ById(session, caller.InstitutionId, permitId)!; // Read again behind the lock.
        var now = _clock.GetUtcNow();
        if (request.At > now + ContactEvents.ClockSkewMax)
        {
            return Failure.Invalid("at", "This lies ahead; give the moment at which the contact began.");
        }

        if (Begin(session, permit, request.At ?? now, now) is { } failure)
        {
            return failure;
        }

        var contact = EventStore.ById(session, caller.InstitutionId, permit.ContactId)!;
        if (permit is { OverrideId: { } overrideId, Status: not PermitRow.Used })
        {
            _ledger.OverrideUsed(session, caller, contact, overrideId, permit.Id);
        }

        _activity.Touch(session, caller.InstitutionId, contact.CaseId, UtcMicros.ToInstant(contact.BeganAt));
        var receipt = _statement.State(
            session, caller, contact, new StatedOutcome(request.Outcome, request.At ?? now, request.DurationSeconds, request.Note, request.Promise));
        return receipt.IsFailure ? receipt.Failure! : View(session, permit, receipt.Value);
    }

    /// <summary>The reservation becomes a contact, unless it has become one before.</summary>
    private static Failure? Begin(Session session, PermitRow permit, DateTimeOffset began, DateTimeOffset now)
    {
        var beganAt = UtcMicros.From(began);
        if (permit.Status == PermitRow.Used)
        {
            return null;
        }

        if (permit.Status == PermitRow.Released)
        {
            return ContactErrors.PermitReleased;
        }

        var end = permit.Status == PermitRow.Expired ? Math.Min(permit.EndedAt ?? permit.ExpiresAt, permit.ExpiresAt) : permit.ExpiresAt;
        if (beganAt < permit.IssuedAt || beganAt >= end)
        {
            return ContactErrors.OutsidePermit(UtcMicros.ToInstant(permit.IssuedAt), UtcMicros.ToInstant(end));
        }

        if (!PermitStore.End(session, permit.Id, PermitRow.Used, UtcMicros.From(now)))
        {
            PermitStore.Revive(session, permit.Id, UtcMicros.From(now));
        }

        EventStore.Make(session, permit.ContactId, beganAt);
        return null;
    }

    private static ContactView View(Session session, PermitRow permit, Receipt? receipt)
    {
        var contact = EventStore.ById(session, permit.InstitutionId, permit.ContactId)!;
        return new ContactView(
            contact.Id,
            permit.Id,
            contact.CaseId,
            contact.PersonId,
            contact.Channel,
            contact.Direction,
            UtcMicros.ToInstant(contact.BeganAt),
            contact.Outcome,
            UtcMicros.ToInstant(contact.OutcomeAt),
            contact.DurationSeconds,
            PromiseStore.Of(session, contact.Id),
            receipt?.View());
    }
}
