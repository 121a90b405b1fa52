using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>A contact that the person began: they rang or wrote.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">Who began it.</param>
/// <param name="Channel">The channel's word, for example <c>call</c>.</param>
/// <param name="At">When it began.</param>
/// <param name="ContactPointId">From which point, where that is known.</param>
public sealed record InboundContact(string CaseId, string PersonId, string Channel, DateTimeOffset At, string? ContactPointId = null);

/// <summary>A contact made before, or outside, this product: what an imported conversation tells.</summary>
/// <param name="InstitutionId">The institution.</param>
/// <param name="CaseId">The case; the importer has found it.</param>
/// <param name="PersonId">The person contacted, or who contacted us.</param>
/// <param name="StaffId">Who made it.</param>
/// <param name="Channel">The channel's word.</param>
/// <param name="IsInbound">Whether the person began it.</param>
/// <param name="At">When it began.</param>
/// <param name="Outcome">What came of it; null counts as the worst it may have been.</param>
/// <param name="DurationSeconds">How long they spoke.</param>
public sealed record PastContact(
    string InstitutionId,
    string CaseId,
    string PersonId,
    string StaffId,
    string Channel,
    bool IsInbound,
    DateTimeOffset At,
    string? Outcome = null,
    long? DurationSeconds = null);

/// <summary>What other rooms tell about contacts; each call works in the caller's transaction.</summary>
public sealed class ContactEvents
{
    /// <summary>How far a client's clock may run ahead of ours.</summary>
    public static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly CaseActivity _activity;
    private readonly OutcomeStatement _statement;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal ContactEvents(
        CaseAccess access, CaseFiles cases, CaseActivity activity, OutcomeStatement statement, IdSource ids, TimeProvider clock)
    {
        _access = access;
        _cases = cases;
        _activity = activity;
        _statement = statement;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>
    /// Records an inbound contact and returns its id (<c>ct…</c>). It counts wherever a rule looks at what the person began.
    /// Leaves no entry of its own: the conversation's entry names the contact.
    /// </summary>
    public Result<string> RecordInbound(Session session, Caller caller, InboundContact contact)
    {
        if (_access.Find(session, caller, contact.CaseId).Failure is { } hidden)
        {
            return hidden;
        }

        var file = GateFile.Read(session, _cases, caller.InstitutionId, contact.CaseId);
        if (file.Person(contact.PersonId) is not { } person)
        {
            return Failure.NotFound("person in this case");
        }

        if (!Words.TryRead<Channel>(contact.Channel, out _))
        {
            return Failure.Invalid("channel", $"Give one of: {Words.All<Channel>()}.");
        }

        if (contact.ContactPointId is not null && file.Point(contact.ContactPointId)?.PersonId != contact.PersonId)
        {
            return Failure.Invalid("contactPointId", "Name a contact point of this person in this case.");
        }

        if (contact.At > _clock.GetUtcNow() + ClockSkewMax)
        {
            return Failure.Invalid("startedAt", "This lies ahead; give the moment at which the contact began.");
        }

        GateDesk.Lock(session, file, contact.PersonId);
        var row = Row(caller, file, person, contact);
        EventStore.Insert(session, row);
        _activity.Touch(session, caller.InstitutionId, contact.CaseId, contact.At);
        return row.Id;
    }

    /// <summary>
    /// Records a contact of the past, so that caps are not blind to what happened before the import. It gives no right to make
    /// one. Leaves no entry of its own: the import's entry names the contact.
    /// </summary>
    public Result<string> RecordPast(Session session, PastContact contact)
    {
        var file = GateFile.Read(session, _cases, contact.InstitutionId, contact.CaseId);
        if (file.Person(contact.PersonId) is not { } person)
        {
            return Failure.NotFound("person in this case");
        }

        if (!Words.TryRead<Channel>(contact.Channel, out _))
        {
            return Failure.Invalid("channel", $"Give one of: {Words.All<Channel>()}.");
        }

        if (contact.Outcome is not null && !Words.TryRead<Outcome>(contact.Outcome, out _))
        {
            return Failure.Invalid("outcome", $"Give one of: {Words.All<Outcome>()}.");
        }

        if (contact.At > _clock.GetUtcNow() + ClockSkewMax)
        {
            return Failure.Invalid("startedAt", "This lies ahead; a contact of the past began before now.");
        }

        GateDesk.Lock(session, file, contact.PersonId);
        var at = UtcMicros.From(contact.At);
        EventRow row = new()
        {
            Id = _ids.New("ct"),
            InstitutionId = contact.InstitutionId,
            CaseId = contact.CaseId,
            PersonId = contact.PersonId,
            PersonRole = RoleWord(person),
            StaffId = contact.StaffId,
            Direction = Words.Of(contact.IsInbound ? Direction.Inbound : Direction.Outbound),
            Channel = contact.Channel,
            Purpose = Words.Of(Purpose.Collection),
            Status = EventRow.Made,
            BeganAt = at,
            Outcome = contact.Outcome,
            OutcomeAt = contact.Outcome is null ? null : at,
            DurationSeconds = contact.DurationSeconds,
        };
        EventStore.Insert(session, row);
        _activity.Touch(session, contact.InstitutionId, contact.CaseId, contact.At);
        return row.Id;
    }

    /// <summary>
    /// States what came of a contact; a later different outcome re-states the earlier one, and the counters follow.
    /// Appends <c>contact.outcome</c> when something changed.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="caller">Who says so.</param>
    /// <param name="contactId">The contact (<see cref="Permit.ContactId"/> or the answer of <see cref="RecordInbound"/>).</param>
    /// <param name="outcome">The outcome's word: <c>no-answer</c>, <c>conversation</c>, <c>delivered</c>…</param>
    /// <param name="at">When it was known.</param>
    /// <param name="durationSeconds">How long they spoke, where that is known.</param>
    public Result<string> StateOutcome(Session session, Caller caller, string contactId, string outcome, DateTimeOffset at, long? durationSeconds)
    {
        if (EventStore.ById(session, caller.InstitutionId, contactId) is not { Status: EventRow.Made } seen)
        {
            return Failure.NotFound("contact");
        }

        GateDesk.Lock(session, GateFile.Read(session, _cases, caller.InstitutionId, seen.CaseId), seen.PersonId);
        var contact = EventStore.ById(session, caller.InstitutionId, contactId)!; // Read again behind the lock; rows are never removed.
        var stated = _statement.State(session, caller, contact, new StatedOutcome(outcome, at, durationSeconds));
        return stated.IsFailure ? stated.Failure! : contactId;
    }

    private static string RoleWord(GatePerson person) => person.Role == PartyRole.Unknown ? "Unknown" : Words.Of(person.Role);

    private EventRow Row(Caller caller, GateFile file, GatePerson person, InboundContact contact) => new()
    {
        Id = _ids.New("ct"),
        InstitutionId = caller.InstitutionId,
        CaseId = contact.CaseId,
        PersonId = contact.PersonId,
        PersonRole = RoleWord(person),
        StaffId = caller.StaffId,
        Direction = Words.Of(Direction.Inbound),
        Channel = contact.Channel,
        ContactPointId = contact.ContactPointId,
        Point = file.Point(contact.ContactPointId)?.Name,
        Purpose = Words.Of(Purpose.Collection),
        Status = EventRow.Made,
        BeganAt = UtcMicros.From(contact.At),
    };
}
