using Daylight.Platform;

namespace Daylight.Review;

/// <summary>Asks what a version would find in conversations of the past that the one in force does not, and the other way round.</summary>
/// <param name="Hash">The version that is tried.</param>
/// <param name="From">From when conversations began, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="TeamId">Only conversations of this team.</param>
/// <param name="Sample">How many conversations, spread evenly over the period; all unless said otherwise.</param>
public sealed record RulebookWhatIfRequest(string Hash, DateTimeOffset From, DateTimeOffset To, string? TeamId = null, int? Sample = null);

/// <summary>Has conversations of the past inspected again by the rulebook in force.</summary>
/// <param name="From">From when conversations began, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="TeamId">Only conversations of this team.</param>
/// <param name="Alerts">Whether new findings raise alerts, as if they were said now.</param>
public sealed record ReinspectionRequest(DateTimeOffset From, DateTimeOffset To, string? TeamId = null, bool Alerts = false);

/// <summary>Work over the archive: a what-if or a re-inspection.</summary>
/// <param name="Id">The run (<c>rr…</c>).</param>
/// <param name="Kind"><c>what-if</c> or <c>reinspection</c>.</param>
/// <param name="Status"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Hash">The version that is tried, or inspected by.</param>
/// <param name="Rulebook">Its name and version.</param>
/// <param name="BaseHash">The version in force when it was asked for.</param>
/// <param name="BaseRulebook">Its name and version.</param>
/// <param name="From">From when conversations began, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="TeamId">Only of this team; null for all.</param>
/// <param name="Sample">How many conversations at most; null for all.</param>
/// <param name="Alerts">Whether new findings raise alerts.</param>
/// <param name="AskedById">Who asked.</param>
/// <param name="AskedByName">Their name.</param>
/// <param name="AskedAt">When.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Total">How many conversations the period has.</param>
/// <param name="Done">How many were passed.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Difference">What the version would change, so far; of a what-if.</param>
/// <param name="Again">What was changed, so far; of a re-inspection.</param>
public sealed record RulebookRunView(
    string Id,
    string Kind,
    string Status,
    string Hash,
    string? Rulebook,
    string BaseHash,
    string? BaseRulebook,
    DateTimeOffset From,
    DateTimeOffset To,
    string? TeamId,
    long? Sample,
    bool Alerts,
    string AskedById,
    string? AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    long Total,
    long Done,
    string? Error,
    RulebookDifference? Difference,
    ReinspectionCounts? Again);

/// <summary>What a version would find that the one in force does not, and the other way round.</summary>
/// <param name="Conversations">How many conversations both looked at.</param>
/// <param name="Skipped">How many were left out: their person was erased or is restricted.</param>
/// <param name="Gained">Findings that only the version gives.</param>
/// <param name="Lost">Findings that only the one in force gives.</param>
/// <param name="Kept">Findings that both give.</param>
/// <param name="Rules">By rule, those that change most first.</param>
/// <param name="Categories">By category.</param>
/// <param name="BaseMilliseconds">What one conversation costs under the one in force, on average, in milliseconds of one thread.</param>
/// <param name="Milliseconds">What it would cost under the version.</param>
public sealed record RulebookDifference(
    long Conversations,
    long Skipped,
    long Gained,
    long Lost,
    long Kept,
    IReadOnlyList<RulebookRuleDifference> Rules,
    IReadOnlyList<RulebookCategoryDifference> Categories,
    double BaseMilliseconds,
    double Milliseconds);

/// <summary>What changes in one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Its category.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Gained">Findings that only the version gives.</param>
/// <param name="Lost">Findings that only the one in force gives.</param>
/// <param name="Kept">Findings that both give.</param>
/// <param name="Before">What people have decided about findings that the one in force gives.</param>
/// <param name="After">What they have decided about findings that the version gives.</param>
/// <param name="LostUpheld">Findings that people upheld and the version would not give.</param>
public sealed record RulebookRuleDifference(
    string Rule,
    Bilingual Title,
    string Category,
    string Severity,
    long Gained,
    long Lost,
    long Kept,
    PastReviews Before,
    PastReviews After,
    long LostUpheld);

/// <summary>What people have decided about findings.</summary>
/// <param name="Upheld">Upheld.</param>
/// <param name="Overturned">Overturned.</param>
/// <param name="Unclear">Left unclear.</param>
/// <param name="Precision">Upheld of those upheld or overturned, from 0 to 1; null where there are none.</param>
public sealed record PastReviews(long Upheld, long Overturned, long Unclear, double? Precision);

/// <summary>What changes in one category.</summary>
public sealed record RulebookCategoryDifference(string Category, long Gained, long Lost, long Kept);

/// <summary>What a re-inspection has changed.</summary>
/// <param name="Conversations">How many conversations were inspected again.</param>
/// <param name="Skipped">How many were left out: their person was erased or is restricted, or their first inspection has not ended.</param>
/// <param name="Raised">New findings.</param>
/// <param name="Superseded">Findings that the rulebook does not give and that are marked so.</param>
/// <param name="Reinstated">Findings whose mark was taken off, because the rulebook gives them.</param>
/// <param name="Unchanged">Findings that stand as they were.</param>
public sealed record ReinspectionCounts(long Conversations, long Skipped, long Raised, long Superseded, long Reinstated, long Unchanged);

/// <summary>A finding that a version would give or lose, with its words masked.</summary>
/// <param name="Change"><c>gained</c> or <c>lost</c>.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Its category.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="CaseReference">The case's number.</param>
/// <param name="PersonName">The person, masked.</param>
/// <param name="StaffName">Who held it.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="UtteranceSeq">Where; null for a finding about absence.</param>
/// <param name="Role">Who said it; null for a finding about absence.</param>
/// <param name="Before">What was said before the words, masked.</param>
/// <param name="Words">The words, masked; empty where no words are the point.</param>
/// <param name="After">What was said after them, masked.</param>
public sealed record RulebookSample(
    string Change,
    string Rule,
    Bilingual Title,
    string Category,
    string Severity,
    string ConversationId,
    string CaseId,
    string CaseReference,
    string PersonName,
    string StaffName,
    DateTimeOffset StartedAt,
    long? UtteranceSeq,
    string? Role,
    string Before,
    string Words,
    string After);
