using System.Text.Json;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Asks the gate and, if it permits, takes the contact out of the caps in the same transaction: two askers never get the same
/// last slot. The answer to a refusal is a decision without a permit, not an error.
/// </summary>
public sealed class AskPermit
{
    /// <summary>How long a permit lasts at most; the decision may end it sooner (quiet hours begin).</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromMinutes(10);

    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly GateDesk _desk;
    private readonly AdoptedPacks _packs;
    private readonly PackArchive _archive;
    private readonly ContactLedger _ledger;
    private readonly SubjectStates _states;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal AskPermit(
        CaseAccess access, CaseFiles cases, GateDesk desk, AdoptedPacks packs, PackArchive archive, ContactLedger ledger, SubjectStates states, IdSource ids, TimeProvider clock)
    {
        _access = access;
        _cases = cases;
        _desk = desk;
        _packs = packs;
        _archive = archive;
        _ledger = ledger;
        _states = states;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Asks for a permit, in the caller's transaction.</summary>
    public Result<PermitAnswer> Ask(Session session, Caller caller, AskPermitRequest request)
    {
        if (ContactWish.From(request) is var wish && wish.IsFailure)
        {
            return wish.Failure!;
        }

        _cases.HoldStatus(session, caller.InstitutionId, wish.Value.CaseId);
        var sought = _access.Seek(session, caller, wish.Value.CaseId);
        var state = _states.Queue(session, caller.InstitutionId, wish.Value.PersonId);
        var file = GateFile.Read(session, _cases, caller.InstitutionId, wish.Value.CaseId);
        if (sought.Found.Failure is { } hidden)
        {
            return hidden;
        }

        if (state.State != SubjectState.Active)
        {
            return new Failure(FailureKind.Conflict, "restricted", "This person's data was erased or is restricted: nobody may be contacted with it.");
        }

        _packs.Establish(session, caller.InstitutionId, _clock.GetUtcNow());
        GateDesk.Lock(session, file, wish.Value.PersonId);
        _ledger.Foresee(session, caller, wish.Value);
        var now = _clock.GetUtcNow();
        var inquiry = _desk.Open(session, file, wish.Value, caller.StaffId, now);
        return inquiry.IsFailure ? inquiry.Failure! : Decide(session, caller, file, wish.Value, inquiry.Value, now);
    }

    /// <summary>Asks with the rules of an approved override lifted; the permit names the override.</summary>
    internal PermitAnswer IssueUnder(Session session, Caller caller, OverrideInquiry inquired, string overrideId, DateTimeOffset now) =>
        Decide(session, caller, inquired.File, inquired.Wish, inquired.Inquiry, now, overrideId);

    private PermitAnswer Decide(
        Session session, Caller caller, GateFile file, ContactWish wish, GateInquiry inquiry, DateTimeOffset now, string? overrideId = null)
    {
        var question = inquiry.Question(now);
        var decision = inquiry.Decide(now);
        var view = DecisionViews.Of(decision, _ids.New("dc"));
        var contact = decision.IsPermitted ? Reserve(caller, file, wish, inquiry, now, decision) : null;
        var permit = contact is null ? null : Issue(view.Id!, contact, overrideId);
        var texts = _packs.TextsOf(inquiry.Policy);
        _archive.Keep(session, caller.InstitutionId, texts);
        DecisionSubject subject = new(view.Id!, wish.CaseId, wish.ContactPointId) { Lifted = inquiry.Lifted };
        var receipt = _ledger.Decided(session, caller, subject, question, decision, texts, permit);
        DecisionStore.Insert(session, Row(caller, view, wish, now, receipt), Refusals(caller, view, decision, now));
        if (contact is not null && permit is not null)
        {
            EventStore.Insert(session, contact);
            PermitStore.Insert(session, permit);
        }

        session.Publish(caller.InstitutionId, new ContactDecided(
            caller.InstitutionId, view.Id!, wish.CaseId, wish.PersonId, caller.StaffId, Words.Of(wish.Channel), view.Verdict, UtcMicros.From(now)));
        return new PermitAnswer(view, permit?.View(contact!), receipt.View());
    }

    private EventRow Reserve(Caller caller, GateFile file, ContactWish wish, GateInquiry inquiry, DateTimeOffset now, Decision decision) => new()
    {
        Id = _ids.New("ct"),
        InstitutionId = caller.InstitutionId,
        CaseId = wish.CaseId,
        PersonId = wish.PersonId,
        PersonRole = Words.Of(inquiry.State.Role),
        StaffId = caller.StaffId,
        Direction = Words.Of(Direction.Outbound),
        Channel = Words.Of(wish.Channel),
        ContactPointId = wish.ContactPointId,
        Point = file.Point(wish.ContactPointId)?.Name,
        Purpose = Words.Of(wish.Purpose),
        AccountIds = JsonSerializer.Serialize(inquiry.Intent.Debts),
        Place = wish.Place is { } place ? Words.Of(place) : null,
        StaffCount = wish.StaffCount,
        Status = EventRow.Reserved,
        ReservedUntil = UtcMicros.From(Earlier(now + LifeMax, decision.ValidUntil.ToDateTimeOffset())),
        BeganAt = UtcMicros.From(now),
    };

    private PermitRow Issue(string decisionId, EventRow contact, string? overrideId) => new()
    {
        Id = _ids.New("pm"),
        InstitutionId = contact.InstitutionId,
        DecisionId = decisionId,
        ContactId = contact.Id,
        StaffId = contact.StaffId,
        Status = PermitRow.Issued,
        IssuedAt = contact.BeganAt,
        ExpiresAt = contact.ReservedUntil!.Value,
        OverrideId = overrideId,
    };

    private static DecisionRow Row(Caller caller, DecisionView view, ContactWish wish, DateTimeOffset now, Evidence.Receipt receipt) => new()
    {
        Id = view.Id!,
        InstitutionId = caller.InstitutionId,
        CaseId = wish.CaseId,
        PersonId = wish.PersonId,
        StaffId = caller.StaffId,
        Channel = Words.Of(wish.Channel),
        AskedAt = UtcMicros.From(now),
        Verdict = view.Verdict,
        EntryId = receipt.EntryId,
        ExhibitId = receipt.ExhibitId!, // The entry was given content, so it has an exhibit.
    };

    private static List<RefusalRow> Refusals(Caller caller, DecisionView view, Decision decision, DateTimeOffset now) =>
    [
        .. DecisionViews.InTheWay(decision).DistinctBy(rule => rule.Id).Select(rule =>
            new RefusalRow(view.Id!, rule.Id, caller.InstitutionId, UtcMicros.From(now), rule.Text.Zh, rule.Text.En)),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
