namespace Daylight.Contact;

/// <summary>Proposes the whole set of packs an institution is to be held to.</summary>
/// <param name="Packs">The packs, 1 to 40; at least one that the installation ships.</param>
/// <param name="Reason">Why; 1 to 500 characters.</param>
/// <param name="EffectiveFrom">From when; from the approval unless said otherwise.</param>
public sealed record ProposePacksRequest(IReadOnlyList<ProposedPackRequest> Packs, string Reason, DateTimeOffset? EffectiveFrom = null);

/// <summary>One pack of a proposed set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Which text of it.</param>
public sealed record ProposedPackRequest(string Name, string Hash);

/// <summary>Approves or rejects.</summary>
/// <param name="Reason">Why; needed to reject, at most 500 characters.</param>
public sealed record DecideOnPacksRequest(string? Reason = null);

/// <summary>Brings in a pack of the institution's own.</summary>
/// <param name="Text">The YAML text, at most 200,000 characters.</param>
public sealed record UploadPackRequest(string Text);
