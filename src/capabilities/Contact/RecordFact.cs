using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Records what a person said or what became known of them (consent, inconvenient time, cease, attorney, dispute…), takes such
/// a fact back, and lists them. A new fact ends at once the permits it stands against.
/// </summary>
public sealed class RecordFact
{
    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly StandingPermits _standing;
    private readonly ContactLedger _ledger;
    private readonly Exhibits _exhibits;
    private readonly StaffDirectory _staff;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal RecordFact(
        CaseAccess access,
        CaseFiles cases,
        StandingPermits standing,
        ContactLedger ledger,
        Exhibits exhibits,
        StaffDirectory staff,
        IdSource ids,
        TimeProvider clock)
    {
        _access = access;
        _cases = cases;
        _standing = standing;
        _ledger = ledger;
        _exhibits = exhibits;
        _staff = staff;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Records, in the caller's transaction.</summary>
    public Result<FactView> Record(Session session, Caller caller, RecordFactRequest request)
    {
        if (_access.Find(session, caller, request.CaseId).Failure is { } hidden)
        {
            return hidden;
        }

        var file = GateFile.Read(session, _cases, caller.InstitutionId, request.CaseId);
        if (file.Person(request.PersonId) is null)
        {
            return Failure.NotFound("person in this case");
        }

        GateDesk.Lock(session, file, request.PersonId);
        var now = _clock.GetUtcNow();
        var understood = FactWords.Row(request, file, now);
        if (understood.IsFailure)
        {
            return understood.Failure!;
        }

        if (FactStore.Count(session, caller.InstitutionId, request.PersonId) >= FactStore.PerPersonMax)
        {
            return Failure.Invalid("personId", $"This person has {FactStore.PerPersonMax} facts; no more are accepted.");
        }

        var fact = understood.Value with { Id = _ids.New("fc"), RecordedBy = caller.StaffId };
        var receipt = _ledger.FactRecorded(session, caller, fact, request.Note);
        FactStore.Insert(session, fact with { NoteExhibitId = request.Note is null ? null : receipt.ExhibitId });
        _standing.Review(session, file, now, "fact");
        return View(session, caller, fact, request.Note, receipt);
    }

    /// <summary>Takes a fact back, in the caller's transaction. It stays on record, with the moment of its withdrawal.</summary>
    public Result<FactView> Withdraw(Session session, Caller caller, string factId)
    {
        if (FactStore.ById(session, caller.InstitutionId, factId) is not { } fact || _access.Find(session, caller, fact.CaseId).IsFailure)
        {
            return Failure.NotFound("fact");
        }

        var file = GateFile.Read(session, _cases, caller.InstitutionId, fact.CaseId);
        GateDesk.Lock(session, file, fact.PersonId);
        var now = _clock.GetUtcNow();
        if (!FactStore.Withdraw(session, fact.Id, UtcMicros.From(now), caller.StaffId))
        {
            return ContactErrors.FactWithdrawn;
        }

        var receipt = _ledger.FactWithdrawn(session, caller, fact);
        _standing.Review(session, file, now, "fact-withdrawn");
        return View(session, caller, fact with { WithdrawnAt = UtcMicros.From(now), WithdrawnBy = caller.StaffId }, Note(session, fact), receipt);
    }

    /// <summary>
    /// The facts about a person, newest first: all of them if a case of the person is named, else those that were recorded in
    /// cases the caller may see.
    /// </summary>
    public Result<Page<FactView>> List(Session session, Caller caller, string personId, string? caseId)
    {
        if (caseId is not null)
        {
            if (_access.Find(session, caller, caseId).Failure is { } hidden)
            {
                return hidden;
            }

            if (GateFile.Read(session, _cases, caller.InstitutionId, caseId).Person(personId) is null)
            {
                return Failure.NotFound("person in this case");
            }
        }

        Dictionary<string, bool> visible = new(StringComparer.Ordinal);
        var rows = FactStore.About(session, caller.InstitutionId, [personId]).FindAll(fact => caseId is not null || IsVisible(fact.CaseId));
        rows.Reverse();
        return new Page<FactView>(rows.ConvertAll(fact => View(session, caller, fact, Note(session, fact), null)), null, rows.Count);

        bool IsVisible(string factCase)
        {
            if (!visible.TryGetValue(factCase, out var known))
            {
                visible[factCase] = known = !_access.Find(session, caller, factCase).IsFailure;
            }

            return known;
        }
    }

    private string? Note(Session session, FactRow fact)
    {
        if (fact.NoteExhibitId is null)
        {
            return null;
        }

        try
        {
            return ContactLedger.NoteOf(_exhibits.OpenForInspection(session, fact.InstitutionId, fact.NoteExhibitId));
        }
        catch (CryptographicException)
        {
            return null; // The person's key was destroyed: the note is erased, the fact remains.
        }
    }

    private FactView View(Session session, Caller caller, FactRow fact, string? note, Receipt? receipt) => new(
        fact.Id,
        fact.CaseId,
        fact.PersonId,
        fact.Kind,
        fact.Form,
        fact.FromTime,
        fact.ToTime,
        UtcMicros.ToInstant(fact.CountsFrom),
        UtcMicros.ToInstant(fact.Until),
        fact.Scope,
        fact.Channel,
        fact.ContactPointId,
        fact.Place,
        fact.Purpose,
        fact.Accounts,
        fact.ToPersonId,
        note,
        fact.RecordedBy,
        _staff.Find(session, caller.InstitutionId, fact.RecordedBy)?.DisplayName,
        UtcMicros.ToInstant(fact.RecordedAt),
        UtcMicros.ToInstant(fact.WithdrawnAt),
        receipt?.View());
}
