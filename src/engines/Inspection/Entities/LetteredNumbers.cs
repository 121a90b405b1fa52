namespace Daylight.Inspection;

/// <summary>Plates and social credit codes: numbers that hold letters.</summary>
internal static class LetteredNumbers
{
    private const string PlateProvinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private const string CreditContext = "信用代码";

    internal static void Find(NormalisedText text, List<Entity> found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                var end = WordEnd(text, at);
                TakeCreditCode(text, at, end, found);
                at = end - 1;
            }
            else if (PlateProvinces.Contains(text[at], StringComparison.Ordinal) && PlateLength(text, at) is var length and > 0)
            {
                var span = new PlainSpan(at, at + length);
                found.Add(EntityFinder.Of(text, EntityKind.Plate, span, text.Characters[span.Start..span.End].ToString().ToUpperInvariant(), null));
                at += length - 1;
            }
        }
    }

    private static int WordEnd(NormalisedText text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>Registering authority, kind of body, six digits of region, organisation code, check digit.</summary>
    private static void TakeCreditCode(NormalisedText text, int start, int end, List<Entity> found)
    {
        if (end - start != 18)
        {
            return;
        }

        var code = text.Characters[start..end];
        var region = code[2..8];
        if (region.IndexOfAnyExceptInRange('0', '9') >= 0 || !(PersonNumbers.IsProvince(region) || region.StartsWith("10", StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var c in code)
        {
            if (CheckDigits.CreditCodeValue(c) < 0)
            {
                return;
            }
        }

        var valid = CheckDigits.IsCreditCode(code);
        var isCalledSo = text.Characters[Math.Max(0, start - 12)..start].Contains(CreditContext, StringComparison.Ordinal);
        if ((valid || isCalledSo) && !found.Exists(f => f.Plain.Start < end && f.Plain.End > start))
        {
            found.Add(EntityFinder.Of(text, EntityKind.CreditCode, new PlainSpan(start, end), code.ToString().ToUpperInvariant(), valid));
        }
    }

    /// <summary>The length of the plate that begins here: seven places, eight for new-energy vehicles; 0 for none.</summary>
    private static int PlateLength(NormalisedText text, int at)
    {
        if (at + 1 >= text.Length || text[at + 1] is not (>= 'a' and <= 'z') || text[at + 1] is 'i' or 'o')
        {
            return 0;
        }

        var end = at + 2;
        while (end < text.Length && end < at + 9 && IsPlatePlace(text[end]))
        {
            end++;
        }

        var serial = text.Characters[(at + 2)..end];
        return serial.Length switch
        {
            4 when end < text.Length && text[end] is '学' or '警' or '挂' or '港' or '澳' && Letters(serial) <= 1 => 7,
            5 when Letters(serial) <= 2 => 7,
            6 when IsNewEnergy(serial) => 8,
            _ => 0,
        };
    }

    private static bool IsPlatePlace(char c) => char.IsAsciiDigit(c) || (c is >= 'a' and <= 'z' && c is not ('i' or 'o'));

    private static bool IsNewEnergy(ReadOnlySpan<char> serial)
        => (serial[0] is >= 'a' and <= 'k' && Letters(serial[1..]) == (char.IsAsciiLetter(serial[1]) ? 1 : 0)) || (serial[5] is >= 'a' and <= 'k' && Letters(serial) == 1);

    private static int Letters(ReadOnlySpan<char> serial)
    {
        var letters = 0;
        foreach (var c in serial)
        {
            letters += char.IsAsciiLetter(c) ? 1 : 0;
        }

        return letters;
    }
}
