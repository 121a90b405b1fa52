namespace Daylight.Inspection;

/// <summary>What a Han character is without its disguise: simplified, by its sound, put together, among its look-alikes.</summary>
internal static class HanForms
{
    /// <summary>Sounds are written as characters of the private area, so that an automaton can run over them.</summary>
    private const char SoundFrom = '\uE000';

    private static readonly char[] SimplifiedOf = ReadSimplified();
    private static readonly char[] SoundOf = new char[char.MaxValue + 1];
    private static readonly Dictionary<string, char> Syllables = ReadSyllables();
    private static readonly string[] SyllableTexts = Syllables.OrderBy(s => s.Value).Select(s => s.Key).ToArray();
    private static readonly Dictionary<(char, char), char> Pairs = [];
    private static readonly Dictionary<(char, char, char), char> Triples = [];
    private static readonly char[] LooksLike = ReadShapes();

    internal const int SyllableLengthMax = 6;

    /// <summary>Whether it is one of the common Han characters; rare ones lie elsewhere.</summary>
    internal static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    internal static char Simplified(char c) => SimplifiedOf[c];

    /// <summary>The sound of a character by its most usual reading, without its tone; the character itself where none is known.</summary>
    internal static char Sound(char c) => SoundOf[c] is var sound && sound == '\0' ? c : sound;

    internal static bool HasSound(char c) => SoundOf[c] != '\0';

    internal static char? Sound(ReadOnlySpan<char> syllable)
        => Syllables.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(syllable, out var sound) ? sound : null;

    /// <summary>The first letter of a character's pinyin; the character itself where none is known.</summary>
    internal static char Initial(char c) => HasSound(c) ? SyllableTexts[SoundOf[c] - SoundFrom][0] : c;

    /// <summary>The character that stands for all that look alike; the character itself where nothing does.</summary>
    internal static char Shape(char c) => LooksLike[c] is var like && like == '\0' ? c : like;

    /// <summary>The character two or three parts make, and how many parts; null where they make none.</summary>
    internal static (char Whole, int Parts)? Joined(ReadOnlySpan<char> text)
    {
        if (text.Length >= 3 && Triples.TryGetValue((text[0], text[1], text[2]), out var whole))
        {
            return (whole, 3);
        }

        return text.Length >= 2 && Pairs.TryGetValue((text[0], text[1]), out whole) ? (whole, 2) : null;
    }

    private static char[] ReadSimplified()
    {
        var table = new char[char.MaxValue + 1];
        for (var c = 0; c < table.Length; c++)
        {
            table[c] = (char)c;
        }

        var pairs = HanTable.Text("traditional.txt").TrimEnd();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            table[pairs[i]] = pairs[i + 1];
        }

        return table;
    }

    private static Dictionary<string, char> ReadSyllables()
    {
        var syllables = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var line in HanTable.Text("pinyin.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var sound = (char)(SoundFrom + syllables.Count);
            syllables.Add(line[..blank], sound);
            foreach (var c in line.AsSpan(blank + 1))
            {
                SoundOf[c] = sound;
            }
        }

        return syllables;
    }

    /// <summary>Lines "whole part part [part]" and "= c d …" for characters that look alike.</summary>
    private static char[] ReadShapes()
    {
        var like = new char[char.MaxValue + 1];
        foreach (var line in HanTable.Text("shapes.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var entry in line[0] == '#' ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                ReadShape(entry, like);
            }
        }

        return like;
    }

    private static void ReadShape(string entry, char[] like)
    {
        if (entry[0] == '=')
        {
            foreach (var c in entry.AsSpan(1))
            {
                like[c] = entry[1];
            }
        }
        else if (entry.Length == 3)
        {
            Pairs[(entry[1], entry[2])] = entry[0];
        }
        else
        {
            Triples[(entry[1], entry[2], entry[3])] = entry[0];
        }
    }
}
