using System.Runtime.CompilerServices;
using NodaTime;

namespace Daylight.Gate;

/// <summary>One local day of a zone: its first moment, and whether its clock runs through it and the day after without a change.</summary>
internal readonly record struct ZoneDay(Instant Start, bool IsEven);

/// <summary>
/// Remembers local days, because every rule asks about the same few and resolving one takes longer than judging most rules.
/// Days of a zone never change, so what is remembered is only ever the same answer sooner.
/// </summary>
internal static class ZoneDays
{
    private const int Kept = 512;

    [ThreadStatic]
    private static (DateTimeZone? Zone, LocalDate Date, ZoneDay Day)[]? remembered;

    public static ZoneDay Of(DateTimeZone zone, LocalDate date)
    {
        var days = remembered ??= new (DateTimeZone?, LocalDate, ZoneDay)[Kept];
        ref var known = ref days[((date.Year * 372) + (date.Month * 31) + date.Day + RuntimeHelpers.GetHashCode(zone)) & (Kept - 1)];
        if (!ReferenceEquals(known.Zone, zone) || known.Date != date) known = (zone, date, Find(zone, date));
        return known.Day;
    }

    private static ZoneDay Find(DateTimeZone zone, LocalDate date)
    {
        var start = zone.AtStartOfDay(date).ToInstant();
        var interval = zone.GetZoneInterval(start);
        var lasts = !interval.HasEnd || interval.End >= start + Duration.FromDays(2);
        // A day whose midnight the clocks skip begins later than its hours are counted from.
        return new(start, lasts && start == (date + LocalTime.Midnight).WithOffset(interval.WallOffset).ToInstant());
    }
}
