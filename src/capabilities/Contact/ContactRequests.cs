using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Asks for a permit to make one contact.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">The person to be contacted.</param>
/// <param name="Channel">call, ai-call, prerecorded, sms, im, email, letter or visit.</param>
/// <param name="ContactPointId">The contact point, one of the person's.</param>
/// <param name="Purpose">collection unless said otherwise.</param>
/// <param name="AccountIds">The accounts that will be spoken of; all of the case unless said otherwise.</param>
/// <param name="Place">Of a visit: home, office or other.</param>
/// <param name="StaffCount">Of a visit: how many members of staff go.</param>
public sealed record AskPermitRequest(
    string CaseId,
    string PersonId,
    string Channel,
    string? ContactPointId = null,
    string? Purpose = null,
    IReadOnlyList<string>? AccountIds = null,
    string? Place = null,
    int? StaffCount = null);

/// <summary>Asks what the gate would say; reserves nothing and leaves no entry.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Channel">The channel.</param>
/// <param name="ContactPointId">The contact point.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="AccountIds">The accounts.</param>
/// <param name="Place">Of a visit.</param>
/// <param name="StaffCount">Of a visit.</param>
/// <param name="At">The moment asked about; now unless said otherwise. Facts and history stand still.</param>
/// <param name="Assume">What is supposed besides what is known; never stored.</param>
public sealed record ExploreContactRequest(
    string CaseId,
    string PersonId,
    string Channel,
    string? ContactPointId = null,
    string? Purpose = null,
    IReadOnlyList<string>? AccountIds = null,
    string? Place = null,
    int? StaffCount = null,
    DateTimeOffset? At = null,
    AssumptionRequest? Assume = null);

/// <summary>Says what came of a contact.</summary>
/// <param name="Outcome">busy, not-in-service, no-answer, dropped, voicemail, limited-content-voicemail, conversation, effective-talk, delivered, bounced, replied or refused.</param>
/// <param name="At">When the contact began, if it was not reported as it happened; now unless said otherwise.</param>
/// <param name="DurationSeconds">How long they spoke; 0 to 86400.</param>
/// <param name="Note">A note; kept sealed.</param>
/// <param name="Promise">What the person promised to pay.</param>
public sealed record ReportOutcomeRequest(
    string Outcome, DateTimeOffset? At = null, long? DurationSeconds = null, string? Note = null, PromiseRequest? Promise = null);

/// <summary>A promise to pay.</summary>
/// <param name="Amount">How much, more than nothing.</param>
/// <param name="DueDate">Until which day, <c>2026-03-31</c>.</param>
public sealed record PromiseRequest(Money Amount, DateOnly DueDate);

/// <summary>Records a fact about a person of a case.</summary>
/// <param name="CaseId">The case in which it became known.</param>
/// <param name="PersonId">Whom it is about.</param>
/// <param name="Kind">A kind of fact the policy language knows, from consent to legal-hold; a wrong one is answered with all of them.</param>
/// <param name="Form">written, oral or employer-policy.</param>
/// <param name="From">Local time of day from which it applies, <c>21:00</c>.</param>
/// <param name="To">Local time of day to which it applies, excluded.</param>
/// <param name="Until">When it ends.</param>
/// <param name="At">From when it counts; now unless said otherwise, never later.</param>
/// <param name="Scope">What a consent, agreement or inconvenience is about (hours, frequency, text, place…), or which sensitive event it is; other kinds have none.</param>
/// <param name="Channel">The channel it is about.</param>
/// <param name="ContactPointId">The contact point it is about.</param>
/// <param name="Place">home, office, other, hospital or public.</param>
/// <param name="Note">A note; kept sealed.</param>
/// <param name="AccountIds">The accounts it is about; all unless said otherwise.</param>
/// <param name="ToPersonId">With scope third-party or direct-contact: who may be contacted.</param>
/// <param name="Sent">Of a letter: when it was sent.</param>
/// <param name="Purpose">The purpose of contact that it is limited to; where the person could limit it.</param>
public sealed record RecordFactRequest(
    string CaseId,
    string PersonId,
    string Kind,
    string? Form = null,
    string? From = null,
    string? To = null,
    DateTimeOffset? Until = null,
    DateTimeOffset? At = null,
    string? Scope = null,
    string? Channel = null,
    string? ContactPointId = null,
    string? Place = null,
    string? Note = null,
    IReadOnlyList<string>? AccountIds = null,
    string? ToPersonId = null,
    DateTimeOffset? Sent = null,
    string? Purpose = null);
