namespace Daylight.Inspection;

/// <summary>What a known word of a person is.</summary>
public enum KnownWordKind
{
    /// <summary>A name: found whole, and without the family name where that leaves two characters.</summary>
    Name,

    /// <summary>An address: any four characters of it in a row are found, eight where it is written in letters.</summary>
    Address,

    /// <summary>A number, an account or an e-mail address: any six characters of it in a row are found.</summary>
    Number,
}

/// <summary>Something personal that is known beforehand.</summary>
public sealed record KnownWord(KnownWordKind Kind, string Text);

/// <summary>
/// Masks what is known of people beside what can be recognised by its form (<see cref="EntityMask"/>). The masked text is as
/// long as the original. Known words are found in any width, case and script form and with symbols between; not as nicknames,
/// by sound, or misspelt. Thread-safe.
/// </summary>
public sealed class KnownWords
{
    private const int AddressGram = 4;
    private const int LetterAddressGram = 8;
    private const int NumberGram = 6;
    private const int WordsMax = 2_000;
    private const int WordLengthMax = 500;

    /// <summary>What is looked for, and whether letters beside it make it another word.</summary>
    private readonly Dictionary<string, bool> pieces = new(StringComparer.Ordinal);
    private readonly int[] lengths;

    /// <summary>Masks these; words beyond 2,000 and characters of a word beyond 500 are an error of the caller.</summary>
    public KnownWords(IReadOnlyCollection<KnownWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words.Count, WordsMax);
        foreach (var word in words)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(word.Text.Length, WordLengthMax);
            Add(word);
        }

        lengths = [.. pieces.Keys.Select(piece => piece.Length).Distinct().Order()];
    }

    /// <summary>The text without what is known and without personal entities.</summary>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var masked = Once(text);
        for (var round = 0; round < text.Length && Once(masked) is var more && more != masked; round++)
        {
            masked = more; // what stood around a masked word may read as one: each round covers characters, so it ends
        }

        return masked;
    }

    /// <summary>Looks for both in the text as it stands, so that neither hides from the other behind its marks.</summary>
    private string Once(string text)
    {
        var masked = EntityMask.Mask(text).ToCharArray();
        var normalised = new NormalisedText();
        normalised.Set(text, MatchOptions.Loosest);
        foreach (var length in lengths)
        {
            Cover(normalised, length, masked);
        }

        return new string(masked);
    }

    private void Cover(NormalisedText text, int length, char[] masked)
    {
        var known = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i + length <= text.Length; i++)
        {
            if (!known.TryGetValue(text.Characters.Slice(i, length), out var whole) || (whole && IsInsideWord(text, i, i + length)))
            {
                continue;
            }

            var span = text.OriginalSpan(i, i + length);
            for (var at = span.From; at < span.To; at++)
            {
                masked[at] = char.IsLetterOrDigit(masked[at]) || char.IsSurrogate(masked[at]) ? '*' : masked[at];
            }
        }
    }

    /// <summary>Latin letters mean a name only where a word begins and ends: Lee is not in asleep.</summary>
    private static bool IsInsideWord(NormalisedText text, int start, int end)
        => (start > 0 && char.IsAsciiLetter(text[start]) && char.IsAsciiLetter(text[start - 1]) && text.From(start) == text.To(start - 1))
            || (end < text.Length && char.IsAsciiLetter(text[end - 1]) && char.IsAsciiLetter(text[end]) && text.From(end) == text.To(end - 1));

    private void Add(KnownWord word)
    {
        switch (word.Kind)
        {
            case KnownWordKind.Name:
                AddName(word.Text);
                break;
            case KnownWordKind.Address:
                AddGrams(word.Text, word.Text.Any(HanForms.IsHan) ? AddressGram : LetterAddressGram);
                break;
            case KnownWordKind.Number:
                AddGrams(word.Text, NumberGram);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(word), word.Kind, "not a kind");
        }
    }

    private void AddName(string name)
    {
        var plain = Plain(name);
        if (plain.Length >= 2)
        {
            pieces.TryAdd(plain, true);
        }

        if (plain.Length is 3 or 4 && plain.All(HanForms.IsHan))
        {
            pieces.TryAdd(plain[^2..], true);
        }

        foreach (var part in name.Split([' ', '·', '.', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Plain))
        {
            if (part.Length >= 2 && !part.All(HanForms.IsHan))
            {
                pieces.TryAdd(part, true);
            }
        }
    }

    private void AddGrams(string text, int gram)
    {
        var plain = Plain(text);
        if (plain.Length is >= 2 && plain.Length < gram)
        {
            pieces.TryAdd(plain, false);
        }

        for (var i = 0; i + gram <= plain.Length; i++)
        {
            pieces.TryAdd(plain.Substring(i, gram), false);
        }
    }

    private static string Plain(string text)
        => NormalisedText.Of(text).Replace(NormalisedText.SentenceEnd.ToString(), "", StringComparison.Ordinal).Replace(NormalisedText.ClauseMark.ToString(), "", StringComparison.Ordinal);
}
