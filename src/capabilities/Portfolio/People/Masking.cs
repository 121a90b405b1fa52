namespace Daylight.Portfolio;

/// <summary>What of a personal value may be seen without a reason. The rest never leaves the server.</summary>
internal static class Masking
{
    /// <summary>张三 → 张*, 欧阳明月 → 欧***, Mary Smith → M***.</summary>
    public static string Name(string name)
    {
        var first = char.IsHighSurrogate(name[0]) && name.Length > 1 ? name[..2] : name[..1];
        var rest = name.Length - first.Length;
        return first + new string('*', name.Any(c => c < 128) ? 3 : Math.Clamp(rest, 1, 3));
    }

    /// <summary>Three first and two last characters.</summary>
    public static string IdNumber(string number) => Ends(number, 3, 2);

    /// <summary>A mobile number keeps three and four digits (128****8798), others less.</summary>
    public static string ContactPoint(string kind, string value) => kind switch
    {
        "email" => Email(value),
        "address" => value.Length > 12 ? value[..6] + "****" : value[..Math.Min(2, value.Length)] + "****",
        "im" => Ends(value, 2, 1),
        _ => Digits(value) >= 11 ? Ends(value, 3, 4) : Ends(value, 3, 2),
    };

    private static string Email(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "****" : value[..1] + "***" + value[at..];
    }

    private static string Ends(string text, int first, int last) => text.Length <= first + last + 1
        ? text[..Math.Min(1, text.Length)] + "****"
        : text[..first] + "****" + text[^last..];

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);
}
