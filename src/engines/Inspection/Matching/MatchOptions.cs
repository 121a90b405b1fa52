namespace Daylight.Inspection;

/// <summary>
/// What a lexicon forgives. The one automaton runs over text normalised with everything forgiven; a lexicon that
/// forgives less checks each of its hits again under its own options.
/// </summary>
internal sealed record MatchOptions(bool Width, bool Case, bool Digits, bool Symbols)
{
    /// <summary>Everything forgiven: full-width forms, letter case, digit forms, symbols put between characters.</summary>
    internal static MatchOptions Loosest { get; } = new(true, true, true, true);
}
