namespace Daylight.Conduct;

/// <summary>Proposes a version as champion of its name; an earlier champion again, to go back.</summary>
/// <param name="VersionId">Which version.</param>
/// <param name="Reason">Why; 1 to 500 characters.</param>
public sealed record ProposeModelRequest(string VersionId, string Reason);

/// <summary>Approves or rejects.</summary>
/// <param name="Reason">Why; needed to reject, at most 500 characters.</param>
public sealed record DecideOnModelRequest(string? Reason = null);
