using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>A contact that the person began: they rang or wrote.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">Who began it.</param>
/// <param name="Channel">The channel's word, for example <c>call</c>.</param>
/// <param name="At">When it began.</param>
/// <param name="ContactPointId">From which point, where that is known.</param>
public sealed record InboundContact(string CaseId, string PersonId, string Channel, DateTimeOffset At, string? ContactPointId = null);

/// <summary>What other rooms tell about contacts; each call works in the caller's transaction.</summary>
public sealed class ContactEvents
{
    /// <summary>
    /// Records an inbound contact and returns its id (<c>ct…</c>). It counts wherever a rule looks at what the person began.
    /// Leaves no entry of its own: the conversation's entry names the contact.
    /// </summary>
    public Result<string> RecordInbound(Session session, Caller caller, InboundContact contact) => Failure.NotFound("case");

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
    public Result<string> StateOutcome(Session session, Caller caller, string contactId, string outcome, DateTimeOffset at, long? durationSeconds) =>
        Failure.NotFound("contact");
}
