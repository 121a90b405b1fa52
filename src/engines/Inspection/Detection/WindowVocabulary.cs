namespace Daylight.Inspection;

/// <summary>The characters and pairs of characters that the networks of a detector know; row 0 stands for every other.</summary>
internal sealed class WindowVocabulary
{
    internal const int CharactersMax = 8_000;
    internal const int PairsMax = 32_000;

    private const int TextsMin = 3;

    private readonly ushort[] characterRows = new ushort[char.MaxValue + 1];
    private readonly KeyTable pairTable;

    /// <param name="characters">Ascending; the row of a character is its place plus one.</param>
    /// <param name="pairs">First character in the upper half; ascending; the row of a pair is its place plus one.</param>
    internal WindowVocabulary(char[] characters, uint[] pairs)
    {
        (Characters, Pairs, pairTable) = (characters, pairs, new KeyTable(pairs));
        for (var i = 0; i < characters.Length; i++)
        {
            characterRows[characters[i]] = (ushort)(i + 1);
        }
    }

    internal char[] Characters { get; }

    internal uint[] Pairs { get; }

    internal static WindowVocabulary Of(IReadOnlyList<DetectorText> texts)
    {
        Dictionary<char, int> characters = [];
        Dictionary<uint, int> pairs = [];
        foreach (var text in texts)
        {
            for (var i = 0; i < text.Length; i++)
            {
                var c = text.Characters[i];
                characters[c] = characters.GetValueOrDefault(c) + 1;
                if (i + 1 < text.Length)
                {
                    var pair = Pair(c, text.Characters[i + 1]);
                    pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
                }
            }
        }

        return new WindowVocabulary(Frequent(characters, CharactersMax), Frequent(pairs, PairsMax));
    }

    internal void Rows(ReadOnlySpan<char> text, Span<int> characters, Span<int> pairs)
    {
        for (var i = 0; i < text.Length; i++)
        {
            characters[i] = characterRows[text[i]];
            pairs[i] = i + 1 < text.Length ? pairTable.Find(Pair(text[i], text[i + 1])) + 1 : 0;
        }
    }

    private static uint Pair(char first, char second) => ((uint)first << 16) | second;

    private static T[] Frequent<T>(Dictionary<T, int> counts, int most)
        where T : struct, IComparable<T>
    {
        var frequent = counts.Where(pair => pair.Value >= TextsMin)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most).Select(pair => pair.Key).ToArray();
        Array.Sort(frequent);
        return frequent;
    }
}
