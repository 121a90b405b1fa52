using Daylight.Platform.Callers;

namespace Daylight.Evidence;

/// <summary>Who reads sealed content, and why. Every reading that takes one leaves an entry.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Purpose">Why, in a short word such as <c>call</c> or <c>review</c>.</param>
/// <param name="CaseId">For which case.</param>
public sealed record Access(Caller Caller, string Purpose, string? CaseId);
