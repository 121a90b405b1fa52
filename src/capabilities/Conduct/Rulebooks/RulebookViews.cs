using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>Every rulebook an institution has or is offered, and what waits for a second person.</summary>
/// <param name="InForce">The version that inspects now.</param>
/// <param name="Awaiting">Publications that wait, newest first.</param>
/// <param name="Versions">All versions, newest first; those that ship and were never taken in last.</param>
public sealed record RulebookDeskView(
    RulebookVersionView InForce, IReadOnlyList<RulebookPublicationView> Awaiting, IReadOnlyList<RulebookVersionView> Versions);

/// <summary>One version of a rulebook.</summary>
/// <param name="Hash">sha256 of its text: findings carry it as their rule version.</param>
/// <param name="Name">The name it gives itself.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its title.</param>
/// <param name="State"><c>offered</c> (ships, never taken in), <c>draft</c>, <c>awaiting</c>, <c>published</c> (from <c>EffectiveFrom</c>) or <c>retired</c>.</param>
/// <param name="Source"><c>installation</c> or <c>house</c>.</param>
/// <param name="InForce">Whether it inspects now.</param>
/// <param name="Rules">How many rules it has.</param>
/// <param name="AuthorId">Who brought it in; null for one that ships.</param>
/// <param name="AuthorName">Their name.</param>
/// <param name="UploadedAt">When; null for one that was never taken in.</param>
/// <param name="EffectiveFrom">From when it inspects, of its last publication.</param>
/// <param name="Publications">What was proposed and decided about it, newest first.</param>
public sealed record RulebookVersionView(
    string Hash,
    string Name,
    string Version,
    Bilingual Title,
    string State,
    string Source,
    bool InForce,
    int Rules,
    string? AuthorId,
    string? AuthorName,
    DateTimeOffset? UploadedAt,
    DateTimeOffset? EffectiveFrom,
    IReadOnlyList<RulebookPublicationView> Publications);

/// <summary>A version proposed to inspect, and what a second person said.</summary>
/// <param name="Id">The publication (<c>rp…</c>).</param>
/// <param name="Hash">The version.</param>
/// <param name="Name">The rulebook's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status"><c>awaiting</c>, <c>published</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="EffectiveFrom">From when it inspects; null while it waits and is to count from the approval.</param>
/// <param name="ProposedBy">Who proposed; <c>installer</c> for what inspected before anybody proposed.</param>
/// <param name="ProposedByName">Their name.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedByName">Their name.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReason">Why.</param>
/// <param name="AuthorId">Who brought the text in: they may not approve it either.</param>
/// <param name="Receipt">The entry, of what was just done.</param>
public sealed record RulebookPublicationView(
    string Id,
    string Hash,
    string Name,
    string Version,
    string Status,
    string Reason,
    DateTimeOffset? EffectiveFrom,
    string ProposedBy,
    string? ProposedByName,
    DateTimeOffset ProposedAt,
    string? DecidedBy,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    string? AuthorId,
    ReceiptView? Receipt);

/// <summary>A version with its rules and its text.</summary>
/// <param name="Version">The version.</param>
/// <param name="Text">Its text.</param>
/// <param name="Rules">Its rules, in the order of the text; empty if it no longer loads.</param>
/// <param name="Problems">What keeps it from loading.</param>
public sealed record RulebookDetailView(
    RulebookVersionView Version, string Text, IReadOnlyList<RulebookRuleView> Rules, IReadOnlyList<RulebookProblemView> Problems);

/// <summary>One rule.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Category">Its category.</param>
/// <param name="Severity"><c>critical</c>, <c>major</c> or <c>minor</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Basis">The law or norm it rests on.</param>
/// <param name="Points">Points it takes from a score.</param>
/// <param name="Fatal">Whether it sets the score to 0.</param>
/// <param name="Action">What happens to a message that breaks it: <c>none</c>, <c>warn</c> or <c>block</c>.</param>
/// <param name="Confidence">How sure a finding is, from 0 to 1.</param>
/// <param name="Line">The line of the text on which it begins, from 1.</param>
/// <param name="LineEnd">The line on which it ends.</param>
public sealed record RulebookRuleView(
    string Id,
    string Category,
    string Severity,
    Bilingual Title,
    string? Basis,
    double Points,
    bool Fatal,
    string Action,
    double Confidence,
    int Line,
    int LineEnd)
{
    /// <summary>What the speaker could say instead; null for none.</summary>
    public Bilingual? Advice { get; init; }

    /// <summary>What a language model is asked about its findings, where one is configured; null for a rule that asks none.</summary>
    public string? Judge { get; init; }
}

/// <summary>A mistake in a text: where, what is wrong, and what would be right.</summary>
public sealed record RulebookProblemView(int Line, int Column, string Message, string? Proposal);

/// <summary>How the examples of a version went, run now.</summary>
/// <param name="Publishable">Whether all passed and every rule has both kinds.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed, or are missing.</param>
/// <param name="Examples">Each example, those that failed first.</param>
public sealed record RulebookCheckView(bool Publishable, int Passed, int Failed, IReadOnlyList<RulebookExampleView> Examples);

/// <summary>An example that stands with a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Line">Its line.</param>
/// <param name="MustHit">True for what the rule must find, false for what it must leave alone.</param>
/// <param name="Passed">Whether it did.</param>
/// <param name="Detail">What was said and found, or what is missing.</param>
public sealed record RulebookExampleView(string Rule, int Line, bool MustHit, bool Passed, string Detail);

/// <summary>What came of an upload: a draft that was kept, or what is wrong with the text and where.</summary>
/// <param name="Accepted">Whether it was kept.</param>
/// <param name="Hash">Its hash; empty if it does not load.</param>
/// <param name="Name">The name it gives itself.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rules">How many rules it has.</param>
/// <param name="Problems">What is wrong; empty if it was kept.</param>
/// <param name="Check">How its examples went: a draft is kept with failing ones, and cannot be proposed.</param>
/// <param name="Receipt">The entry, if it was kept now.</param>
public sealed record RulebookUploadView(
    bool Accepted,
    string Hash,
    string Name,
    string Version,
    int Rules,
    IReadOnlyList<RulebookProblemView> Problems,
    RulebookCheckView? Check,
    ReceiptView? Receipt);

/// <summary>How one version differs from another, rule by rule and line by line.</summary>
/// <param name="From">The hash of the one.</param>
/// <param name="To">The hash of the other.</param>
/// <param name="Rules">Rules that differ.</param>
/// <param name="Lines">The lines that differ, with three around them.</param>
public sealed record RulebookComparisonView(
    string From, string To, IReadOnlyList<RulebookRuleChangeView> Rules, IReadOnlyList<LineChangeView> Lines);

/// <summary>A rule that differs.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Title">Its title, of the newer text that has it.</param>
/// <param name="FromLine">Where it stands in the one.</param>
/// <param name="ToLine">Where it stands in the other.</param>
/// <param name="Fields">What differs: <c>category</c>, <c>severity</c>, <c>title</c>, <c>basis</c>, <c>points</c>, <c>fatal</c>, <c>action</c>, <c>confidence</c>, or <c>text</c> for what it asks and its examples.</param>
public sealed record RulebookRuleChangeView(
    string Id, string Change, Bilingual Title, int? FromLine, int? ToLine, IReadOnlyList<string> Fields);
