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
