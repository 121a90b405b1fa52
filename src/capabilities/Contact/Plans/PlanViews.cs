using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>A plan: who may be contacted in a span of time, and by which channel, as far as is known now.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Status">waiting, running, done, cancelled or failed.</param>
/// <param name="Request">What was asked.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="AsOf">The moment that facts and history were read at; windows begin no sooner.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="ExpiresAt">Until when it is kept.</param>
/// <param name="CasesTotal">How many cases it looks at.</param>
/// <param name="CasesDone">How many of them have been decided.</param>
/// <param name="RowsTotal">How many rows it has: one for each person, channel and contact point.</param>
/// <param name="ByChannel">How many rows of each channel are permitted.</param>
/// <param name="ByRule">What stands in the way, most frequent first.</param>
/// <param name="Rules">What the rules in the rows say.</param>
/// <param name="Obligations">What the obligations in the rows mean.</param>
/// <param name="Caps">The caps whose remains the rows tell.</param>
/// <param name="Packs">The packs that were asked.</param>
/// <param name="Error">Why it failed: too-large, interrupted or internal.</param>
/// <param name="Advice">That a plan is advice and not a permit.</param>
/// <param name="Receipt">The receipt of its entry; only in the answer that made it.</param>
public sealed record ContactPlanView(
    string Id,
    string Status,
    ContactPlanRequest Request,
    DateTimeOffset AskedAt,
    DateTimeOffset? AsOf,
    DateTimeOffset? FinishedAt,
    DateTimeOffset ExpiresAt,
    long CasesTotal,
    long CasesDone,
    long RowsTotal,
    IReadOnlyList<PlanChannelCount> ByChannel,
    IReadOnlyList<PlanRuleCount> ByRule,
    IReadOnlyList<PlanText> Rules,
    IReadOnlyList<PlanText> Obligations,
    IReadOnlyList<PlanCap> Caps,
    IReadOnlyList<PackRefView> Packs,
    string? Error,
    Bilingual Advice,
    ReceiptView? Receipt);

/// <summary>How many rows of a channel are permitted throughout the span, in parts of it, or not at all.</summary>
public sealed record PlanChannelCount(string Channel, long Throughout, long Partly, long Refused);

/// <summary>How often a rule stands in the way: of all of the span, or of parts of it. A row may count to several rules.</summary>
public sealed record PlanRuleCount(string Rule, Bilingual Title, long Refused, long Partly);

/// <summary>What a code or a rule's id means.</summary>
public sealed record PlanText(string Code, Bilingual Text);

/// <summary>A cap: what it counts, over which window, and how many it allows.</summary>
public sealed record PlanCap(string Rule, Bilingual Label, string Window, int Limit);

/// <summary>One person, one channel, one contact point.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Reference">The case's number.</param>
/// <param name="PersonId">The person.</param>
/// <param name="MaskedName">The case's debtor, masked.</param>
/// <param name="Role">What the person is in the case.</param>
/// <param name="Zone">The person's zone.</param>
/// <param name="Channel">The channel.</param>
/// <param name="ContactPointId">The contact point; null if the channel reaches none.</param>
/// <param name="Point">Its name, for example mobile1.</param>
/// <param name="MaskedPoint">Its value, masked.</param>
/// <param name="Status">throughout, partly or refused.</param>
/// <param name="Windows">The permitted windows.</param>
/// <param name="Rules">The rules that stand in the way.</param>
/// <param name="Obligations">What a contact would have to meet.</param>
/// <param name="Left">What each cap leaves.</param>
/// <param name="Next">Of a refused row: the earliest permitted moment after the span.</param>
public sealed record PlanRowView(
    string CaseId,
    string Reference,
    string PersonId,
    string MaskedName,
    string Role,
    string? Zone,
    string Channel,
    string? ContactPointId,
    string? Point,
    string? MaskedPoint,
    string Status,
    IReadOnlyList<PlanWindowView> Windows,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Obligations,
    IReadOnlyList<PlanLeftView> Left,
    DateTimeOffset? Next);

/// <summary>A permitted window, from included, until excluded.</summary>
public sealed record PlanWindowView(DateTimeOffset From, DateTimeOffset Until);

/// <summary>What a cap leaves at the first permitted moment.</summary>
public sealed record PlanLeftView(string Rule, int Left, int Limit);
