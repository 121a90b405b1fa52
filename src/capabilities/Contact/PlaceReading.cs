using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// Reads the imported regions of accounts as places: codes of ISO 3166, several parted by <c>;</c>, and Chinese addresses by
/// the province they begin with. A region that is neither may be anywhere.
/// </summary>
internal static class PlaceReading
{
    /// <summary>Stands for a place that is not known; the gate reads no code in it.</summary>
    private const string Anywhere = "unknown";

    private static readonly (string Name, string Code)[] Provinces =
    [
        ("北京", "CN-BJ"), ("天津", "CN-TJ"), ("河北", "CN-HE"), ("山西", "CN-SX"), ("内蒙古", "CN-NM"), ("辽宁", "CN-LN"), ("吉林", "CN-JL"),
        ("黑龙江", "CN-HL"), ("上海", "CN-SH"), ("江苏", "CN-JS"), ("浙江", "CN-ZJ"), ("安徽", "CN-AH"), ("福建", "CN-FJ"), ("江西", "CN-JX"),
        ("山东", "CN-SD"), ("河南", "CN-HA"), ("湖北", "CN-HB"), ("湖南", "CN-HN"), ("广东", "CN-GD"), ("广西", "CN-GX"), ("海南", "CN-HI"),
        ("重庆", "CN-CQ"), ("四川", "CN-SC"), ("贵州", "CN-GZ"), ("云南", "CN-YN"), ("西藏", "CN-XZ"), ("陕西", "CN-SN"), ("甘肃", "CN-GS"),
        ("青海", "CN-QH"), ("宁夏", "CN-NX"), ("新疆", "CN-XJ"), ("香港", "HK"), ("澳门", "MO"), ("台湾", "TW"),
    ];

    /// <summary>All places that the regions name; empty if none is given, and with one that may be anywhere if any cannot be read.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> regions) =>
        [.. regions.SelectMany(region => region.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(Code).Distinct(StringComparer.Ordinal)];

    private static string Code(string region)
    {
        if (PlaceCode.IsCode(region))
        {
            return region;
        }

        var bare = region.StartsWith("中国", StringComparison.Ordinal) ? region["中国".Length..] : region;
        return Provinces.FirstOrDefault(province => bare.StartsWith(province.Name, StringComparison.Ordinal)).Code ?? Anywhere;
    }
}
