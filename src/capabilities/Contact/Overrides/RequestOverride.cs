using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// Asks for an override of one's own refusal. Only what is short of a prohibition can be asked for, and a machine never asks:
/// the strengths are read from the decision itself, decided again from its record.
/// </summary>
public sealed class RequestOverride
{
    /// <summary>How old a refusal may be.</summary>
    public static readonly TimeSpan DecisionAgeMax = TimeSpan.FromDays(1);

    /// <summary>How long a request waits for a second person.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    private const int ReasonMin = 10;
    private const int ReasonMax = 2000;

    private readonly OverrideDesk _overrides;
    private readonly AskPermit _ask;
    private readonly ReplayDecision _replay;
    private readonly ContactLedger _ledger;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal RequestOverride(OverrideDesk overrides, AskPermit ask, ReplayDecision replay, ContactLedger ledger, IdSource ids, TimeProvider clock)
    {
        _overrides = overrides;
        _ask = ask;
        _replay = replay;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Asks, in the caller's transaction. Asking twice for the same refusal is a conflict.</summary>
    public Result<OverrideView> Request(Session session, Caller caller, RequestOverrideRequest request)
    {
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length is < ReasonMin or > ReasonMax)
        {
            return Failure.Invalid("reason", $"Say why in {ReasonMin} to {ReasonMax} characters.");
        }

        var refused = Refused(session, caller, request);
        if (refused.IsFailure)
        {
            return refused.Failure!;
        }

        var now = _clock.GetUtcNow();
        if (DecisionStore.ById(session, caller.InstitutionId, refused.Value) is not { } decision || decision.StaffId != caller.StaffId)
        {
            return Failure.NotFound("decision of yours");
        }

        if (UtcMicros.ToInstant(decision.AskedAt) + DecisionAgeMax <= now)
        {
            return ContactErrors.OverrideEnded;
        }

        session.Lock($"contact-override:{decision.Id}");
        var row = Row(session, decision, now);
        if (row.IsFailure)
        {
            return row.Failure!;
        }

        if (OverrideStore.OpenFor(session, caller.InstitutionId, decision.Id) is { } open)
        {
            if (open.StatusAt(now) != OverrideRow.Expired)
            {
                return ContactErrors.OverrideOpen;
            }

            OverrideStore.Expire(session, open.Id);
        }

        var receipt = _ledger.OverrideRequested(session, row.Value, reason);
        var kept = row.Value with { ReasonExhibitId = receipt.ExhibitId! }; // The entry was given content, so it has an exhibit.
        OverrideStore.Insert(session, kept);
        return _overrides.View(session, caller, kept, now);
    }

    /// <summary>The refusal: the one that is named, or the one the gate gives now for the contact. A permit that it gives instead is rolled back with the failure.</summary>
    private Result<string> Refused(Session session, Caller caller, RequestOverrideRequest request)
    {
        if (request.Contact is null)
        {
            return request.DecisionId ?? "";
        }

        if (request.DecisionId is not null)
        {
            return Failure.Invalid("decisionId", "Name a decision or a contact, not both.");
        }

        var asked = _ask.Ask(session, caller, request.Contact);
        return asked.IsFailure ? asked.Failure!
            : asked.Value.Permit is not null ? ContactErrors.OverrideNotNeeded
            : asked.Value.Decision.Id!; // What was asked for a permit has an id.
    }

    private Result<OverrideRow> Row(Session session, DecisionRow decision, DateTimeOffset now)
    {
        if (_replay.Again(session, decision) is not Replayed.Same same)
        {
            return ContactErrors.OverrideImpossible("This decision cannot be decided again, so nobody can tell what an override would lift; ask the gate anew.");
        }

        if (same.Answer.IsPermitted)
        {
            return ContactErrors.OverrideNotNeeded;
        }

        var intent = same.Stored.Question.Intent;
        if (LiftedPolicy.Hindrance(same.Answer, intent.Channel) is { } hindrance)
        {
            return ContactErrors.OverrideImpossible(hindrance);
        }

        return new OverrideRow
        {
            Id = _ids.New("ov"),
            InstitutionId = decision.InstitutionId,
            DecisionId = decision.Id,
            CaseId = decision.CaseId,
            PersonId = decision.PersonId,
            StaffId = decision.StaffId,
            Channel = decision.Channel,
            ContactPointId = same.Stored.ContactPointId,
            Purpose = Gate.Words.Of(intent.Purpose),
            AccountIds = OverrideRow.List(intent.Debts),
            Place = intent.Place is { } place ? Gate.Words.Of(place) : null,
            StaffCount = intent.StaffCount,
            Rules = OverrideRow.List(DecisionViews.InTheWay(same.Answer).Select(rule => rule.Id).Distinct(StringComparer.Ordinal)),
            Status = OverrideRow.Requested,
            RequestedAt = UtcMicros.From(now),
            ExpiresAt = UtcMicros.From(now + WaitMax),
        };
    }
}
