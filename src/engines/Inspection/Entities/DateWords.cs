using System.Globalization;
using System.Text.RegularExpressions;

namespace Daylight.Inspection;

/// <summary>Days of the calendar: 2026年3月5日, 三月五号, 2026-03-05.</summary>
internal static class DateWords
{
    private static readonly Regex Written = new(@"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    internal static void Find(NormalisedText text, List<Entity> found)
    {
        FindSpoken(text, found);
        if (text.Original.AsSpan().IndexOfAny('-', '/', '.') >= 0)
        {
            FindWritten(text, found);
        }
    }

    internal static bool IsDay(int year, int month, int day)
        => month is >= 1 and <= 12 && day >= 1 && year is >= 1 and <= 9999 && day <= DateTime.DaysInMonth(year, month);

    private static void FindSpoken(NormalisedText text, List<Entity> found)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '月' || Before(text, at) is not { } month || month.Value > 12)
            {
                continue;
            }

            var day = Numeral.Read(text, at + 1);
            if (day is not { } d || d.End >= text.Length || text[d.End] is not ('日' or '号'))
            {
                continue;
            }

            var year = month.Start > 0 && text[month.Start - 1] == '年' ? Before(text, month.Start - 1) : null;
            Add(text, new PlainSpan(year?.Start ?? month.Start, d.End + 1), (year?.Value, month.Value, (int)Math.Min(99, d.Value)), found);
        }
    }

    /// <summary>The small number whose last digit stands right before a position.</summary>
    private static (int Value, int Start)? Before(NormalisedText text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 4 && (Numeral.Digit(text[start - 1]) >= 0 || text[start - 1] == '十'))
        {
            start--;
        }

        return start < end && Numeral.Read(text, start) is { } numeral && numeral.End == end && numeral.Value <= 9999 ? ((int)numeral.Value, start) : null;
    }

    private static void FindWritten(NormalisedText text, List<Entity> found)
    {
        foreach (Match match in Written.Matches(text.Original[..Math.Min(text.Original.Length, NormalisedText.InspectedLengthMax)]))
        {
            var date = (Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]));
            if (text.PlainSpan(match.Index, match.Index + match.Length) is { } span)
            {
                Add(text, span, date, found);
            }
        }
    }

    private static void Add(NormalisedText text, PlainSpan span, (int? Year, int Month, int Day) date, List<Entity> found)
    {
        var year = date.Year is < 100 ? 2000 + date.Year : date.Year;
        if (!IsDay(year ?? 2000, date.Month, date.Day))
        {
            return;
        }

        var value = string.Create(CultureInfo.InvariantCulture, $"{(year is { } y ? y.ToString("0000", CultureInfo.InvariantCulture) : "-")}-{date.Month:00}-{date.Day:00}");
        found.Add(EntityFinder.Of(text, EntityKind.Date, span, value, null));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

}
