using System.Globalization;

namespace Daylight.Inspection;

/// <summary>One place of a pattern: the texts and lexicons any of which may stand here.</summary>
internal sealed record PatternPlace(IReadOnlyList<string> Texts, IReadOnlyList<string> Lexicons);

/// <summary>
/// A pattern as written: places parted by spaces, alternatives by '|', groups in brackets, '?' after a
/// bracket that may be absent, "$name" for a lexicon, "~n" for at most n characters between two places (3 where nothing is said),
/// "-n" for the same within one clause.
/// <c>去|到 ~4 (你|您)(单位|公司) ~8 闹|拉横幅</c>
/// </summary>
internal sealed record PatternText(IReadOnlyList<PatternPlace> Places, IReadOnlyList<int> Gaps)
{
    /// <summary>Characters between two places where the pattern says nothing.</summary>
    internal const int GapDefault = 3;

    private const int GapMax = 60;
    private const int PlacesMax = 8;
    private const int TextsMax = 2000;

    /// <summary>Reads a pattern; answers null and a sentence that says what is wrong.</summary>
    internal static PatternText? Read(string text, out string? mistake)
    {
        var places = new List<PatternPlace>();
        var gaps = new List<int>();
        int? gap = null;
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token[0] is '~' or '-')
            {
                if (!int.TryParse(token.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > GapMax || places.Count == 0 || gap is not null)
                {
                    return Fail($"'{token}' is not a gap here: write ~0 to ~{GapMax}, or -0 to -{GapMax} within a clause, between two places", out mistake);
                }

                gap = token[0] == '~' ? n : ~n; // the complement marks a gap that stays within the clause
                continue;
            }

            if (Place(token, out mistake) is not { } place)
            {
                return null;
            }

            if (places.Count > 0)
            {
                gaps.Add(gap ?? GapDefault);
            }

            places.Add(place);
            gap = null;
        }

        if (places.Count is 0 or > PlacesMax || gap is not null)
        {
            return Fail($"'{text}' is not a pattern: it needs 1 to {PlacesMax} places and no gap at its end", out mistake);
        }

        mistake = null;
        return new PatternText(places, gaps);
    }

    private static PatternPlace? Place(string token, out string? mistake)
    {
        var texts = new List<string>();
        var lexicons = new List<string>();
        if (token.AsSpan().IndexOfAny('*', '+') >= 0 || token.Replace(")?", ")", StringComparison.Ordinal).Contains('?', StringComparison.Ordinal))
        {
            mistake = $"'{token}' repeats something: '?' may stand after a bracket only, '*' and '+' nowhere; write a gap such as ~4 instead";
            return null;
        }

        if (SplitOutsideBrackets(token).Any(a => a.LastIndexOf('$') > 0))
        {
            mistake = $"'{token}' puts a lexicon inside a text; a lexicon is a place or an alternative of its own, such as '(你|您) ~0 $family'";
            return null;
        }

        foreach (var alternative in SplitOutsideBrackets(token))
        {
            if (alternative.StartsWith('$'))
            {
                lexicons.Add(alternative[1..]);
                continue;
            }

            var position = 0;
            if (Expand(alternative, ref position, depth: 0) is not { } expanded || position != alternative.Length)
            {
                mistake = $"the brackets of '{token}' do not fit together, or it stands for more than {TextsMax} texts";
                return null;
            }

            texts.AddRange(expanded);
        }

        if (texts.Count > TextsMax || texts.Any(t => t.Length == 0))
        {
            mistake = $"an alternative of '{token}' is empty, or it stands for more than {TextsMax} texts";
            return null;
        }

        mistake = null;
        return new PatternPlace(texts, lexicons);
    }

    private static List<string> SplitOutsideBrackets(string token)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < token.Length; i++)
        {
            depth += token[i] == '(' ? 1 : token[i] == ')' ? -1 : 0;
            if (token[i] == '|' && depth == 0)
            {
                parts.Add(token[start..i]);
                start = i + 1;
            }
        }

        parts.Add(token[start..]);
        return parts;
    }

    /// <summary>All texts a sequence of characters and bracketed groups stands for.</summary>
    private static List<string>? Expand(string text, ref int position, int depth)
    {
        var texts = new List<string> { "" };
        while (position < text.Length && text[position] is not (')' or '|'))
        {
            List<string>? next;
            if (text[position] == '(')
            {
                next = depth < 4 ? Group(text, ref position, depth) : null;
                if (position < text.Length && text[position] == '?')
                {
                    next?.Add("");
                    position++;
                }
            }
            else
            {
                var start = position;
                while (position < text.Length && text[position] is not ('(' or ')' or '|'))
                {
                    position++;
                }

                next = [text[start..position]];
            }

            if (next is null || (long)texts.Count * next.Count > TextsMax)
            {
                return null;
            }

            texts = texts.SelectMany(head => next.Select(tail => head + tail)).ToList();
        }

        return texts;
    }

    private static List<string>? Group(string text, ref int position, int depth)
    {
        var all = new List<string>();
        do
        {
            position++; // past '(' or '|'
            if (Expand(text, ref position, depth + 1) is not { } alternative)
            {
                return null;
            }

            all.AddRange(alternative);
        }
        while (position < text.Length && text[position] == '|');
        if (position >= text.Length || text[position] != ')' || all.Count > TextsMax)
        {
            return null;
        }

        position++;
        return all;
    }

    private static PatternText? Fail(string message, out string? mistake)
    {
        mistake = message;
        return null;
    }
}
