using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>The only way to a <see cref="Permit"/>.</summary>
public sealed class Permits
{
    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly CaseActivity _activity;
    private readonly GateDesk _desk;
    private readonly StandingPermits _standing;
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;

    internal Permits(
        CaseAccess access, CaseFiles cases, CaseActivity activity, GateDesk desk, StandingPermits standing, ContactLedger ledger, TimeProvider clock)
    {
        _access = access;
        _cases = cases;
        _activity = activity;
        _desk = desk;
        _standing = standing;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>
    /// Uses a permit up, in the caller's transaction: the contact begins now. The gate is asked once more, so that a permit
    /// whose decision no longer stands (a cease letter came in meanwhile) is refused as <c>permit-expired</c>, and its slot is
    /// given back in the same transaction, which commits with that answer: call this before anything else is written.
    /// The caller's own entry (<c>conversation.opened</c>, <c>message.sent</c>) names the permit and the contact.
    /// </summary>
    /// <returns>The permit, or <c>permit-not-found</c>, <c>permit-expired</c>, <c>permit-used</c>, <c>permit-mismatch</c>.</returns>
    public Result<Permit> Use(Session session, Caller caller, string permitId, PermitExpectation expectation)
    {
        var standing = Check(session, caller, permitId, expectation);
        if (standing.IsFailure)
        {
            return standing.Failure!;
        }

        var (permit, contact, inquiry, decision, now) = standing.Value;
        if (!PermitStore.Use(session, permit.Id, UtcMicros.From(now), ContentLaws.Write(ContentLaw.Of(inquiry.Policy, decision))))
        {
            return ContactErrors.PermitUsed;
        }

        if (permit.OverrideId is { } overrideId)
        {
            _ledger.OverrideUsed(session, caller, contact, overrideId, permit.Id);
        }

        EventStore.Make(session, contact.Id, UtcMicros.From(now));
        _activity.Touch(session, caller.InstitutionId, contact.CaseId, now);
        return new Permit(Terms(permit, contact, inquiry, decision, now));
    }

    /// <summary>As <see cref="Use"/>, but leaves the permit unused: for showing beforehand that it would do (message screening). In a writing transaction.</summary>
    public Result<PermitTermsView> Look(Session session, Caller caller, string permitId, PermitExpectation expectation)
    {
        var standing = Check(session, caller, permitId, expectation);
        if (standing.IsFailure)
        {
            return standing.Failure!;
        }

        var (permit, contact, inquiry, decision, now) = standing.Value;
        return new PermitTermsView(
            permit.Id,
            contact.CaseId,
            contact.PersonId,
            contact.PersonRole,
            contact.Channel,
            contact.ContactPointId,
            contact.Purpose,
            decision.Zone ?? caller.InstitutionZone,
            inquiry.HasConsentedHours(now),
            ContentLaw.Of(inquiry.Policy, decision),
            UtcMicros.ToInstant(permit.ExpiresAt));
    }

    private Result<Standing> Check(Session session, Caller caller, string permitId, PermitExpectation expectation)
    {
        if (PermitStore.ById(session, caller.InstitutionId, permitId) is not { } seen || seen.StaffId != caller.StaffId)
        {
            return ContactErrors.PermitNotFound;
        }

        var contact = EventStore.ById(session, caller.InstitutionId, seen.ContactId)!; // A permit is written together with its contact.
        _cases.HoldStatus(session, caller.InstitutionId, contact.CaseId);
        if (_access.Find(session, caller, contact.CaseId).Failure is { } hidden)
        {
            return hidden;
        }

        var file = GateFile.Read(session, _cases, caller.InstitutionId, contact.CaseId);
        GateDesk.Lock(session, file, contact.PersonId);
        var permit = PermitStore.ById(session, caller.InstitutionId, permitId)!; // Read again behind the lock; rows are never removed.
        var now = _clock.GetUtcNow();
        return (Ended(permit, now) ?? Mismatch(contact, expectation)) is { } failure
            ? failure
            : Again(session, file, permit, contact, now);
    }

    private Result<Standing> Again(Session session, GateFile file, PermitRow permit, EventRow contact, DateTimeOffset now)
    {
        var inquiry = _desk.Reopen(session, file, permit, contact, now);
        if (inquiry.IsFailure)
        {
            return Fallen(session, permit, contact, now, "the person or the contact point is no longer in the case");
        }

        var decision = inquiry.Value.Decide(now);
        return decision.IsPermitted
            ? new Standing(permit, contact, inquiry.Value, decision, now)
            : Fallen(session, permit, contact, now, string.Join(", ", DecisionViews.InTheWay(decision).Select(rule => rule.Id)));
    }

    private Failure Fallen(Session session, PermitRow permit, EventRow contact, DateTimeOffset now, string because)
    {
        _standing.End(session, [(permit, contact, "use")], now);
        return ContactErrors.PermitNoLongerStands(because) with { KeepsItsWriting = true };
    }

    private static Failure? Ended(PermitRow permit, DateTimeOffset now) => permit.Status switch
    {
        PermitRow.Used => ContactErrors.PermitUsed,
        PermitRow.Released => ContactErrors.PermitReleased,
        PermitRow.Expired => ContactErrors.PermitExpired(UtcMicros.ToInstant(Math.Min(permit.EndedAt ?? permit.ExpiresAt, permit.ExpiresAt))),
        _ => UtcMicros.From(now) >= permit.ExpiresAt ? ContactErrors.PermitExpired(UtcMicros.ToInstant(permit.ExpiresAt)) : null,
    };

    private static Failure? Mismatch(EventRow contact, PermitExpectation expectation)
    {
        if (expectation.CaseId is not null && expectation.CaseId != contact.CaseId)
        {
            return ContactErrors.PermitMismatch("caseId", "The permit is for another case.");
        }

        if (expectation.PersonId is not null && expectation.PersonId != contact.PersonId)
        {
            return ContactErrors.PermitMismatch("personId", "The permit is for another person.");
        }

        if (expectation.Channels is { } channels && !channels.Contains(contact.Channel, StringComparer.Ordinal))
        {
            return ContactErrors.PermitMismatch("kind", $"The permit is for the channel {contact.Channel}.");
        }

        return expectation.ContactPointId is not null && expectation.ContactPointId != contact.ContactPointId
            ? ContactErrors.PermitMismatch("contactPointId", "The permit is for another contact point.")
            : null;
    }

    private static PermitTerms Terms(PermitRow permit, EventRow contact, GateInquiry inquiry, Decision decision, DateTimeOffset now) => new()
    {
        Id = permit.Id,
        ContactId = contact.Id,
        DecisionId = permit.DecisionId,
        InstitutionId = permit.InstitutionId,
        CaseId = contact.CaseId,
        PersonId = contact.PersonId,
        PersonRole = contact.PersonRole,
        Channel = contact.Channel,
        ContactPointId = contact.ContactPointId,
        Purpose = contact.Purpose,
        AccountIds = contact.Accounts,
        StaffId = permit.StaffId,
        Zone = decision.Zone ?? inquiry.State.Zones[0], // A permitted decision rests on at least one zone.
        UsedAt = now,
        ConsentedHours = inquiry.HasConsentedHours(now),
        Obligations = [.. decision.Obligations.Select(obligation => obligation.Code)],
    };

    private sealed record Standing(PermitRow Permit, EventRow Contact, GateInquiry Inquiry, Decision Decision, DateTimeOffset Now);
}

/// <summary>What an unused permit says; nothing can be done with it.</summary>
public sealed record PermitTermsView(
    string PermitId,
    string CaseId,
    string PersonId,
    string PersonRole,
    string Channel,
    string? ContactPointId,
    string Purpose,
    string Zone,
    bool ConsentedHours,
    IReadOnlyList<ContentLaw> ContentLaw,
    DateTimeOffset ExpiresAt);
