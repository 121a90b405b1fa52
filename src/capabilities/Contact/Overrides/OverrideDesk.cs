using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>Finds and shows overrides: an asker's own, and for approvers those of cases they may see.</summary>
public sealed class OverrideDesk
{
    private const int ListedMax = 200;

    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly GateDesk _desk;
    private readonly ReplayDecision _replay;
    private readonly StaffDirectory _staff;
    private readonly Exhibits _exhibits;

    internal OverrideDesk(CaseAccess access, CaseFiles cases, GateDesk desk, ReplayDecision replay, StaffDirectory staff, Exhibits exhibits)
    {
        _access = access;
        _cases = cases;
        _desk = desk;
        _replay = replay;
        _staff = staff;
        _exhibits = exhibits;
    }

    /// <summary>The newest overrides the caller may see, at most 200.</summary>
    public Page<OverrideView> List(Session session, Caller caller, DateTimeOffset now)
    {
        var rows = OverrideStore.Newest(session, caller.InstitutionId, ListedMax);
        List<OverrideView> views = new(rows.Count);
        foreach (var row in rows)
        {
            if (IsVisible(caller, row) && !_access.Find(session, caller, row.CaseId).IsFailure)
            {
                views.Add(View(session, caller, row, now));
            }
        }

        return new Page<OverrideView>(views, null);
    }

    /// <summary>One override with its refusal in words: what the second person decides about.</summary>
    public Result<OverrideDecisionView> Read(Session session, Caller caller, string id, DateTimeOffset now)
    {
        var found = Find(session, caller, id);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var again = DecisionStore.ById(session, caller.InstitutionId, found.Value.DecisionId) is { } row ? _replay.Again(session, row) as Replayed.Same : null;
        return new OverrideDecisionView(View(session, caller, found.Value, now), again is null ? null : DecisionViews.Of(again.Answer, found.Value.DecisionId));
    }

    /// <summary>One override within the caller's scope.</summary>
    internal Result<OverrideRow> Find(Session session, Caller caller, string id) =>
        OverrideStore.ById(session, caller.InstitutionId, id) is { } row && IsVisible(caller, row) && !_access.Find(session, caller, row.CaseId).IsFailure
            ? row
            : Failure.NotFound("override");

    /// <summary>The question of its contact as of now, with its rules lifted, behind the lock on the people concerned.</summary>
    internal Result<OverrideInquiry> Inquire(Session session, OverrideRow row, DateTimeOffset now)
    {
        var wish = ContactWish.From(row.Wish);
        if (wish.IsFailure)
        {
            return wish.Failure!;
        }

        _cases.HoldStatus(session, row.InstitutionId, row.CaseId);
        var file = GateFile.Read(session, _cases, row.InstitutionId, row.CaseId);
        GateDesk.Lock(session, file, row.PersonId);
        var inquiry = _desk.Open(session, file, wish.Value, row.StaffId, now);
        return inquiry.IsFailure
            ? inquiry.Failure!
            : new OverrideInquiry(file, wish.Value, inquiry.Value with { Lifted = row.RuleIds });
    }

    internal OverrideView View(Session session, Caller caller, OverrideRow row, DateTimeOffset now)
    {
        var status = row.StatusAt(now);
        return new OverrideView(
            row.Id,
            status,
            row.DecisionId,
            row.CaseId,
            _cases.Find(session, row.InstitutionId, row.CaseId)?.Reference,
            row.PersonId,
            _cases.MaskedNames(session, row.InstitutionId, [row.PersonId]).GetValueOrDefault(row.PersonId),
            row.Channel,
            row.ContactPointId,
            row.RuleIds,
            Note(session, row.InstitutionId, row.ReasonExhibitId),
            row.StaffId,
            _staff.Find(session, row.InstitutionId, row.StaffId)?.DisplayName,
            UtcMicros.ToInstant(row.RequestedAt),
            UtcMicros.ToInstant(row.ExpiresAt),
            row.DecidedBy,
            row.DecidedBy is null ? null : _staff.Find(session, row.InstitutionId, row.DecidedBy)?.DisplayName,
            UtcMicros.ToInstant(row.DecidedAt),
            Note(session, row.InstitutionId, row.NoteExhibitId),
            row.PermitId,
            status == OverrideRow.Requested && caller.May(Permissions.OverrideApprove) && row.StaffId != caller.StaffId,
            status == OverrideRow.Approved && row.StaffId == caller.StaffId);
    }

    private static bool IsVisible(Caller caller, OverrideRow row) => row.StaffId == caller.StaffId || caller.May(Permissions.OverrideApprove);

    private string? Note(Session session, string institutionId, string? exhibitId)
    {
        if (exhibitId is null)
        {
            return null;
        }

        try
        {
            return ContactLedger.OverrideNoteOf(_exhibits.OpenForInspection(session, institutionId, exhibitId));
        }
        catch (Exception failure) when (failure is CryptographicException or LedgerFormatException)
        {
            return null; // The person was erased; the override stays on record without its words.
        }
    }
}

/// <summary>The contact of an override with all that the gate must know.</summary>
internal sealed record OverrideInquiry(GateFile File, ContactWish Wish, GateInquiry Inquiry);
