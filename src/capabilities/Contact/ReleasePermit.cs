using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>Gives an unused permit back: its slot is free at once.</summary>
public sealed class ReleasePermit
{
    private readonly CaseFiles _cases;
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;

    internal ReleasePermit(CaseFiles cases, ContactLedger ledger, TimeProvider clock)
    {
        _cases = cases;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>Gives back, in the caller's transaction.</summary>
    public Result<PermitReleased> Release(Session session, Caller caller, string permitId)
    {
        if (PermitStore.ById(session, caller.InstitutionId, permitId) is not { } permit || permit.StaffId != caller.StaffId)
        {
            return ContactErrors.PermitNotFound;
        }

        var contact = EventStore.ById(session, caller.InstitutionId, permit.ContactId)!; // Written together with its permit.
        GateDesk.Lock(session, GateFile.Read(session, _cases, caller.InstitutionId, contact.CaseId), contact.PersonId);
        var now = UtcMicros.From(_clock.GetUtcNow());
        if (permit.ExpiresAt <= now || !PermitStore.End(session, permit.Id, PermitRow.Released, now))
        {
            return PermitStore.ById(session, caller.InstitutionId, permitId)!.Status switch
            {
                PermitRow.Used => ContactErrors.PermitUsed,
                PermitRow.Released => ContactErrors.PermitReleased,
                _ => ContactErrors.PermitExpired(UtcMicros.ToInstant(permit.ExpiresAt)),
            };
        }

        EventStore.SetVoid(session, contact.Id);
        var receipt = _ledger.Released(session, caller, permit, contact);
        return new PermitReleased((permit with { Status = PermitRow.Released, EndedAt = now }).View(contact), receipt.View());
    }
}
