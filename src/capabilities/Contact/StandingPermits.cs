using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Permits that are out: ends those against which something new stands, and those whose time is over.</summary>
internal sealed class StandingPermits(GateDesk desk, ContactLedger ledger)
{
    /// <summary>
    /// After a new fact or outcome: asks the gate again about every permit that is out for the people of this case, and ends
    /// those it would no longer give. Their slots are free at once.
    /// </summary>
    public void Review(Session session, GateFile file, DateTimeOffset now, string because)
    {
        var people = file.People.Select(person => person.Id).ToList();
        List<(PermitRow, EventRow, string)> fallen = [];
        foreach (var permit in PermitStore.OpenFor(session, file.InstitutionId, people, UtcMicros.From(now)))
        {
            var contact = EventStore.ById(session, permit.InstitutionId, permit.ContactId)!; // Written together with its permit.
            if (contact.CaseId == file.CaseId && !Stands(session, file, permit, contact, now))
            {
                fallen.Add((permit, contact, because));
            }
        }

        End(session, fallen, now);
    }

    /// <summary>Ends permits of all institutions whose time is over.</summary>
    /// <returns>How many there were; at most <paramref name="most"/>.</returns>
    public int EndOverdue(Session session, DateTimeOffset now, int most)
    {
        session.Lock("contact-permit-expiry");
        var overdue = PermitStore.Overdue(session, UtcMicros.From(now), most)
            .ConvertAll(permit => (permit, EventStore.ById(session, permit.InstitutionId, permit.ContactId)!, "time"));
        End(session, overdue, now);
        return overdue.Count;
    }

    private bool Stands(Session session, GateFile file, PermitRow permit, EventRow contact, DateTimeOffset now)
    {
        var inquiry = desk.Reopen(session, file, permit, contact, now);
        return !inquiry.IsFailure && inquiry.Value.Decide(now).IsPermitted;
    }

    /// <summary>Ends permits that are out, each with the reason its entry names.</summary>
    public void End(Session session, List<(PermitRow Permit, EventRow Contact, string Reason)> ending, DateTimeOffset now)
    {
        var ended = ending.FindAll(one => PermitStore.End(session, one.Permit.Id, PermitRow.Expired, UtcMicros.From(now)));
        if (ended.Count == 0)
        {
            return;
        }

        ended.ForEach(one => EventStore.SetVoid(session, one.Contact.Id));
        ledger.Expired(session, ended);
    }
}
