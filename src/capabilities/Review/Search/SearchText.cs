using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>
/// What of an utterance can be searched: the words as screens show them, with personal numbers and addresses masked. What is
/// masked is neither in the index nor found, so that nobody can find out a number by asking whether it is there.
/// </summary>
internal static class SearchText
{
    /// <summary>The text as it is shown; as long as the original.</summary>
    public static string Shown(string text) => EntityMask.Mask(text);

    /// <summary>The text as it is compared; as long as the original.</summary>
    public static string Folded(string shown) => PlainCharacters.Of(shown);

    /// <summary>The neighbouring pairs of letters, digits and Han characters, each once; nothing runs across a space or a mark.</summary>
    public static HashSet<uint> Pairs(ReadOnlySpan<char> folded)
    {
        HashSet<uint> pairs = new(folded.Length);
        for (var i = 1; i < folded.Length; i++)
        {
            if (IsWord(folded[i - 1]) && IsWord(folded[i]))
            {
                pairs.Add(((uint)folded[i - 1] << 16) | folded[i]);
            }
        }

        return pairs;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || char.IsSurrogate(character);
}
