using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>A case in a list; the name is masked.</summary>
public sealed record CaseRow(
    string Id, string Reference, string Kind, string PersonId, string PersonName, string Product, Money Balance, long DaysPastDue, string Bucket,
    string? AssigneeId, string? AssigneeName, string? TeamName, DateTimeOffset? LastContactAt, long OpenFindings, DateTimeOffset OpenedAt,
    string Status, string Region, string Zone, string? CloseReason, DateTimeOffset? ClosedAt);

/// <summary>A case with everything this room knows of it; personal values are masked.</summary>
public sealed record CaseView(
    CaseRow Case, PersonView Person, IReadOnlyList<AccountView> Accounts, IReadOnlyList<PartyView> Parties,
    IReadOnlyList<ContactPointView> ContactPoints, IReadOnlyDictionary<string, string> Attributes);

/// <summary>The debtor.</summary>
public sealed record PersonView(string Id, string Reference, string MaskedName, string? MaskedIdNumber, string Zone);

/// <summary>An account.</summary>
public sealed record AccountView(
    string Id, string Reference, string Product, Money Principal, Money Balance, Money? CreditLimit, long DaysPastDue, string DueDate,
    string? OpenedOn, string Region, string? Law, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A way to reach a person.</summary>
public sealed record ContactPointView(
    string Id, string PersonId, string Kind, string Masked, string Quality, string Basis, string Source, string Point);

/// <summary>Another person on the case.</summary>
public sealed record PartyView(string PersonId, string MaskedName, string Role, string Basis, IReadOnlyList<ContactPointView> ContactPoints);

/// <summary>Something that happened in a case: one entry of the ledger.</summary>
public sealed record TimelineItem(
    string Id, DateTimeOffset At, DateTimeOffset ReceivedAt, string Act, string? ActorId, string? ActorName,
    IReadOnlyDictionary<string, string> Details, TimelineRef? Ref, string? Severity, long? EntryIndex, string LeafHash);

/// <summary>What an entry is about.</summary>
/// <param name="Kind">For example <c>conversation</c>, <c>finding</c>, <c>contact</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record TimelineRef(string Kind, string Id);

/// <summary>Gives a case to a staff member.</summary>
/// <param name="StaffId">Who shall work it; null: nobody.</param>
public sealed record AssignCaseRequest(string? StaffId);

/// <summary>Closes a case.</summary>
/// <param name="Reason"><c>paid</c>, <c>settled</c>, <c>withdrawn</c> (by the principal), <c>transferred</c>, <c>written-off</c>, <c>deceased</c>, <c>bankrupt</c>, <c>time-barred</c>, <c>mistake</c>.</param>
public sealed record CloseCaseRequest(string Reason);

/// <summary>Opens a closed case again.</summary>
/// <param name="Reason"><c>mistake</c>, <c>payment-reversed</c>, <c>settlement-broken</c>, <c>returned</c> (by the principal), <c>reply-needed</c>.</param>
public sealed record ReopenCaseRequest(string Reason);

/// <summary>Asks to see a masked value.</summary>
/// <param name="Field"><c>name</c>, <c>idNumber</c> or <c>contactPoint</c>.</param>
/// <param name="CaseId">For which case.</param>
/// <param name="Reason"><c>call</c>, <c>identity-check</c>, <c>letter</c>, <c>complaint</c>, <c>court</c>, <c>other</c>.</param>
/// <param name="ContactPointId">Which contact point.</param>
/// <param name="Note">More about the reason; required for <c>other</c>.</param>
public sealed record UnmaskRequest(string Field, string CaseId, string Reason, string? ContactPointId = null, string? Note = null);

/// <summary>A value in the clear, to be hidden again after a while.</summary>
/// <param name="Value">The value.</param>
/// <param name="VisibleSeconds">How long a screen may show it.</param>
/// <param name="Receipt">The entry that records the reading.</param>
public sealed record Unmasked(string Value, int VisibleSeconds, ReceiptView Receipt);
