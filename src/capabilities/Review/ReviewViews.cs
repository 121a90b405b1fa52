using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Review;

/// <summary>What someone must see now: a finding, or (<c>model</c>) that a model in use drifts.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Seq">Its number within the institution, from 1, without gaps.</param>
/// <param name="At">When it was raised.</param>
/// <param name="Severity"><c>critical</c> or <c>major</c>.</param>
/// <param name="Category">One of the finding categories, or <c>model-drift</c>.</param>
/// <param name="Rule">The rule's id; null, as all that is of a finding, where it is about a model.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="FindingId">The finding.</param>
/// <param name="PersonName">The person's name, masked.</param>
/// <param name="StaffId">Who held the conversation.</param>
/// <param name="StaffName">Their name.</param>
/// <param name="TeamId">Their team.</param>
/// <param name="TeamName">The team's name.</param>
/// <param name="Excerpt">The words, with a little around them.</param>
/// <param name="AcknowledgedBy">The name of who acknowledged it.</param>
/// <param name="AcknowledgedAt">When.</param>
/// <param name="Withdrawn">True once its finding does not hold any more, because the words were corrected.</param>
/// <param name="Model">The model it is about, for those who decide on models (<c>model.approve</c>); null for a finding.</param>
public sealed record AlertView(
    string Id,
    long Seq,
    DateTimeOffset At,
    string Severity,
    string Category,
    string? Rule,
    Bilingual Title,
    string? ConversationId,
    string? CaseId,
    string? FindingId,
    string? PersonName,
    string? StaffId,
    string? StaffName,
    string? TeamId,
    string? TeamName,
    string Excerpt,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    bool Withdrawn,
    AlertModel? Model);

/// <summary>The model in use whose scores lie far from the reference.</summary>
/// <param name="Name">The model.</param>
/// <param name="Hash">The champion.</param>
/// <param name="Index">How far they lay from the reference when the alert was raised (population stability index).</param>
/// <param name="DriftFrom">From which index on there is an alert.</param>
/// <param name="From">The first day of the window, in UTC.</param>
/// <param name="To">The last.</param>
/// <param name="Texts">How many utterances the index is of.</param>
public sealed record AlertModel(string Name, string Hash, double Index, double DriftFrom, DateOnly From, DateOnly To, int Texts);

/// <summary>A finding in the review queue.</summary>
/// <param name="Id">The review.</param>
/// <param name="Status"><c>waiting</c>, <c>claimed</c>, <c>decided</c>, <c>dismissed</c> (by a model's no; a person may still take it up) or <c>withdrawn</c> (the words were corrected); a claim whose lease has run out is waiting again.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Conversation">Its conversation.</param>
/// <param name="ClaimedById">Who holds it.</param>
/// <param name="ClaimedByName">Their name.</param>
/// <param name="LeaseUntil">Until when they hold it.</param>
/// <param name="Verdict"><c>upheld</c>, <c>overturned</c> or <c>unclear</c>.</param>
/// <param name="Note">What the reviewer wrote.</param>
/// <param name="DecidedByName">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="UndoUntil">Until when the decision can be taken back by who made it.</param>
public sealed record ReviewItem(
    string Id,
    string Status,
    FindingView Finding,
    ConversationRow Conversation,
    string? ClaimedById,
    string? ClaimedByName,
    DateTimeOffset? LeaseUntil,
    string? Verdict,
    string? Note,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? UndoUntil);

/// <summary>Points that one rule took.</summary>
public sealed record DeductionView(string Rule, double Points);

/// <summary>The score of a conversation: 100 less the deductions.</summary>
/// <param name="Points">0 to 100.</param>
/// <param name="Deductions">What was taken, by rule.</param>
/// <param name="Rulebook">The hash of the rulebook.</param>
public sealed record ScoreView(double Points, IReadOnlyList<DeductionView> Deductions, string Rulebook);

/// <summary>A recording of a conversation, to be played at <c>/recordings/{exhibitId}</c>.</summary>
/// <param name="ExhibitId">The sealed recording.</param>
/// <param name="MediaType">For example <c>audio/wav</c>.</param>
public sealed record RecordingView(string ExhibitId, string MediaType);

/// <summary>A conversation whole: what was said, what was found, the score, the receipts, the recordings.</summary>
public sealed record ConversationView(
    ConversationRow Conversation,
    string? Outcome,
    IReadOnlyList<UtteranceView> Utterances,
    IReadOnlyList<FindingView> Findings,
    ScoreView? Score,
    IReadOnlyList<ReceiptView> Receipts,
    IReadOnlyList<RecordingView> Recordings);

/// <summary>A conversation on the live wall.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="StaffId">Who holds it.</param>
/// <param name="StaffName">Their name.</param>
/// <param name="TeamId">Their team.</param>
/// <param name="TeamName">The team's name.</param>
/// <param name="PersonName">The person's name, masked.</param>
/// <param name="Kind"><c>call</c>, <c>chat</c>, <c>sms</c>, <c>email</c> or <c>visit</c>.</param>
/// <param name="Direction"><c>outbound</c> or <c>inbound</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="UtteranceCount">How many utterances came in.</param>
/// <param name="LastRole">Who spoke last.</param>
/// <param name="LastText">The last words, at most 200 characters of them.</param>
/// <param name="FindingCount">How many findings it has.</param>
/// <param name="WorstSeverity">The worst of them.</param>
public sealed record LiveConversationView(
    string Id,
    string CaseId,
    string StaffId,
    string StaffName,
    string? TeamId,
    string? TeamName,
    string PersonName,
    string Kind,
    string Direction,
    DateTimeOffset StartedAt,
    long UtteranceCount,
    string? LastRole,
    string? LastText,
    long FindingCount,
    string? WorstSeverity);

/// <summary>The live wall as it is now.</summary>
/// <param name="Seq">Where it stands: hand it to <c>Since</c> after a break.</param>
/// <param name="Now">When.</param>
/// <param name="Conversations">The live conversations, latest activity first.</param>
/// <param name="Alerts">The latest alerts, newest first.</param>
public sealed record WallView(
    long Seq, DateTimeOffset Now, IReadOnlyList<LiveConversationView> Conversations, IReadOnlyList<AlertView> Alerts);

/// <summary>What changed on the live wall.</summary>
/// <param name="Seq">Where the wall stands after it.</param>
/// <param name="At">When.</param>
/// <param name="Alerts">New or acknowledged alerts, oldest first.</param>
/// <param name="Conversations">New or changed conversations.</param>
/// <param name="Closed">Conversations that ended.</param>
/// <param name="Snapshot">True if the server cannot tell what changed since (it was restarted): this is the whole wall, replace yours.</param>
public sealed record LiveBatch(
    long Seq,
    DateTimeOffset At,
    IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<LiveConversationView> Conversations,
    IReadOnlyList<string> Closed,
    bool Snapshot);
