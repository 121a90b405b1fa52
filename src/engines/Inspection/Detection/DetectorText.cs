namespace Daylight.Inspection;

/// <summary>
/// A text as a detector reads it, with the way back to the original: narrow, lower-case and simplified, blanks joined to one space,
/// zero-width and control characters gone, a character written more than three times in a row kept three times.
/// Punctuation and emoji stay: they carry tone. Not <see cref="NormalisedText"/>, which drops them for the phrases.
/// </summary>
internal sealed class DetectorText
{
    /// <summary>Longest text a detector reads, in characters kept; what stands beyond does not count.</summary>
    internal const int LengthMax = 4096;

    private const int RepeatsMax = 3;

    private char[] characters = new char[128];
    private int[] from = new int[128];
    private int[] to = new int[128];

    internal int Length { get; private set; }

    internal ReadOnlySpan<char> Characters => characters.AsSpan(0, Length);

    internal int From(int index) => from[index];

    internal int To(int index) => to[index];

    internal static DetectorText Of(string text)
    {
        DetectorText read = new();
        read.Set(text);
        return read;
    }

    internal void Set(string text)
    {
        Length = 0;
        Reserve(Math.Min(text.Length, LengthMax));
        for (var i = 0; i < text.Length && Length < LengthMax; i++)
        {
            var c = HanForms.Simplified(char.ToLowerInvariant(CharacterForms.Narrow(text[i])));
            if (char.IsWhiteSpace(c))
            {
                c = ' ';
            }
            else if (IsSilent(c))
            {
                continue;
            }

            if (IsOneTooMany(c))
            {
                to[Length - 1] = i + 1;
                continue;
            }

            (characters[Length], from[Length], to[Length]) = (c, i, i + 1);
            Length++;
        }
    }

    /// <summary>Takes parts out, each given by its first character and the one behind its last, in order.</summary>
    internal void Remove(List<(int Start, int End)> parts)
    {
        var (kept, next) = (0, 0);
        for (var i = 0; i < Length; i++)
        {
            if (next < parts.Count && i >= parts[next].End)
            {
                next++;
            }

            if (next < parts.Count && i >= parts[next].Start)
            {
                continue;
            }

            (characters[kept], from[kept], to[kept]) = (characters[i], from[i], to[i]);
            kept++;
        }

        Length = kept;
    }

    private static bool IsSilent(char c) => c is '\0' or (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or '\u2060' or '\uFEFF' or '\uFE0F' || char.IsControl(c);

    private bool IsOneTooMany(char c)
    {
        if (c == ' ')
        {
            return Length > 0 && characters[Length - 1] == ' ';
        }

        return Length >= RepeatsMax && characters.AsSpan(Length - RepeatsMax, RepeatsMax).IndexOfAnyExcept(c) < 0;
    }

    private void Reserve(int length)
    {
        if (characters.Length < length)
        {
            characters = new char[length];
            from = new int[length];
            to = new int[length];
        }
    }
}
