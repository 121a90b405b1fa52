namespace Daylight.Portfolio;

/// <summary>A way to reach a person as a file gives it.</summary>
internal sealed record RawContactPoint(string Kind, string Value);

/// <summary>Reads <c>kind:number;kind:number</c>.</summary>
internal static class ContactPointParsing
{
    private static readonly string[] Kinds = ["mobile", "home", "work", "im"];
    private static readonly char[] Separators = [';', '；', '、', '|'];
    private const int PointsMax = 20;

    /// <summary>The numbers, or what is wrong with them.</summary>
    public static (IReadOnlyList<RawContactPoint> Points, string? Problem) Phones(string? text)
    {
        List<RawContactPoint> points = [];
        foreach (var part in (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOfAny([':', '：']);
            var kind = colon > 0 ? part[..colon].Trim().ToLowerInvariant() : null;
            if (kind is not null && !Kinds.Contains(kind))
            {
                return ([], $"the kind of number must be one of {string.Join(", ", Kinds)}, as in mobile:NUMBER;home:NUMBER");
            }

            var value = CellReading.HalfWidth(colon > 0 ? part[(colon + 1)..] : part);
            if (kind != "im" && !IsNumber(value))
            {
                return ([], "a number has 5 to 20 digits, with blanks, hyphens, brackets and a leading + at most");
            }

            var number = kind == "im" ? value : Plain(value);
            points.Add(new RawContactPoint(kind ?? (number.Length == 11 && number[0] == '1' ? "mobile" : "home"), number));
        }

        return points.Count > PointsMax ? ([], $"a person has at most {PointsMax} numbers") : (points.Distinct().ToList(), null);
    }

    private static bool IsNumber(string value) =>
        value.Count(char.IsAsciiDigit) is >= 5 and <= 20 && value.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')')
        || (value.StartsWith('+') && IsNumber(value[1..]));

    // Hyphens stay in landlines: they part the area code and tell readers which kind it is.
    private static string Plain(string value) => new([.. value.Where(c => char.IsAsciiDigit(c) || c is '+' or '-')]);
}
