namespace Daylight.Inspection;

/// <summary>
/// What a lexicon forgives. The one automaton runs over text normalised with everything up to traditional characters forgiven;
/// a lexicon that forgives less checks each of its hits again under its own options. What it forgives beyond that is
/// <see cref="More"/>, looked for by <see cref="EvasionTable"/>; a hit there counts only where its written form is no more common
/// in ordinary text than <see cref="Rarity"/>.
/// </summary>
internal sealed record MatchOptions(bool Width, bool Case, bool Digits, bool Symbols)
{
    /// <summary>Full-width forms, letter case, digit forms, symbols put between characters, traditional characters.</summary>
    internal static MatchOptions Loosest { get; } = new(true, true, true, true);

    internal bool Traditional { get; init; } = true;

    internal Evasion More { get; init; }

    internal int Rarity { get; init; }

    /// <summary>What the one automaton's text forgives.</summary>
    internal MatchOptions Basic => this with { More = Evasion.None, Rarity = 0 };
}
