using System.Globalization;
using System.Text;
using NodaTime;

namespace Daylight.Portfolio;

/// <summary>Reads the texts of cells into values. Null means it cannot be read.</summary>
internal static class CellReading
{
    private static readonly HashSet<string> Zones = new(DateTimeZoneProviders.Tzdb.Ids, StringComparer.Ordinal);

    private static readonly string[] DateForms =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy-M-d'T'H:mm:ss"];

    /// <summary>How many decimals a currency has (ISO 4217).</summary>
    public static int? Decimals(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "UGX" => 0,
        "KWD" or "BHD" or "OMR" or "JOD" or "TND" or "IQD" or "LYD" => 3,
        { Length: 3 } when currency.All(char.IsAsciiLetterUpper) => 2,
        _ => null,
    };

    /// <summary>A decimal amount in minor units, without floating point.</summary>
    public static long? Minor(string text, int decimals)
    {
        var plain = HalfWidth(text).TrimStart('¥', '￥', '$').Replace(" ", "", StringComparison.Ordinal);
        if (!decimal.TryParse(
            plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        for (var i = 0; i < decimals; i++)
        {
            if (Math.Abs(amount) > 1_000_000_000_000_000m)
            {
                return null;
            }

            amount *= 10;
        }

        return amount == decimal.Truncate(amount) && Math.Abs(amount) <= 9_000_000_000_000_000m ? (long)amount : null;
    }

    public static long? Whole(string text) =>
        long.TryParse(HalfWidth(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A date as <c>yyyy-MM-dd</c>.</summary>
    public static string? Date(string text) =>
        DateTime.TryParseExact(HalfWidth(text), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1900 and < 2200
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    /// <summary>An IANA zone; the common names of China's one zone are understood.</summary>
    public static string? Zone(string text) => Zones.Contains(text) ? text : text switch
    {
        "北京时间" or "中国" or "UTC+8" or "GMT+8" or "+08:00" => "Asia/Shanghai",
        _ => null,
    };

    /// <summary>Full-width digits and signs, as some keyboards write them, in their plain form.</summary>
    public static string HalfWidth(string text)
    {
        if (text.All(c => c is < '\uFF01' or > '\uFF5E'))
        {
            return text.Trim();
        }

        StringBuilder plain = new(text.Length);
        foreach (var c in text)
        {
            plain.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
        }

        return plain.ToString().Trim();
    }
}
