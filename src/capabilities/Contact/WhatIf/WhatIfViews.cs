using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Asks what would have been decided under a draft.</summary>
/// <param name="From">From when, included.</param>
/// <param name="To">Until when, excluded; at most 366 days later.</param>
/// <param name="Draft">The draft's YAML text. It replaces the pack of the same name, or is added.</param>
/// <param name="Packs">The packs it is asked together with; those of the institution unless said otherwise.</param>
public sealed record WhatIfRequest(DateTimeOffset From, DateTimeOffset To, string Draft, IReadOnlyList<string>? Packs = null);

/// <summary>Asks whether a draft would load.</summary>
public sealed record DraftCheckRequest(string Draft, IReadOnlyList<string>? Packs = null);

/// <summary>A draft that loads, or what keeps it from loading.</summary>
/// <param name="Ok">Whether it loads, its own vectors included.</param>
/// <param name="Pack">Its name, version and hash.</param>
/// <param name="Replaces">True if it takes the place of a pack that applies.</param>
/// <param name="Rules">How many rules it has.</param>
/// <param name="Problems">What is wrong, each with its line.</param>
public sealed record DraftCheckView(bool Ok, PackRefView? Pack, bool Replaces, int Rules, IReadOnlyList<DraftProblem> Problems);

/// <summary>What is wrong in a draft.</summary>
/// <param name="Line">The line, from 1; 0 when the draft as a whole is meant.</param>
/// <param name="Field">The field.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record DraftProblem(int Line, string Field, string Message);

/// <summary>A what-if and what came of it.</summary>
/// <param name="Id">The what-if (<c>wi…</c>).</param>
/// <param name="Status">waiting, running, done, cancelled or failed.</param>
/// <param name="Pack">The draft's pack.</param>
/// <param name="DraftHash">The draft's hash.</param>
/// <param name="Packs">All packs that were asked, in order.</param>
/// <param name="From">From when, included.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="AskedById">Who asked, the draft's author.</param>
/// <param name="AskedByName">Their name.</param>
/// <param name="AskedAt">When.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Total">How many decisions the period has.</param>
/// <param name="Done">How many were decided again.</param>
/// <param name="Result">The result, once there is one.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Draft">The draft's text; only when one what-if is read.</param>
public sealed record WhatIfView(
    string Id,
    string Status,
    string Pack,
    string DraftHash,
    IReadOnlyList<string> Packs,
    DateTimeOffset From,
    DateTimeOffset To,
    string AskedById,
    string? AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    long Total,
    long Done,
    WhatIfResult? Result,
    string? Error,
    string? Draft);

/// <summary>Who would now be refused or permitted.</summary>
/// <param name="Counts">Over all decisions.</param>
/// <param name="Impossible">Why decisions could not be decided again, most frequent first.</param>
/// <param name="ByRule">The rules that would now stand in the way, or stood then and no longer would.</param>
/// <param name="ByTeam">By the asker's team; the key is the team's id, empty for none.</param>
/// <param name="ByChannel">By channel.</param>
/// <param name="ByDay">By day of the institution's zone.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="PerSecond">Decisions decided again per second.</param>
public sealed record WhatIfResult(
    WhatIfCounts Counts,
    IReadOnlyList<WhatIfReason> Impossible,
    IReadOnlyList<WhatIfRule> ByRule,
    IReadOnlyList<WhatIfGroup> ByTeam,
    IReadOnlyList<WhatIfGroup> ByChannel,
    IReadOnlyList<WhatIfGroup> ByDay,
    double Seconds,
    double PerSecond);

/// <summary>What would change.</summary>
/// <param name="Decisions">All.</param>
/// <param name="ToRefuse">Were permitted, would be refused or referred to a person.</param>
/// <param name="ToPermit">Were refused or referred, would be permitted.</param>
/// <param name="StillPermitted">Permitted then and now.</param>
/// <param name="StillRefused">Refused then and now.</param>
/// <param name="Impossible">Could not be decided again.</param>
public sealed record WhatIfCounts(long Decisions, long ToRefuse, long ToPermit, long StillPermitted, long StillRefused, long Impossible);

/// <summary>What one rule would change.</summary>
public sealed record WhatIfRule(string Rule, Bilingual Text, long ToRefuse, long ToPermit);

/// <summary>What would change in one group.</summary>
public sealed record WhatIfGroup(string Key, string? Name, long Decisions, long ToRefuse, long ToPermit);

/// <summary>Why decisions could not be decided again.</summary>
public sealed record WhatIfReason(string Reason, long Count);

/// <summary>One decision that would change, with its person masked.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Change">to-refuse or to-permit.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="CaseReference">The case's number.</param>
/// <param name="PersonName">The person, masked.</param>
/// <param name="StaffName">Who asked.</param>
/// <param name="Channel">The channel.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Was">The verdict then.</param>
/// <param name="WouldBe">The verdict under the draft.</param>
/// <param name="Rules">The rules that make the difference.</param>
public sealed record WhatIfSample(
    string DecisionId,
    string Change,
    string CaseId,
    string? CaseReference,
    string? PersonName,
    string? StaffName,
    string Channel,
    DateTimeOffset AskedAt,
    string Was,
    string WouldBe,
    IReadOnlyList<WhatIfSampleRule> Rules);

/// <summary>A rule that makes the difference, with its reason.</summary>
public sealed record WhatIfSampleRule(string Rule, Bilingual Text, string? Because);
