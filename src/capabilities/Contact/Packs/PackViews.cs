using System.Text.Json.Nodes;
using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Everything on the pack desk: what decides now, what is waiting, and what there is.</summary>
/// <param name="InForce">The set in force; null while the set-up's choice is not recorded yet.</param>
/// <param name="Upcoming">Approved sets that take effect later.</param>
/// <param name="Pending">Proposals that wait for a second person.</param>
/// <param name="Texts">Every pack and calendar, adopted or not.</param>
/// <param name="Broken">Files that did not load.</param>
/// <param name="Problems">What keeps the set in force from deciding; while there is any, everything is refused.</param>
public sealed record PackDeskView(
    ProposalView? InForce,
    IReadOnlyList<ProposalView> Upcoming,
    IReadOnlyList<ProposalView> Pending,
    IReadOnlyList<PackTextView> Texts,
    IReadOnlyList<BrokenFileView> Broken,
    IReadOnlyList<PackProblemView> Problems);

/// <summary>A pack or calendar and how it stands.</summary>
/// <param name="Kind">pack or calendar.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">adopted; changed: adopted, and another text of it has come since; available; missing: adopted, and gone from the folder.</param>
/// <param name="Source">installation or house.</param>
/// <param name="Jurisdiction">Country or subdivision; empty for a calendar.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">The version that decides, or the newest if none does.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="NewVersion">The newer version, if it has changed.</param>
/// <param name="NewHash">Its hash.</param>
/// <param name="Rules">How many rules it has.</param>
/// <param name="Unconfirmed">How many of them rest on a source that is not confirmed.</param>
/// <param name="EffectiveFrom">The first day of its first rule; null if it was always in force.</param>
/// <param name="EffectiveTo">The last day of its last rule; null if there is none.</param>
public sealed record PackTextView(
    string Kind,
    string Name,
    string State,
    string Source,
    string Jurisdiction,
    Bilingual Title,
    string Version,
    string Hash,
    string? NewVersion,
    string? NewHash,
    int Rules,
    int Unconfirmed,
    string? EffectiveFrom,
    string? EffectiveTo);

/// <summary>A file that did not load.</summary>
public sealed record BrokenFileView(string File, IReadOnlyList<PackProblemView> Problems);

/// <summary>What is wrong in a text, and where; line 0 means the text as a whole.</summary>
public sealed record PackProblemView(string File, int Line, string Field, string Message);

/// <summary>A proposed, approved or rejected set.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">proposed, approved or rejected.</param>
/// <param name="Members">The whole set.</param>
/// <param name="Changes">What differs from the set it builds on.</param>
/// <param name="Reason">Why it was proposed; empty for the set-up.</param>
/// <param name="EffectiveFrom">From when it counts; null until it is approved if it counts from then on.</param>
/// <param name="ProposedBy">Who proposed it, <c>installer</c> for the set-up.</param>
/// <param name="ProposedByName">Their name.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedByName">Their name.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReason">Why they decided so.</param>
/// <param name="Receipt">The entry of this act; only in the answer to it.</param>
public sealed record ProposalView(
    string Id,
    string Status,
    IReadOnlyList<PackMemberView> Members,
    IReadOnlyList<PackChangeView> Changes,
    string Reason,
    DateTimeOffset? EffectiveFrom,
    string ProposedBy,
    string? ProposedByName,
    DateTimeOffset ProposedAt,
    string? DecidedBy,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    ReceiptView? Receipt);

/// <summary>One text of a set.</summary>
public sealed record PackMemberView(string Kind, string Name, string Version, string Hash);

/// <summary>How one text of a set differs from before: added, removed or changed.</summary>
public sealed record PackChangeView(
    string Kind, string Name, string Change, string? FromVersion, string? FromHash, string? ToVersion, string? ToHash);

/// <summary>One text a pack has had.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Version">The version it gives itself.</param>
/// <param name="Source">installation or house.</param>
/// <param name="FirstSeenAt">When it came into the archive; null if it is only in the folder.</param>
/// <param name="OnDisk">Whether the folder holds it now.</param>
/// <param name="InForce">Whether it decides now.</param>
/// <param name="Decisions">The proposals that brought it in, newest first.</param>
public sealed record PackVersionView(
    string Hash, string Version, string Source, DateTimeOffset? FirstSeenAt, bool OnDisk, bool InForce, IReadOnlyList<ProposalView> Decisions);

/// <summary>A pack's text, taken apart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Source">installation or house.</param>
/// <param name="Jurisdiction">Country or subdivision.</param>
/// <param name="Title">Its title.</param>
/// <param name="Scope">Which contacts it governs, as written; null for all.</param>
/// <param name="Overlay">Whether it stands on top of other law.</param>
/// <param name="Zone">The zone in which its dates begin and end.</param>
/// <param name="Calendar">The calendar it counts days by.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Problems">What keeps it from loading; empty if it loads.</param>
/// <param name="Rules">Its rules as written.</param>
/// <param name="Vectors">Its vectors as written.</param>
public sealed record PackDetailView(
    string Name,
    string Version,
    string Hash,
    string Source,
    string Jurisdiction,
    Bilingual Title,
    JsonObject? Scope,
    bool Overlay,
    string? Zone,
    string? Calendar,
    string Text,
    IReadOnlyList<PackProblemView> Problems,
    IReadOnlyList<RuleDetailView> Rules,
    IReadOnlyList<VectorView> Vectors);

/// <summary>A rule as it is written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Line">The line where it begins.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Article">The article.</param>
/// <param name="Text">What it says.</param>
/// <param name="Strength">How binding it is.</param>
/// <param name="Mark">How well its source is known.</param>
/// <param name="Confirmed">Whether its source is confirmed.</param>
/// <param name="From">The first day it is in force.</param>
/// <param name="To">The last day.</param>
/// <param name="Parameters">All its other fields, as written.</param>
public sealed record RuleDetailView(
    string Id,
    int Line,
    string Kind,
    string Instrument,
    string Article,
    Bilingual Text,
    string Strength,
    string Mark,
    bool Confirmed,
    string? From,
    string? To,
    JsonObject Parameters);

/// <summary>A vector as it is written.</summary>
public sealed record VectorView(string Id, int Line, string? Cite, JsonObject Fields);

/// <summary>What came of running a pack's vectors now.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="NotRun">How many could not be run because the text does not load.</param>
/// <param name="Results">Each vector.</param>
public sealed record PackCheckView(int Passed, int Failed, int NotRun, IReadOnlyList<VectorResultView> Results);

/// <summary>What came of one vector.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Line">Its line.</param>
/// <param name="Passed">Whether the answer was as expected; null if it was not run.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Failures">How it differs.</param>
public sealed record VectorResultView(string Id, int Line, bool? Passed, string? Verdict, IReadOnlyList<string> Failures);

/// <summary>How one text of a pack differs from another, rule by rule and line by line.</summary>
/// <param name="Name">The pack.</param>
/// <param name="From">The hash of the one.</param>
/// <param name="To">The hash of the other.</param>
/// <param name="Head">Fields of the pack itself that differ.</param>
/// <param name="Rules">Rules that differ.</param>
/// <param name="VectorsAdded">How many vectors came.</param>
/// <param name="VectorsRemoved">How many went.</param>
/// <param name="Lines">The lines that differ, with three around them.</param>
public sealed record PackComparisonView(
    string Name,
    string From,
    string To,
    IReadOnlyList<FieldChangeView> Head,
    IReadOnlyList<RuleChangeView> Rules,
    int VectorsAdded,
    int VectorsRemoved,
    IReadOnlyList<LineChangeView> Lines);

/// <summary>A rule that differs: added, removed or changed.</summary>
public sealed record RuleChangeView(string Id, string Change, Bilingual Text, int? FromLine, int? ToLine, IReadOnlyList<FieldChangeView> Fields);

/// <summary>A field that differs, as written on both sides; null where it does not stand.</summary>
public sealed record FieldChangeView(string Field, JsonNode? From, JsonNode? To);

/// <summary>A line: same, added or removed; gap stands for lines left out.</summary>
public sealed record LineChangeView(string Change, int? FromLine, int? ToLine, string Text);

/// <summary>What came of an upload: a pack that may be proposed, or what is wrong with the text and where.</summary>
/// <param name="Accepted">Whether it was kept.</param>
/// <param name="Name">The name it gives itself.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Rules">How many rules it has.</param>
/// <param name="Problems">What is wrong; empty if it was accepted.</param>
/// <param name="Receipt">The entry, if it was kept.</param>
public sealed record PackUploadView(
    bool Accepted, string Name, string Version, string Hash, int Rules, IReadOnlyList<PackProblemView> Problems, ReceiptView? Receipt);
