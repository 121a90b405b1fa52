using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>The failures of this capability.</summary>
internal static class ContactErrors
{
    public static readonly Failure PermitNotFound = new(
        FailureKind.NotFound, "permit-not-found", "There is no such permit, or it was issued to somebody else; ask for your own.");

    public static readonly Failure PermitUsed = new(
        FailureKind.Conflict, "permit-used", "This permit has been used for a contact; a permit serves once. Ask for a new one.");

    public static readonly Failure PermitReleased = new(
        FailureKind.Conflict, "permit-expired", "This permit was given back unused; ask for a new one.");

    public static readonly Failure FactWithdrawn = new(
        FailureKind.Conflict, "fact-withdrawn", "This fact has been taken back before.");

    public static readonly Failure WhatIfEnded = new(
        FailureKind.Conflict, "what-if-ended", "This what-if has ended; there is nothing left to cancel.");

    public static readonly Failure OverrideEnded = new(
        FailureKind.Conflict, "override-ended", "This override was decided on or ran out before; ask the gate again.");

    public static readonly Failure OverrideOpen = new(
        FailureKind.Conflict, "override-open", "An override of this decision is open already.");

    public static readonly Failure OverrideOwn = new(
        FailureKind.Forbidden, "override-own", "Who asked for an override cannot approve it; a second person must.");

    public static readonly Failure OverrideNotNeeded = new(
        FailureKind.Conflict, "override-not-needed", "The gate does not refuse this contact; ask for a permit.");

    /// <summary>Why there is no override: a rule that prohibits, a state that is not known, or a machine that would call.</summary>
    public static Failure OverrideImpossible(string reason) => new(FailureKind.Conflict, "override-impossible", reason);

    /// <summary>Something that was not among the refusals when the override was asked for.</summary>
    public static Failure OverrideOvertaken(string rules) => new(
        FailureKind.Conflict, "override-overtaken", $"Since the override was asked for, more stands in the way, which it does not lift: {rules}. Ask the gate again.");

    public static Failure WhatIfsOpen(int most) => new(
        FailureKind.Conflict, "what-ifs-open", $"{most} what-ifs wait or run; let one end, or cancel it.");

    public static readonly Failure PlanOver = new(
        FailureKind.Conflict, "plan-over", "This plan has ended already; make a new one.");

    public static readonly Failure PlanNotThere = new(
        FailureKind.Conflict, "plan-not-there", "This plan is not there yet, or could not be made; look at its status.");

    public static Failure PlansUnfinished(string planId) => new(
        FailureKind.Conflict, "plans-unfinished", "Two of your plans are still being made; wait for them or call one off.")
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["plan"] = planId },
    };

    public static readonly Failure NoDifferences = new(
        FailureKind.Conflict, "no-differences", "There is no such difference any more; look at the report again.");

    /// <summary>More than anybody can answer for at once.</summary>
    public static Failure TooManyDifferences(int most) => new(
        FailureKind.Conflict, "too-many-differences", $"More than {most} figures differ: correct the files, or import the history that is missing.");

    public static readonly Failure ProposalDecided = new(
        FailureKind.Conflict, "proposal-decided", "This proposal has been decided before; make a new one.");

    public static readonly Failure ProposalStale = new(
        FailureKind.Conflict, "proposal-stale", "Another change was approved after this one was proposed; reject it and propose again on what stands now.");

    public static readonly Failure SecondPerson = new(
        FailureKind.Forbidden, "second-person-needed", "Whoever proposed a change cannot approve it; another compliance officer or an administrator must.");

    public static Failure PermitExpired(DateTimeOffset at) => new(
        FailureKind.Conflict, "permit-expired", $"This permit expired at {UtcMicros.Text(at)}; ask for a new one.");

    public static Failure PermitNoLongerStands(string rules) => new(
        FailureKind.Conflict, "permit-expired", $"What is known has changed since this permit was issued, and the gate now says no: {rules}. Ask again to see why and when.");

    public static Failure OutsidePermit(DateTimeOffset from, DateTimeOffset to) => new(
        FailureKind.Conflict,
        "permit-expired",
        $"The permit stood from {UtcMicros.Text(from)} to {UtcMicros.Text(to)}. If the contact began then, give that moment as at; otherwise ask for a new permit.",
        "at");

    public static Failure PermitMismatch(string field, string detail) => new(FailureKind.Conflict, "permit-mismatch", detail, field);
}
