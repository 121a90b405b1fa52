using System.Globalization;

namespace Daylight.Ledger;

/// <summary>Instants in leaves: UTC, to the microsecond, in exactly one spelling (no trailing zeros, always <c>Z</c>).</summary>
public static class LeafTime
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Writes an instant; what is finer than a microsecond is cut off.</summary>
    public static string Format(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        var micros = utc.Ticks % TimeSpan.TicksPerSecond / 10;
        var fraction = micros == 0 ? "" : "." + micros.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return utc.ToString(Seconds, CultureInfo.InvariantCulture) + fraction + "Z";
    }

    /// <summary>Reads an instant in its one spelling.</summary>
    /// <exception cref="LedgerFormatException">Any other spelling.</exception>
    public static DateTimeOffset Parse(string text)
    {
        var read = DateTime.TryParseExact(
            text, Seconds + ".FFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc)
            || DateTime.TryParseExact(
                text, Seconds + "'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc);
        var instant = read ? new DateTimeOffset(utc, TimeSpan.Zero) : default;
        return read && Format(instant) == text ? instant : throw new LedgerFormatException("time", "not a UTC instant like 2026-03-02T02:00:00Z");
    }
}
