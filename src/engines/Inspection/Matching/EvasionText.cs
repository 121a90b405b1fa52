namespace Daylight.Inspection;

/// <summary>
/// One more reading of a normalised text: character i stands for the normalised characters from Start(i) to End(i), and got
/// there by undoing Evasions(i). Reused between utterances.
/// </summary>
internal sealed class EvasionText
{
    private readonly List<char> characters = [];
    private readonly List<(int Start, int End, Evasion Undone)> places = [];

    internal ReadOnlySpan<char> Characters => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(characters);

    internal PlainSpan Span(int from, int to) => new(places[from].Start, places[to - 1].End);

    /// <summary>What had to be undone between two places, letters left out between them included.</summary>
    internal Evasion Undone(int from, int to)
    {
        var undone = Evasion.None;
        for (var i = from; i < to; i++)
        {
            undone |= places[i].Undone;
            undone |= i > from && places[i].Start > places[i - 1].End ? Evasion.Inserted : Evasion.None;
        }

        return undone;
    }

    /// <summary>By shape: parts joined, look-alikes as one, repeats once, single letters between Han characters left out.</summary>
    internal void SetShapes(ReadOnlySpan<char> text)
    {
        characters.Clear();
        places.Clear();
        for (var i = 0; i < text.Length;)
        {
            var joined = HanForms.Joined(text[i..]);
            var length = joined?.Parts ?? 1;
            var c = HanForms.Shape(joined?.Whole ?? text[i]);
            if (joined is null && IsInserted(text, i))
            {
                i++;
                continue;
            }

            if (characters.Count > 0 && characters[^1] == c && c > '\u2E80')
            {
                var (start, _, undone) = places[^1];
                places[^1] = (start, i + length, undone | Evasion.Repeats | (joined is null ? Evasion.None : Evasion.Split));
            }
            else
            {
                characters.Add(c);
                places.Add((i, i + length, joined is null ? Evasion.None : Evasion.Split));
            }

            i += length;
        }
    }

    /// <summary>By sound: each character as its syllable, and pinyin in letters likewise.</summary>
    internal void SetSounds(ReadOnlySpan<char> text)
    {
        characters.Clear();
        places.Clear();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAsciiLetter(text[i]))
            {
                i = AddLetters(text, i);
                continue;
            }

            characters.Add(HanForms.Sound(text[i]));
            places.Add((i, i + 1, Evasion.None));
            i++;
        }
    }

    internal static string ShapesOf(string text)
    {
        var reading = new EvasionText();
        reading.SetShapes(text);
        return reading.Characters.ToString();
    }

    internal static string SoundsOf(string text)
        => string.Create(text.Length, text, static (sounds, of) =>
        {
            for (var i = 0; i < sounds.Length; i++)
            {
                sounds[i] = HanForms.Sound(of[i]);
            }
        });

    private static bool IsInserted(ReadOnlySpan<char> text, int i)
        => char.IsAsciiLetter(text[i]) && i > 0 && i + 1 < text.Length && HanForms.IsHan(text[i - 1]) && HanForms.IsHan(text[i + 1]);

    /// <summary>A run of letters counts as pinyin only when it is syllables from end to end, as few as possible.</summary>
    private int AddLetters(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        Span<int> cuts = stackalloc int[LettersMax + 1];
        if (end - start <= LettersMax && Cut(text[start..end], cuts))
        {
            for (var at = 0; at < end - start; at = cuts[at])
            {
                characters.Add(HanForms.Sound(text[(start + at)..(start + cuts[at])]) ?? '\0'); // Cut only answers syllables
                places.Add((start + at, start + cuts[at], Evasion.Pinyin));
            }
        }
        else
        {
            characters.Add('\0');
            places.Add((start, end, Evasion.None));
        }

        return end;
    }

    /// <summary>Longest run of letters that is read as pinyin.</summary>
    private const int LettersMax = 48;

    /// <summary>Fills where the syllable that begins at each place ends, on a way with the fewest syllables.</summary>
    private static bool Cut(ReadOnlySpan<char> letters, Span<int> cuts)
    {
        Span<int> fewest = stackalloc int[letters.Length + 1];
        fewest[..letters.Length].Fill(int.MaxValue);
        fewest[letters.Length] = 0;
        for (var at = letters.Length - 1; at >= 0; at--)
        {
            for (var length = Math.Min(HanForms.SyllableLengthMax, letters.Length - at); length > 0; length--)
            {
                if (fewest[at + length] < int.MaxValue && fewest[at + length] + 1 < fewest[at] && HanForms.Sound(letters.Slice(at, length)) is not null)
                {
                    fewest[at] = fewest[at + length] + 1;
                    cuts[at] = at + length;
                }
            }
        }

        return fewest[0] < int.MaxValue;
    }
}
