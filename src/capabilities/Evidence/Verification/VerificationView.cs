using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>What a verification of an institution's ledger found.</summary>
/// <param name="At">When it began.</param>
/// <param name="Deep">Whether every exhibit was opened and hashed again.</param>
/// <param name="Ok">True if no check failed.</param>
/// <param name="Size">How many entries were covered.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="Checks">The checks, in a fixed order.</param>
/// <param name="Sampled">How many exhibits a self-check drew and opened; null for a verification that somebody asked for.</param>
public sealed record VerificationView(DateTimeOffset At, bool Deep, bool Ok, long Size, long DurationMs, IReadOnlyList<CheckView> Checks, long? Sampled = null);

/// <summary>One check.</summary>
/// <param name="Id">Stable, for example <c>tiles</c>.</param>
/// <param name="Status"><c>passed</c>, <c>failed</c> or <c>not-checked</c>.</param>
/// <param name="Text">What was checked, and where it failed.</param>
public sealed record CheckView(string Id, string Status, Bilingual Text);

/// <summary>How far a verification has come.</summary>
/// <param name="Done">Entries looked at.</param>
/// <param name="Total">Entries in all.</param>
public sealed record VerificationProgress(long Done, long Total);
