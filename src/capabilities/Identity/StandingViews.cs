namespace Daylight.Identity;

/// <summary>The standing of the institution as a sender. What is null is not known.</summary>
/// <param name="Employer">What it is: <c>lender</c>, <c>bank</c>, <c>financeCompany</c>, <c>agency</c>, <c>lawFirm</c> or <c>insurer</c>.</param>
/// <param name="Listed">Whether it stands on the lender's published list of agencies.</param>
/// <param name="Licensed">Whether it holds the licence that it needs.</param>
/// <param name="LicensedUntil">The last day of that licence; null where it has no end.</param>
/// <param name="EvaluatedOn">The local day on which the lender last evaluated it.</param>
/// <param name="LenderConsent">Whether the lender agreed that staff use phones and accounts of their own.</param>
/// <param name="CallerIdShown">Whether the number called from is shown to the person.</param>
/// <param name="PremiumRate">Whether calling back would cost the person a premium rate.</param>
/// <param name="StatedBy">The staff member who stated it; null while nobody has.</param>
/// <param name="StatedAt">When; null while nobody has, and the gate's sender rules are then silent.</param>
public sealed record InstitutionStandingView(
    string Employer, bool? Listed, bool? Licensed, DateOnly? LicensedUntil, DateOnly? EvaluatedOn, bool? LenderConsent, bool? CallerIdShown,
    bool? PremiumRate, string? StatedBy, DateTimeOffset? StatedAt);

/// <summary>The standing of a staff member as a sender. What is null is not known.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="TrainedOn">The local day of the last training or exam.</param>
/// <param name="OwnDevice">Whether the phone or messenger account is the staff member's own.</param>
/// <param name="StatedBy">The staff member who stated it.</param>
/// <param name="StatedAt">When.</param>
public sealed record StaffStandingView(string StaffId, DateOnly? TrainedOn, bool? OwnDevice, string StatedBy, DateTimeOffset StatedAt);

/// <summary>States the whole standing of the institution: what is left out or null is from now on not known.</summary>
/// <param name="Listed">Whether it stands on the lender's published list of agencies.</param>
/// <param name="Licensed">Whether it holds the licence that it needs.</param>
/// <param name="LicensedUntil">The last day of that licence; only where it holds one.</param>
/// <param name="EvaluatedOn">The local day of the last evaluation; not after today.</param>
/// <param name="LenderConsent">Whether the lender agreed that staff use phones and accounts of their own.</param>
/// <param name="CallerIdShown">Whether the number called from is shown to the person.</param>
/// <param name="PremiumRate">Whether calling back would cost the person a premium rate.</param>
public sealed record StateInstitutionStandingRequest(
    bool? Listed = null, bool? Licensed = null, DateOnly? LicensedUntil = null, DateOnly? EvaluatedOn = null, bool? LenderConsent = null,
    bool? CallerIdShown = null, bool? PremiumRate = null);

/// <summary>States the whole standing of a staff member: what is left out or null is from now on not known.</summary>
/// <param name="TrainedOn">The local day of the last training or exam; not after today.</param>
/// <param name="OwnDevice">Whether the phone or messenger account is the staff member's own.</param>
public sealed record StateStaffStandingRequest(DateOnly? TrainedOn = null, bool? OwnDevice = null);
