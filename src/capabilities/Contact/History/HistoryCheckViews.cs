using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Accepts differences between a former dialer's counters and what the imported history yields.</summary>
/// <param name="Reason">Why they may stand; kept sealed. At least 10 characters.</param>
/// <param name="Figures">The figures whose differences are accepted; null for all that stand.</param>
public sealed record AcceptDifferencesRequest(string Reason, IReadOnlyList<string>? Figures = null);

/// <summary>How the imported history compares with the former dialer's own counters.</summary>
/// <param name="Status"><c>unchecked</c> while no figure was loaded; <c>differs</c> while a difference stands; <c>accepted</c> if all were accepted; <c>checked</c> if all figures agree.</param>
/// <param name="Figures">Figures compared.</param>
/// <param name="Agreeing">Those that agree.</param>
/// <param name="Differing">Those that do not and were not accepted.</param>
/// <param name="Accepted">Those that do not and were accepted.</param>
/// <param name="AsOf">The newest instant at which the former dialer counted.</param>
/// <param name="ComparedAt">When a figure was last compared.</param>
/// <param name="Counters">The same for each counter.</param>
/// <param name="Acceptances">Who accepted differences, newest first.</param>
public sealed record HistoryCheckView(
    string Status,
    long Figures,
    long Agreeing,
    long Differing,
    long Accepted,
    DateTimeOffset? AsOf,
    DateTimeOffset? ComparedAt,
    IReadOnlyList<CheckedCounterView> Counters,
    IReadOnlyList<HistoryAcceptanceView> Acceptances);

/// <summary>One counter of the former dialer.</summary>
/// <param name="Counter">A rule of the packs, or <c>attempts</c>, <c>answered</c>, <c>effective-talks</c>.</param>
/// <param name="Label">What a rule's counter is called; null for a word, and for a rule that is not in force.</param>
/// <param name="Window">Its window.</param>
/// <param name="Figures">Figures compared.</param>
/// <param name="Differing">Those that differ and were not accepted.</param>
/// <param name="Accepted">Those that differ and were accepted.</param>
/// <param name="TheyCountMore">Those of which the former dialer counts more than we.</param>
/// <param name="NotCounted">Those that could not be counted here.</param>
public sealed record CheckedCounterView(
    string Counter, Bilingual? Label, string Window, long Figures, long Differing, long Accepted, long TheyCountMore, long NotCounted);

/// <summary>Somebody accepted differences.</summary>
public sealed record HistoryAcceptanceView(string Id, DateTimeOffset AcceptedAt, string AcceptedBy, long Figures, string? Reason);

/// <summary>A figure of the former dialer, and ours. Names are masked.</summary>
/// <param name="Id">The figure (<c>fc…</c>).</param>
/// <param name="CaseId">The case.</param>
/// <param name="CaseReference">The case's number.</param>
/// <param name="PersonId">The person.</param>
/// <param name="PersonName">Their name, masked.</param>
/// <param name="CountedBy"><c>person</c>, <c>account</c> or <c>point</c>.</param>
/// <param name="Point">The contact point, where it is counted by one.</param>
/// <param name="Channel">The channel, where one was named.</param>
/// <param name="Counter">A rule of the packs, or a word.</param>
/// <param name="Label">What a rule's counter is called.</param>
/// <param name="Window">Its window.</param>
/// <param name="AsOf">When the former dialer counted.</param>
/// <param name="Theirs">Its figure.</param>
/// <param name="Ours">Ours; null if it could not be counted.</param>
/// <param name="Hindrance">Why not: <c>person-left</c>, <c>rule-not-in-force</c>, <c>unreadable-history</c>, <c>zone-or-role-unknown</c>.</param>
/// <param name="Status"><c>agrees</c>, <c>differs</c> or <c>accepted</c>.</param>
public sealed record FormerFigureView(
    string Id, string CaseId, string? CaseReference, string PersonId, string? PersonName, string CountedBy, string? Point, string? Channel,
    string Counter, Bilingual? Label, string Window, DateTimeOffset AsOf, long Theirs, long? Ours, string? Hindrance, string Status);

/// <summary>A figure with what was counted for it, as things stand now.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Zone">The zone whose days are counted.</param>
/// <param name="Events">What happened around it, newest first, at most 200: that which counts, and that which does not and why.</param>
/// <param name="More">How many more there are.</param>
public sealed record FormerFigureEventsView(FormerFigureView Figure, string? Zone, IReadOnlyList<FigureEventView> Events, int More);

/// <summary>A past contact and what the count made of it.</summary>
/// <param name="At">When it began.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Direction"><c>outbound</c> or <c>inbound</c>.</param>
/// <param name="Outcome">What came of it; null counts as the worst it may have been.</param>
/// <param name="Point">The contact point.</param>
/// <param name="PersonName">With whom, masked.</param>
/// <param name="Reason"><c>counts</c>, <c>after-instant</c>, or why it does not count: <c>before-window</c>, <c>other-direction</c>, <c>other-channel</c>, <c>other-outcome</c>, <c>other-purpose</c>, <c>other-place</c>, <c>other-person</c>, <c>other-sender</c>, <c>other-point</c>, <c>other-debt</c>, <c>excepted</c>.</param>
public sealed record FigureEventView(
    DateTimeOffset At, string Channel, string Direction, string? Outcome, string? Point, string? PersonName, string Reason);
