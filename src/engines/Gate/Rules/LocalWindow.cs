using NodaTime;
using NodaTime.TimeZones;

namespace Daylight.Gate;

/// <summary>
/// A daily window of local time. Where clocks change inside its bounds, a <see cref="Narrow"/> window takes the shorter
/// reading (for hours in which contact is open) and a wide one the longer (for hours in which it is not).
/// </summary>
internal readonly record struct LocalWindow(LocalTime From, LocalTime To, bool IncludesTo, bool Narrow)
{
    private static readonly ZoneLocalMappingResolver First = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly ZoneLocalMappingResolver Last = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The bounds of the window that opens on a date.</summary>
    public (Instant Start, Instant End) On(Inquiry q, int zone, LocalDate date)
    {
        var endDate = To <= From ? date.PlusDays(1) : date;
        var day = q.Day(zone, date);
        // Through an even day and the one after it the clock runs on without a change.
        var (start, end) = day.IsEven
            ? (day.Start + SinceMidnight(From), day.Start + SinceMidnight(To) + (To <= From ? Duration.FromDays(1) : Duration.Zero))
            : (Resolve(q.Zones[zone], date + From, Narrow ? Last : First), Resolve(q.Zones[zone], endDate + To, Narrow ? First : Last));
        return (start, IncludesTo ? end + Duration.FromNanoseconds(1000) : end);
    }

    /// <summary>Whether an instant lies in the window of any day in one zone.</summary>
    public Standing At(Inquiry q, int zone, Instant t, LocalDate today)
    {
        // Only a window over midnight can have been opened yesterday.
        for (var day = To <= From || IncludesTo ? -1 : 0; day <= 3; day++)
        {
            var (start, end) = On(q, zone, today.PlusDays(day));
            if (end <= t || end <= start) continue;
            return start <= t ? new(true, end) : new(false, start);
        }
        return new(false, null);
    }

    private static Instant Resolve(DateTimeZone zone, LocalDateTime local, ZoneLocalMappingResolver resolver) => zone.ResolveLocal(local, resolver).ToInstant();

    private static Duration SinceMidnight(LocalTime time) => Duration.FromNanoseconds(time.NanosecondOfDay);
}
