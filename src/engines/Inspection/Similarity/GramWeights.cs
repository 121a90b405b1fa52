namespace Daylight.Inspection;

/// <summary>
/// What one, two or three symbols in a row weigh: the rarer in ordinary text, the more, from 0 to 1, squared; single
/// symbols four fifths of that, three in a row two fifths. A symbol is a character or a lexicon (beyond all characters).
/// </summary>
internal sealed class GramWeights(Background background)
{
    /// <summary>From here on symbols stand for lexicons.</summary>
    internal const int LexiconFrom = char.MaxValue + 1;

    private const double LexiconRarity = 0.85;

    private readonly double logOfAll = Math.Log(background.Pairs + 2);

    internal static ulong Key(ReadOnlySpan<int> symbols)
    {
        var key = 0UL;
        foreach (var symbol in symbols)
        {
            key = (key << 21) | (uint)(symbol + 1);
        }

        return key;
    }

    internal double Of(ReadOnlySpan<int> symbols) => symbols.Length switch
    {
        1 => 0.8 * Square(symbols[0] >= LexiconFrom ? LexiconRarity : Rarity(background.Count((char)symbols[0]))),
        2 => Square(Rarity(symbols[0], symbols[1])),
        _ => 0.4 * Square(Math.Max(Rarity(symbols[0], symbols[1]), Rarity(symbols[1], symbols[2]))),
    };

    private double Rarity(int a, int b)
        => a >= LexiconFrom || b >= LexiconFrom ? LexiconRarity : Rarity(background.Count((char)a, (char)b));

    private double Rarity(int count) => 1 - (Math.Log(count + 1) / logOfAll);

    private static double Square(double x) => x * x;
}
