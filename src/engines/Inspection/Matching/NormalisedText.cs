using System.Text;

namespace Daylight.Inspection;

/// <summary>
/// One text in its plain form, with the way back: normalised character i stands for the original UTF-16 units
/// from <see cref="From"/>(i) to <see cref="To"/>(i). Sentence ends become '。', clause marks and blanks that stand
/// for one (<see cref="Pause"/>) '，', so that nothing is joined across them; all other symbols and zero-width
/// characters vanish. Reused between utterances.
/// </summary>
internal sealed class NormalisedText
{
    /// <summary>Longest text that is inspected, in UTF-16 units; what stands beyond is not looked at.</summary>
    internal const int InspectedLengthMax = 200_000;

    internal const char SentenceEnd = '。';
    internal const char ClauseMark = '，';

    private char[] characters = new char[256];
    private int[] from = new int[256];
    private int[] to = new int[256];
    private int[] sentence = new int[256];

    private readonly List<PlainSpan> negators = [];
    private bool negatorsKnown;

    internal string Original { get; private set; } = "";

    internal int Length { get; private set; }

    /// <summary>How many sentences the text holds, at least 1.</summary>
    internal int Sentences { get; private set; } = 1;

    internal ReadOnlySpan<char> Characters => characters.AsSpan(0, Length);

    /// <summary>Where a clause mark stands for a blank.</summary>
    internal List<int> Pauses { get; } = [];

    internal char this[int index] => characters[index];

    internal int From(int index) => from[index];

    internal int To(int index) => to[index];

    /// <summary>Where words of negation stand; looked for once per text, and only when somebody asks.</summary>
    internal List<PlainSpan> Negators
    {
        get
        {
            if (!negatorsKnown)
            {
                negatorsKnown = true;
                negators.Clear();
                Guards.FindNegators(this, negators);
            }

            return negators;
        }
    }

    /// <summary>The sentence a normalised character stands in, from 0.</summary>
    internal int SentenceOf(int index) => sentence[index];

    /// <summary>Whether a Latin letter continues a word as it was written: the b of "deadbeat", but not that of "dead beat".</summary>
    internal bool IsInsideWord(int index)
        => index > 0 && char.IsAsciiLetter(characters[index]) && char.IsAsciiLetter(characters[index - 1]) && to[index - 1] == from[index];

    /// <summary>The original units behind normalised characters start..end (end excluded, not empty).</summary>
    internal TextSpan OriginalSpan(int start, int end) => new(from[start], to[end - 1]);

    /// <summary>What was undone to make normalised characters start..end of the original.</summary>
    internal Evasion Undone(int start, int end)
    {
        var undone = Evasion.None;
        for (var i = start; i < end; i++)
        {
            undone |= i > start && from[i] > to[i - 1] ? Evasion.Symbols : Evasion.None;
            if (characters[i] is SentenceEnd or ClauseMark || characters[i] == Original[from[i]])
            {
                continue;
            }

            var narrow = CharacterForms.Narrow(Original[from[i]]);
            undone |= narrow != Original[from[i]] ? Evasion.Width : Evasion.None;
            undone |= HanForms.Simplified(narrow) != narrow ? Evasion.Traditional
                : char.IsSurrogate(narrow) || CharacterForms.Plain(narrow) != narrow ? Evasion.Forms : Evasion.None;
        }

        return undone;
    }

    /// <summary>The normalised characters behind original units from..to (to excluded); null where nothing of them was kept.</summary>
    internal PlainSpan? PlainSpan(int start, int end)
    {
        var first = FirstAt(start);
        var behind = FirstAt(end);
        return behind > first ? new PlainSpan(first, behind) : null;
    }

    internal static string Of(string text)
    {
        var normalised = new NormalisedText();
        normalised.Set(text, MatchOptions.Loosest);
        return normalised.Characters.ToString();
    }

    internal static string Of(string text, MatchOptions options)
    {
        var normalised = new NormalisedText();
        normalised.Set(text, options);
        return normalised.Characters.ToString();
    }

    internal void Set(string text, MatchOptions options)
    {
        Original = text;
        negatorsKnown = false;
        Pauses.Clear();
        Length = 0;
        var limit = Math.Min(text.Length, InspectedLengthMax);
        Reserve(limit);
        var sentenceIndex = 0;
        for (var i = 0; i < limit; i++)
        {
            var c = text[i];
            if (HanForms.IsHan(c))
            {
                Keep(options.Traditional ? HanForms.Simplified(c) : c, i, i + 1, sentenceIndex);
                continue;
            }

            if (char.IsSurrogate(c))
            {
                i += TakeSurrogate(text, i, options, sentenceIndex);
                continue;
            }

            TakeBasic(text, i, options, ref sentenceIndex);
        }

        Sentences = 1 + (Length > 0 ? sentence[Length - 1] : 0);
    }

    /// <summary>The first normalised character that stands at an original position or behind it.</summary>
    private int FirstAt(int original)
    {
        var index = Array.BinarySearch(from, 0, Length, original);
        while (index > 0 && from[index - 1] == original)
        {
            index--; // both halves of a pair stand for the same place
        }

        return index >= 0 ? index : ~index;
    }

    private void TakeBasic(string text, int i, MatchOptions options, ref int sentenceIndex)
    {
        var c = text[i];
        var plain = options.Width ? CharacterForms.Narrow(c) : c;
        plain = options.Digits ? CharacterForms.Plain(plain) : plain;
        plain = options.Case ? char.ToLowerInvariant(plain) : plain;
        if (char.IsLetterOrDigit(plain))
        {
            plain = options.Traditional && plain > '\u2E80' ? HanForms.Simplified(plain) : plain;
            Keep(plain, i, i + 1, sentenceIndex);
        }
        else if (IsInsideNumber(text, i, plain))
        {
            Keep(plain, i, i + 1, sentenceIndex);
        }
        else if (CharacterForms.EndsSentence(c) || IsFullStop(text, i, c))
        {
            Keep(SentenceEnd, i, i + 1, sentenceIndex);
            sentenceIndex++;
        }
        else if (CharacterForms.PartsClause(c))
        {
            Keep(ClauseMark, i, i + 1, sentenceIndex);
        }
        else if (options.Symbols && Pause.Stands(text, i))
        {
            Pauses.Add(Length);
            Keep(ClauseMark, i, i + 1, sentenceIndex);
        }
        else if (!options.Symbols)
        {
            Keep(plain, i, i + 1, sentenceIndex);
        }
    }

    /// <summary>Answers how many extra units were taken.</summary>
    private int TakeSurrogate(string text, int i, MatchOptions options, int sentenceIndex)
    {
        if (!Rune.TryGetRuneAt(text, i, out var rune))
        {
            return 0; // a lone surrogate says nothing
        }

        if (options.Digits && CharacterForms.Plain(rune) is { } plain)
        {
            Keep(options.Case ? char.ToLowerInvariant(plain) : plain, i, i + 2, sentenceIndex);
        }
        else if (Rune.IsLetterOrDigit(rune) || !options.Symbols)
        {
            Keep(text[i], i, i + 2, sentenceIndex);
            Keep(text[i + 1], i, i + 2, sentenceIndex);
        }

        return 1;
    }

    private static bool IsInsideNumber(string text, int i, char c)
        => c is '.' or ':' && i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);

    private static bool IsFullStop(string text, int i, char c)
        => c == '.' && i > 0 && char.IsLetterOrDigit(text[i - 1]) && (i + 1 == text.Length || text[i + 1] == ' ');

    private void Keep(char c, int start, int end, int sentenceIndex)
    {
        characters[Length] = c;
        from[Length] = start;
        to[Length] = end;
        sentence[Length++] = sentenceIndex;
    }

    private void Reserve(int length)
    {
        if (characters.Length >= length)
        {
            return;
        }

        var size = Math.Max(length, characters.Length * 2);
        characters = new char[size];
        from = new int[size];
        to = new int[size];
        sentence = new int[size];
    }
}
