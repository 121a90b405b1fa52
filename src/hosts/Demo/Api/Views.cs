namespace Daylight.Demo.Api;

// The part of the public API's answers that a collector's program reads. Its own records on purpose: a client shares no types with the server.

internal sealed record SessionView(StaffView Staff, InstitutionView Institution, ClockView Clock);

internal sealed record StaffView(string Id, string DisplayName);

internal sealed record InstitutionView(string Id, string Name, string Zone);

internal sealed record ClockView(DateTimeOffset Now, bool Simulated, double Pace);

internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal sealed record Money(long Minor, string Currency);

internal sealed record CaseRow(string Id, string PersonId, string PersonName, string? Product, Money Balance, int DaysPastDue, string? Zone);

internal sealed record CaseView(
    CaseRow Case,
    IReadOnlyList<AccountView> Accounts,
    IReadOnlyList<PartyView> Parties,
    IReadOnlyList<ContactPointView> ContactPoints,
    IReadOnlyDictionary<string, string>? Attributes);

internal sealed record AccountView(string Id, string? Product, IReadOnlyDictionary<string, string>? Attributes);

internal sealed record PartyView(string PersonId, string Role, IReadOnlyList<ContactPointView> ContactPoints);

internal sealed record ContactPointView(string Id, string PersonId, string Kind, string Quality);

internal sealed record PermitAnswer(DecisionView Decision, PermitView? Permit);

internal sealed record DecisionView(string Verdict, DateTimeOffset? Next);

internal sealed record PermitView(string Id);

internal sealed record ConversationOpened(string Id);

internal sealed record ConversationRow(string Id, string Kind);

internal sealed record MessageVerdict(string Verdict, IReadOnlyList<FindingView> Findings, string? ConversationId, int? Seq);

internal sealed record FindingView(string Rule);

internal sealed record Problem(int Status, string? Code, string? Detail);
