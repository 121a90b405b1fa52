using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Cli;

/// <summary>Reads <c>--from</c> and <c>--to</c>: days in the institution's zone, or moments with an offset.</summary>
internal static class TimeSpanOption
{
    /// <exception cref="InvalidOperationException">One of them cannot be read, or the span is empty.</exception>
    public static (DateTimeOffset From, DateTimeOffset To) Read(string from, string? to, string zone, DateTimeOffset now)
    {
        var start = Moment("--from", from, zone, daysOn: 0);
        var end = to is null ? now : Moment("--to", to, zone, daysOn: 1);
        return start < end ? (start, end) : throw new InvalidOperationException("--to: the span ends before it begins.");
    }

    private static DateTimeOffset Moment(string option, string text, string zone, int daysOn)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
        {
            var zoneFound = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
            return day.Value.PlusDays(daysOn).AtStartOfDayInZone(zoneFound).ToDateTimeOffset();
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : throw new InvalidOperationException($"{option}: give a day such as 2026-03-01, or a moment such as 2026-03-01T08:00:00+08:00.");
    }
}
