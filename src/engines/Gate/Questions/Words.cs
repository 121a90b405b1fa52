using System.Collections.Frozen;
using System.Text;

namespace Daylight.Gate;

/// <summary>The written words of the vocabulary: <c>no-answer</c> for <see cref="Outcome.NoAnswer"/>. Roles keep their capitals.</summary>
public static class Words
{
    /// <summary>The written word of a value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Word(value);

    /// <summary>Reads a word; false when the vocabulary has no such word. <c>unknown</c> is not a word.</summary>
    public static bool TryRead<T>(string? word, out T value) where T : struct, Enum
    {
        value = default;
        return word is not null && Table<T>.ByWord.TryGetValue(word, out value);
    }

    /// <summary>All words of a vocabulary, for messages.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Table<T>.Sorted);

    /// <summary>The same as a list.</summary>
    internal static IReadOnlyList<string> List<T>() where T : struct, Enum => Table<T>.Sorted;

    /// <summary>The kind of a contact point, told by its name without the trailing digits.</summary>
    public static PointKind KindOf(string? point)
    {
        if (string.IsNullOrEmpty(point)) return PointKind.Unknown;
        var letters = point.AsSpan().TrimEnd("0123456789");
        foreach (var (word, kind) in PointWords)
            if (letters.Equals(word, StringComparison.OrdinalIgnoreCase)) return kind;
        return PointKind.Unknown;
    }

    private static readonly (string Word, PointKind Kind)[] PointWords =
        [.. Enum.GetValues<PointKind>().Where(k => k != PointKind.Unknown).Select(k => (k.ToString(), k))];

    private static class Table<T> where T : struct, Enum
    {
        private static readonly FrozenDictionary<T, string> Written =
            Enum.GetValues<T>().Distinct().ToFrozenDictionary(v => v, Write);

        public static readonly FrozenDictionary<string, T> ByWord =
            Written.Where(p => p.Value is not ("unknown" or "Unknown" or "none")).ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static readonly IReadOnlyList<string> Sorted = [.. ByWord.Keys.Order(StringComparer.Ordinal)];

        private static string Write(T value)
        {
            var name = value.ToString();
            if (typeof(T) == typeof(PartyRole)) return name;
            return typeof(T) == typeof(PointKind) ? name.ToLowerInvariant() : Kebab(name);
        }

        public static string Word(T value) => Written.TryGetValue(value, out var word) ? word : "unknown";
    }

    private static string Kebab(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(c));
        }
        return word.ToString();
    }
}
