using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>One conversation in a list. The last three belong to the inspection and are filled in by Review.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="CaseReference">The institution's own number of the case.</param>
/// <param name="PersonName">The person's name, masked.</param>
/// <param name="StaffId">Who held it.</param>
/// <param name="StaffName">Their name.</param>
/// <param name="TeamId">Their team when it was held.</param>
/// <param name="TeamName">The team's name.</param>
/// <param name="Kind"><c>call</c>, <c>chat</c>, <c>sms</c>, <c>email</c> or <c>visit</c>.</param>
/// <param name="Direction"><c>outbound</c> or <c>inbound</c>.</param>
/// <param name="StartedAt">When it began, as the sender says.</param>
/// <param name="DurationSeconds">How long it took; null while it is live.</param>
/// <param name="Status"><c>live</c> or <c>closed</c>.</param>
/// <param name="Imported">True if it was held elsewhere and loaded afterwards.</param>
/// <param name="UtteranceCount">How many utterances were captured.</param>
/// <param name="UnscreenedCount">How many written words of staff were recorded that had gone out unscreened.</param>
/// <param name="FindingCount">How many findings the inspection has raised.</param>
/// <param name="WorstSeverity"><c>critical</c>, <c>major</c>, <c>minor</c> or null.</param>
/// <param name="Score">The score, 0 to 100; null before the end.</param>
public sealed record ConversationRow(
    string Id,
    string CaseId,
    string CaseReference,
    string PersonName,
    string StaffId,
    string StaffName,
    string? TeamId,
    string? TeamName,
    string Kind,
    string Direction,
    DateTimeOffset StartedAt,
    double? DurationSeconds,
    string Status,
    bool Imported,
    long UtteranceCount,
    long UnscreenedCount,
    long FindingCount = 0,
    string? WorstSeverity = null,
    double? Score = null);

/// <summary>One utterance of a transcript.</summary>
/// <param name="Id">The utterance.</param>
/// <param name="Seq">Its position, from 0.</param>
/// <param name="Role"><c>staff</c>, <c>customer</c>, <c>thirdParty</c> or <c>system</c>.</param>
/// <param name="Start">Seconds from the start of the conversation.</param>
/// <param name="End">Seconds from the start of the conversation.</param>
/// <param name="At">The moment the sender claims for it.</param>
/// <param name="ReceivedAt">The moment it reached us; both are kept when they disagree.</param>
/// <param name="Text">The words.</param>
/// <param name="Unscreened">True if staff wrote it and it went out without having been screened: a program recorded it afterwards.</param>
/// <param name="Revision">How often the words were corrected.</param>
/// <param name="Earlier">The words that were replaced, oldest first; empty for most.</param>
public sealed record UtteranceView(
    string Id,
    int Seq,
    string Role,
    double? Start,
    double? End,
    DateTimeOffset? At,
    DateTimeOffset ReceivedAt,
    string Text,
    bool Unscreened,
    int Revision,
    IReadOnlyList<string> Earlier);

/// <summary>What was said in a conversation, with the receipts of the ledger entries that keep it.</summary>
public sealed record TranscriptView(
    ConversationRow Conversation, string? Outcome, IReadOnlyList<UtteranceView> Utterances, IReadOnlyList<ReceiptView> Receipts);

/// <summary>A finding as screens show it.</summary>
/// <param name="Id">The finding; empty for one of a message that has not been sent.</param>
/// <param name="ConversationId">The conversation; empty for a message that has not been sent.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="RuleVersion">The hash of the rulebook that held it.</param>
/// <param name="Category">One of the finding categories.</param>
/// <param name="Severity"><c>critical</c>, <c>major</c> or <c>minor</c>.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Basis">The law or norm it rests on.</param>
/// <param name="UtteranceSeq">Where; null for a finding about absence.</param>
/// <param name="Span">From included, to excluded, in UTF-16 code units of the text.</param>
/// <param name="Matched">The original words.</param>
/// <param name="Normalised">The words as the rule read them.</param>
/// <param name="Start">Seconds from the start of the conversation.</param>
/// <param name="End">Seconds from the start of the conversation.</param>
/// <param name="Why">A sentence that explains it.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="RaisedAt">When.</param>
/// <param name="Status"><c>open</c>, <c>upheld</c>, <c>overturned</c>, <c>unclear</c>, or <c>withdrawn</c>: the words it was raised on were corrected.</param>
/// <param name="Law">The rules of law that forbid its category in this contact; empty where no permit tells the law.</param>
/// <param name="RaisedFrom">The severity that the rulebook gives it, where the law holds it to be worse; else null.</param>
/// <param name="Rulebook">Name and version of the rulebook that held it; null for a finding from before they were kept.</param>
/// <param name="SupersededAt">When a later inspection by another rulebook no longer found it; null while it stands.</param>
/// <param name="SupersededBy">The hash of that rulebook.</param>
public sealed record FindingView(
    string Id,
    string ConversationId,
    string CaseId,
    string Rule,
    string RuleVersion,
    string Category,
    string Severity,
    Bilingual Title,
    string? Basis,
    int? UtteranceSeq,
    IReadOnlyList<int>? Span,
    string Matched,
    string Normalised,
    double? Start,
    double? End,
    string Why,
    double Confidence,
    DateTimeOffset RaisedAt,
    string Status,
    IReadOnlyList<FindingLaw> Law,
    string? RaisedFrom,
    string? Rulebook,
    DateTimeOffset? SupersededAt,
    string? SupersededBy)
{
    /// <summary>What a language model said of it; null for a rule that asks none. Always an opinion, never a decision.</summary>
    public JudgementView? Judgement { get; init; }
}

/// <summary>What something cost.</summary>
/// <param name="Micros">Millionths of the currency: one question costs less than its smallest coin.</param>
/// <param name="Currency">For example CNY.</param>
public sealed record JudgeCost(long Micros, string Currency);

/// <summary>What a language model said of a finding, or that none has said anything.</summary>
/// <param name="Status"><c>waiting</c>, <c>judged</c>, <c>failed</c> (no answer that holds; the finding stands), <c>off</c> (no model was configured) or <c>not-needed</c>.</param>
/// <param name="Ask">The rule's question.</param>
/// <param name="OnNo">What a no does: <c>lower</c> or <c>dismiss</c>.</param>
/// <param name="Verdict"><c>yes</c>, <c>no</c> or <c>unsure</c>; null while it is not judged.</param>
/// <param name="Quote">The words it rests on, as the model was shown them: masked.</param>
/// <param name="Reason">The model's own words.</param>
/// <param name="Model">The model, as its server names it.</param>
/// <param name="PromptHash">The hash of what was asked, byte for byte.</param>
/// <param name="TokensIn">Tokens it read; null where the server does not say.</param>
/// <param name="TokensOut">Tokens it wrote.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Cost">What it cost by the configured price; null without one, or where the tokens are not known.</param>
/// <param name="Problem">The code of what stood in its way last.</param>
/// <param name="ProblemDetail">A sentence that names the way out.</param>
/// <param name="At">When it ended.</param>
public sealed record JudgementView(
    string Status,
    string Ask,
    string OnNo,
    string? Verdict,
    string? Quote,
    string? Reason,
    string? Model,
    string? PromptHash,
    long? TokensIn,
    long? TokensOut,
    long? DurationMs,
    JudgeCost? Cost,
    string? Problem,
    string? ProblemDetail,
    DateTimeOffset? At);
