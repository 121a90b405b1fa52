using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// The second person: approves or denies. An approval lets the asker take one permit within the hour, for the same person,
/// channel and point. The gate is asked again at approval, when the permit is taken, and when it is used: each time only the
/// named rules are lifted, and anything that came up since refuses.
/// </summary>
public sealed class DecideOverride
{
    /// <summary>How long an approved override waits to be taken.</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromHours(1);

    private const int NoteMax = 2000;

    private readonly OverrideDesk _overrides;
    private readonly AskPermit _ask;
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;

    internal DecideOverride(OverrideDesk overrides, AskPermit ask, ContactLedger ledger, TimeProvider clock)
    {
        _overrides = overrides;
        _ask = ask;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>Approves, in the caller's transaction.</summary>
    public Result<OverrideView> Approve(Session session, Caller caller, string id, DecideOverrideRequest request)
    {
        var now = _clock.GetUtcNow();
        var open = Open(session, caller, id, request.Note, now);
        if (open.IsFailure)
        {
            return open.Failure!;
        }

        var inquired = _overrides.Inquire(session, open.Value, now);
        if (inquired.IsFailure)
        {
            return inquired.Failure!;
        }

        var decision = inquired.Value.Inquiry.Decide(now);
        return decision.IsPermitted
            ? Decide(session, caller, open.Value, OverrideRow.Approved, request.Note, now, now + LifeMax)
            : ContactErrors.OverrideOvertaken(string.Join(", ", DecisionViews.InTheWay(decision).Select(rule => rule.Id)));
    }

    /// <summary>Denies, in the caller's transaction; it must be said why.</summary>
    public Result<OverrideView> Deny(Session session, Caller caller, string id, DecideOverrideRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Note))
        {
            return Failure.Invalid("note", "Say why it is denied.");
        }

        var now = _clock.GetUtcNow();
        var open = Open(session, caller, id, request.Note, now);
        return open.IsFailure
            ? open.Failure!
            : Decide(session, caller, open.Value, OverrideRow.Denied, request.Note, now, UtcMicros.ToInstant(open.Value.ExpiresAt));
    }

    /// <summary>The asker takes the one permit, in the caller's transaction.</summary>
    public Result<PermitAnswer> Take(Session session, Caller caller, string id)
    {
        var now = _clock.GetUtcNow();
        var found = _overrides.Find(session, caller, id);
        if (found.IsFailure || found.Value.StaffId != caller.StaffId)
        {
            return Failure.NotFound("override of yours");
        }

        if (found.Value.StatusAt(now) != OverrideRow.Approved)
        {
            return ContactErrors.OverrideEnded;
        }

        var inquired = _overrides.Inquire(session, found.Value, now);
        if (inquired.IsFailure)
        {
            return inquired.Failure!;
        }

        var decision = inquired.Value.Inquiry.Decide(now);
        if (!decision.IsPermitted)
        {
            return ContactErrors.OverrideOvertaken(string.Join(", ", DecisionViews.InTheWay(decision).Select(rule => rule.Id)));
        }

        var answer = _ask.IssueUnder(session, caller, inquired.Value, id, now);
        return OverrideStore.Take(session, id, answer.Permit!.Id) ? answer : ContactErrors.OverrideEnded; // A permitted decision has a permit.
    }

    private Result<OverrideRow> Open(Session session, Caller caller, string id, string? note, DateTimeOffset now)
    {
        if (note?.Length > NoteMax)
        {
            return Failure.Invalid("note", $"Give at most {NoteMax} characters.");
        }

        var found = _overrides.Find(session, caller, id);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        if (found.Value.StaffId == caller.StaffId)
        {
            return ContactErrors.OverrideOwn;
        }

        return found.Value.StatusAt(now) == OverrideRow.Requested ? found : ContactErrors.OverrideEnded;
    }

    private Result<OverrideView> Decide(
        Session session, Caller caller, OverrideRow row, string status, string? note, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var words = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        var receipt = _ledger.OverrideDecided(session, caller, row, status, words);
        return OverrideStore.Decide(session, row.Id, status, caller.StaffId, UtcMicros.From(now), UtcMicros.From(expiresAt), words is null ? null : receipt.ExhibitId)
            ? _overrides.View(session, caller, OverrideStore.ById(session, row.InstitutionId, row.Id)!, now) // Read above in this transaction.
            : ContactErrors.OverrideEnded;
    }
}
