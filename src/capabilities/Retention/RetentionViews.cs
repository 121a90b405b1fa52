using Daylight.Platform;

namespace Daylight.Retention;

/// <summary>Where the institution's people stand.</summary>
/// <param name="People">Whom the schedule knows.</param>
/// <param name="Due">Whose term has run and whom nothing holds.</param>
/// <param name="Held">Under legal hold.</param>
/// <param name="Restricted">Kept, and used for nothing.</param>
/// <param name="Erased">Erased.</param>
/// <param name="Requested">Requests that wait for a second person.</param>
/// <param name="Waiting">Requests that wait for a term or a hold to end.</param>
/// <param name="ScheduledAt">When the schedule last went through all of them; null before its first time.</param>
/// <param name="Running">True while it is going through them.</param>
public sealed record RetentionSummary(
    long People, long Due, long Held, long Restricted, long Erased, long Requested, long Waiting, DateTimeOffset? ScheduledAt, bool Running);

/// <summary>A person as the schedule sees them.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="MaskedName">The masked name.</param>
/// <param name="Cases">Their own cases, as far as they are shown.</param>
/// <param name="State"><c>active</c>, <c>restricted</c> or <c>erased</c>.</param>
/// <param name="Held">Whether a legal hold stands.</param>
/// <param name="DueAt">From when on no duty keeps their data; null if that is not known.</param>
/// <param name="Why"><c>term</c>, <c>open-case</c>, <c>no-rule</c>, <c>not-known</c> or <c>erased</c>.</param>
/// <param name="Rule">The rule that keeps longest.</param>
/// <param name="Title">Its sentence.</param>
/// <param name="RequestId">The open erasure request, if there is one.</param>
public sealed record RetentionPersonView(
    string PersonId, string MaskedName, IReadOnlyList<RetentionCaseView> Cases, string State, bool Held, DateTimeOffset? DueAt, string Why, string? Rule, Bilingual? Title,
    string? RequestId);

/// <summary>A case of a person.</summary>
public sealed record RetentionCaseView(string Id, string Reference);

/// <summary>A legal hold.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CaseId">The case it keeps, with everybody in it; or null.</param>
/// <param name="CaseReference">The case's number.</param>
/// <param name="PersonId">The person it keeps; or null.</param>
/// <param name="PersonName">Their masked name.</param>
/// <param name="Reason">Why, one of the known words.</param>
/// <param name="Reference">The number of the proceedings.</param>
/// <param name="Until">Until when; null: until it is released.</param>
/// <param name="Status"><c>standing</c>, <c>ended</c> or <c>released</c>.</param>
/// <param name="PlacedBy">Who placed it.</param>
/// <param name="PlacedAt">When.</param>
/// <param name="ReleasedBy">Who released it.</param>
/// <param name="ReleasedAt">When.</param>
public sealed record HoldView(
    string Id, string? CaseId, string? CaseReference, string? PersonId, string? PersonName, string Reason, string? Reference, DateTimeOffset? Until, string Status,
    string PlacedBy, DateTimeOffset PlacedAt, string? ReleasedBy, DateTimeOffset? ReleasedAt);

/// <summary>A request to erase a person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PersonId">Whom.</param>
/// <param name="PersonName">Their masked name.</param>
/// <param name="Basis"><c>term</c> or <c>person-request</c>.</param>
/// <param name="Status"><c>requested</c>, <c>waiting</c> (a duty or a hold still keeps the data), <c>erased</c> or <c>denied</c>.</param>
/// <param name="RequestedBy">Who asked for it, by name.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="DueAt">From when on nothing keeps the data; null if that is not known.</param>
/// <param name="Held">Whether a legal hold stands.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why it was denied.</param>
/// <param name="MayDecide">Whether the reader may decide: another person than asked, with the right to.</param>
public sealed record ErasureRequestView(
    string Id, string PersonId, string PersonName, string Basis, string Status, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? DueAt, bool Held,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, bool MayDecide);

/// <summary>Places a legal hold on a case or on a person.</summary>
/// <param name="CaseId">The case; or null.</param>
/// <param name="PersonId">The person; or null.</param>
/// <param name="Reason"><c>litigation</c>, <c>arbitration</c>, <c>regulator</c>, <c>complaint</c>, <c>criminal</c> or <c>other</c>.</param>
/// <param name="Reference">The number of the proceedings; no names.</param>
/// <param name="Until">Until when; null: until it is released.</param>
public sealed record PlaceHoldRequest(string Reason, string? CaseId = null, string? PersonId = null, string? Reference = null, DateTimeOffset? Until = null);

/// <summary>Releases a hold.</summary>
/// <param name="Reason"><c>proceedings-ended</c>, <c>settled</c>, <c>withdrawn</c>, <c>mistake</c> or <c>other</c>.</param>
public sealed record ReleaseHoldRequest(string Reason);

/// <summary>Asks for the erasure of a person.</summary>
/// <param name="PersonId">Whom.</param>
/// <param name="Basis"><c>term</c>: nothing keeps the data any more; <c>person-request</c>: the person asked for it.</param>
public sealed record RequestErasureRequest(string PersonId, string Basis);

/// <summary>Denies an erasure.</summary>
/// <param name="Reason"><c>not-the-person</c>, <c>withdrawn</c>, <c>duty-to-keep</c>, <c>dispute</c> or <c>other</c>.</param>
public sealed record DenyErasureRequest(string Reason);
