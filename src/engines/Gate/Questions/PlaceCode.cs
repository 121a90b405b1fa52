namespace Daylight.Gate;

/// <summary>
/// Codes of countries and their parts after ISO 3166: <c>US</c>, <c>US-MA</c>. A country alone may be any of its parts. Hong
/// Kong, Macau and Taiwan are jurisdictions of their own: HK, MO and TW.
/// </summary>
public static class PlaceCode
{
    /// <summary>Whether a text is such a code; nobody checks that the place exists.</summary>
    public static bool IsCode(string? text) =>
        text is { Length: 2 or >= 4 and <= 6 }
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1])
        && (text.Length == 2 || text[2] == '-' && text.AsSpan(3).IndexOfAnyExceptInRange('0', 'Z') < 0 && text.AsSpan(3).IndexOfAnyInRange(':', '@') < 0)
        && text is not ("CN-HK" or "CN-MO" or "CN-TW");

    /// <summary>Whether a place may lie in one of others, or they in it; one that is not known or no code may lie anywhere.</summary>
    internal static bool MayLieIn(string? place, IReadOnlyList<string> others)
    {
        if (!IsCode(place)) return true;
        foreach (var other in others)
            if (Holds(place!, other) || Holds(other, place!)) return true; // A code is no null.
        return false;
    }

    private static bool Holds(string whole, string part) =>
        part.StartsWith(whole, StringComparison.Ordinal) && (part.Length == whole.Length || part[whole.Length] == '-');
}
