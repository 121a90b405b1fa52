using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>The answer to a request for a permit: always a decision, and a permit where it permits.</summary>
public sealed record PermitAnswer(DecisionView Decision, PermitView? Permit, ReceiptView Receipt);

/// <summary>A permit as answers show it.</summary>
/// <param name="Id">The permit.</param>
/// <param name="Status">issued, used, released or expired.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends if it is not used.</param>
/// <param name="Channel">The channel.</param>
/// <param name="PersonId">The person.</param>
/// <param name="CaseId">The case.</param>
/// <param name="ContactPointId">The contact point.</param>
public sealed record PermitView(
    string Id, string Status, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Channel, string PersonId, string CaseId, string? ContactPointId);

/// <summary>A permit that was given back.</summary>
public sealed record PermitReleased(PermitView Permit, ReceiptView Receipt);

/// <summary>A decision of the gate with every reason.</summary>
/// <param name="Id">The decision; null if it was only explored.</param>
/// <param name="Verdict">permit, permit-with-obligations, refuse or refer.</param>
/// <param name="At">The moment asked about.</param>
/// <param name="ValidUntil">Until when a permit stays true while facts and history stand still.</param>
/// <param name="Next">The earliest permitted moment; null if there is none in sight.</param>
/// <param name="Zone">The person's zone, in which times should be shown.</param>
/// <param name="Rules">All rules that spoke, refusals first.</param>
/// <param name="Obligations">What must be done for the contact to be lawful.</param>
/// <param name="Flags">Risks seen.</param>
/// <param name="Counters">How far each cap is used up.</param>
/// <param name="Packs">The packs that were asked.</param>
/// <param name="SetAside">Those of them that do not govern this contact.</param>
/// <param name="ZoneData">Version of the time-zone data.</param>
public sealed record DecisionView(
    string? Id,
    string Verdict,
    DateTimeOffset At,
    DateTimeOffset ValidUntil,
    DateTimeOffset? Next,
    string? Zone,
    IReadOnlyList<RuleSpokeView> Rules,
    IReadOnlyList<ObligationView> Obligations,
    IReadOnlyList<string> Flags,
    IReadOnlyList<CounterView> Counters,
    IReadOnlyList<PackRefView> Packs,
    IReadOnlyList<PackSetAsideView> SetAside,
    string ZoneData);

/// <summary>What one rule said.</summary>
public sealed record RuleSpokeView(
    string Id,
    string Effect,
    string Strength,
    string Instrument,
    string Article,
    Bilingual Text,
    string? Because,
    bool Confirmed,
    DateTimeOffset? Next);

/// <summary>Something that must be done.</summary>
public sealed record ObligationView(string Code, Bilingual Text, string Rule);

/// <summary>How far a cap is used up.</summary>
public sealed record CounterView(string Rule, string Key, Bilingual Label, int Limit, int Before, int After, string Window);

/// <summary>Which text of a pack decided.</summary>
public sealed record PackRefView(string Name, string Version, string Hash);

/// <summary>A pack that does not govern a contact.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Reason">elsewhere: neither the person's place nor the law of a debt is one of its own; debt-type or collector: it is about others.</param>
/// <param name="Governs">What it governs: places and laws, types of debt, or kinds of collectors.</param>
/// <param name="Known">What is known of the contact in that respect.</param>
public sealed record PackSetAsideView(string Pack, string Reason, IReadOnlyList<string> Governs, IReadOnlyList<string> Known);

/// <summary>A contact and what came of it.</summary>
public sealed record ContactView(
    string Id,
    string? PermitId,
    string CaseId,
    string PersonId,
    string Channel,
    string Direction,
    DateTimeOffset BeganAt,
    string? Outcome,
    DateTimeOffset? At,
    long? DurationSeconds,
    PromiseView? Promise,
    ReceiptView? Receipt);

/// <summary>A promise to pay.</summary>
public sealed record PromiseView(Money Amount, DateOnly DueDate, string Status);

/// <summary>A fact about a person.</summary>
public sealed record FactView(
    string Id,
    string CaseId,
    string PersonId,
    string Kind,
    string? Form,
    string? From,
    string? To,
    DateTimeOffset At,
    DateTimeOffset? Until,
    string? Scope,
    string? Channel,
    string? ContactPointId,
    string? Place,
    string? Purpose,
    IReadOnlyList<string> AccountIds,
    string? ToPersonId,
    string? Note,
    string RecordedById,
    string? RecordedByName,
    DateTimeOffset RecordedAt,
    DateTimeOffset? WithdrawnAt,
    ReceiptView? Receipt);

/// <summary>A policy pack.</summary>
public sealed record PackView(string Name, string Version, string Hash, string Jurisdiction, Bilingual Title, bool Applies, IReadOnlyList<RuleView> Rules);

/// <summary>A rule of a pack.</summary>
public sealed record RuleView(
    string Id, string Kind, string Instrument, string Article, Bilingual Text, string Strength, string Mark, bool Confirmed);
