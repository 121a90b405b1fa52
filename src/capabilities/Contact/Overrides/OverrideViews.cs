namespace Daylight.Contact;

/// <summary>Asks that the rules of a refusal be lifted for one contact.</summary>
/// <param name="DecisionId">The refusal, one's own and not older than a day; null where <paramref name="Contact"/> says what is wanted.</param>
/// <param name="Reason">Why; kept sealed. At least 10 characters.</param>
/// <param name="Contact">The contact itself: the gate is asked for it first, and its refusal is the decision that the override is about.</param>
public sealed record RequestOverrideRequest(string? DecisionId, string Reason, AskPermitRequest? Contact = null);

/// <summary>An override with the refusal that it is about, in words.</summary>
/// <param name="Override">The override.</param>
/// <param name="Decision">The refusal as it was; null if it can no longer be read.</param>
public sealed record OverrideDecisionView(OverrideView Override, DecisionView? Decision);

/// <summary>Approves or denies.</summary>
/// <param name="Note">A note; kept sealed. Needed for a denial.</param>
public sealed record DecideOverrideRequest(string? Note = null);

/// <summary>Rules that one asker wants lifted for one contact, and what became of it.</summary>
/// <param name="Id">The override (<c>ov…</c>).</param>
/// <param name="Status">requested, approved, denied, used or expired.</param>
/// <param name="DecisionId">The refusal.</param>
/// <param name="CaseId">The case.</param>
/// <param name="CaseReference">The case's number.</param>
/// <param name="PersonId">The person.</param>
/// <param name="PersonName">Their name, masked.</param>
/// <param name="Channel">The channel.</param>
/// <param name="ContactPointId">The contact point.</param>
/// <param name="Rules">What would be lifted, and nothing else.</param>
/// <param name="Reason">Why; null if it can no longer be read.</param>
/// <param name="RequestedById">Who asks.</param>
/// <param name="RequestedByName">Their name.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ExpiresAt">Until when it can be decided on, or its permit taken.</param>
/// <param name="DecidedById">Who decided.</param>
/// <param name="DecidedByName">Their name.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Note">Their note.</param>
/// <param name="PermitId">The permit that was taken.</param>
/// <param name="MayDecide">Whether the reader may approve or deny it now.</param>
/// <param name="MayTake">Whether the reader may take its permit now.</param>
public sealed record OverrideView(
    string Id,
    string Status,
    string DecisionId,
    string CaseId,
    string? CaseReference,
    string PersonId,
    string? PersonName,
    string Channel,
    string? ContactPointId,
    IReadOnlyList<string> Rules,
    string? Reason,
    string RequestedById,
    string? RequestedByName,
    DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt,
    string? DecidedById,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? Note,
    string? PermitId,
    bool MayDecide,
    bool MayTake);
