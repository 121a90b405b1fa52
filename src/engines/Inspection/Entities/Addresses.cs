using System.Text.RegularExpressions;

namespace Daylight.Inspection;

/// <summary>
/// Postal addresses by shape: administrative levels (省市区县镇乡), a road or an estate, and house numbers. Two of the three
/// must be there, and a road without a number needs two levels before it: heuristic, made to miss rather than to invent.
/// </summary>
internal static class Addresses
{
    private const string Level = "(?:[\u4e00-\u9fff]{1,6}?(?:省|自治区|市|自治州|盟|区|县|旗|镇|乡|街道))";
    private const string Road = "(?:[\u4e00-\u9fffa-z0-9]{1,8}?(?:路|街|大道|巷|胡同|村|小区|花园|家园|公寓|新村|苑|广场|大厦|庄))";
    private const string House = "(?:[a-z]?[0-9一二三四五六七八九十百零]{1,5}(?:号楼|号院|号|弄|栋|幢|座|单元|层|楼|室|户|组))";

    private static readonly Regex Shape = new($"{Level}{{1,5}}{Road}{{0,2}}{House}{{1,5}}|{Level}{{2,5}}{Road}{{1,2}}|{Road}{{1,2}}{House}{{1,5}}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Nothing before the last of these belongs to the name of a place.</summary>
    private static readonly string[] Leads = ["我", "你", "您", "他", "她", "们", "在", "是", "到", "去", "址", "的", "就", "了", "于", "住", "搬", "寄"];

    internal static void Find(NormalisedText text, List<Entity> found)
    {
        if (text.Characters.IndexOfAny("路街巷道村区园苑庄厦") < 0 && text.Characters.IndexOfAny("县市镇乡") < 0)
        {
            return;
        }

        foreach (var match in Shape.EnumerateMatches(text.Characters))
        {
            var start = match.Index + Lead(text.Characters.Slice(match.Index, match.Length));
            var place = text.Characters[start..(match.Index + match.Length)];
            if (place.Length >= 5 && Shape.IsMatch(place))
            {
                found.Add(EntityFinder.Of(text, EntityKind.Address, new PlainSpan(start, match.Index + match.Length), place.ToString(), null));
            }
        }
    }

    private static int Lead(ReadOnlySpan<char> place)
    {
        var head = place[..Math.Min(place.Length, 8)];
        var lead = 0;
        foreach (var word in Leads)
        {
            lead = Math.Max(lead, head.LastIndexOf(word, StringComparison.Ordinal) + 1);
        }

        return lead;
    }
}
