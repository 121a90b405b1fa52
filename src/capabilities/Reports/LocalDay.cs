using NodaTime;

namespace Daylight.Reports;

/// <summary>One local day of a zone: 23, 24 or 25 hours.</summary>
internal sealed class LocalDay
{
    private readonly DateTimeZone _zone;

    private LocalDay(DateTimeZone zone, LocalDate date)
    {
        _zone = zone;
        From = zone.AtStartOfDay(date).ToDateTimeOffset().ToUniversalTime();
        To = zone.AtStartOfDay(date.PlusDays(1)).ToDateTimeOffset().ToUniversalTime();
        Hours = [.. Enumerable.Range(0, 24).Where(hour => zone.MapLocal(date.At(new LocalTime(hour, 0))).Count > 0)];
    }

    /// <summary>Its first moment.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The first moment of the next day.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The hours it has; one that comes twice when the clocks go back is named once.</summary>
    public IReadOnlyList<int> Hours { get; }

    /// <summary>The day that a moment falls on. A zone that is not known is taken as UTC.</summary>
    public static LocalDay Of(DateTimeOffset moment, string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) ?? DateTimeZone.Utc;
        return new LocalDay(zone, Instant.FromDateTimeOffset(moment).InZone(zone).Date);
    }

    /// <summary>The local hour of a moment.</summary>
    public int HourOf(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment).InZone(_zone).Hour;
}
