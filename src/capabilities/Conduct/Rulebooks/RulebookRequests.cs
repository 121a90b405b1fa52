namespace Daylight.Conduct;

/// <summary>Brings in a draft of a rulebook.</summary>
/// <param name="Text">The YAML text, at most 2,000,000 characters.</param>
public sealed record UploadRulebookRequest(string Text);

/// <summary>Proposes that a version inspects: a draft, one that ships, or an older one again.</summary>
/// <param name="Hash">Which version.</param>
/// <param name="Reason">Why; 1 to 500 characters.</param>
/// <param name="EffectiveFrom">From when; from the approval unless said otherwise.</param>
public sealed record ProposeRulebookRequest(string Hash, string Reason, DateTimeOffset? EffectiveFrom = null);

/// <summary>Approves or rejects.</summary>
/// <param name="Reason">Why; needed to reject, at most 500 characters.</param>
public sealed record DecideOnRulebookRequest(string? Reason = null);
