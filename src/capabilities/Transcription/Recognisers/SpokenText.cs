using System.Text;
using System.Text.RegularExpressions;

namespace Daylight.Transcription;

/// <summary>Makes text of what recognisers write.</summary>
internal static partial class SpokenText
{
    private const string SentenceEnds = "。！？!?；;";

    /// <summary>Without the tags of language, mood and events that SenseVoice puts into the text: guesses that no rule should read.</summary>
    public static string Clean(string? text) => text is null ? "" : Tag().Replace(text, "").Trim();

    /// <summary>Words that were parted by blanks, joined: a blank stays between two words of letters only.</summary>
    public static string Join(string parted)
    {
        StringBuilder joined = new(parted.Length);
        for (var i = 0; i < parted.Length; i++)
        {
            if (parted[i] != ' ' || (joined.Length > 0 && char.IsAscii(joined[^1]) && i + 1 < parted.Length && char.IsAscii(parted[i + 1])))
            {
                joined.Append(parted[i]);
            }
        }

        return joined.ToString().Trim();
    }

    /// <summary>The sentences of a text, each with the mark that ends it.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (SentenceEnds.Contains(text[i], StringComparison.Ordinal))
            {
                yield return text[from..(i + 1)];
                from = i + 1;
            }
        }

        if (from < text.Length)
        {
            yield return text[from..];
        }
    }

    /// <summary>How many units a time list has for a text: a Han character each, a run of letters or digits one.</summary>
    public static int Units(string text)
    {
        var units = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]) && (!char.IsAscii(text[i]) || i == 0 || !char.IsAscii(text[i - 1]) || !char.IsLetterOrDigit(text[i - 1])))
            {
                units++;
            }
        }

        return units;
    }

    [GeneratedRegex(@"<\|[^|<>]{0,40}\|>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
