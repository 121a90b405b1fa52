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

    /// <summary>Whether the window that opens on a date has an instant inside it, and its bounds.</summary>
    public (Instant Start, Instant End) On(DateTimeZone zone, LocalDate date)
    {
        var endDate = To <= From ? date.PlusDays(1) : date;
        var start = zone.ResolveLocal(date + From, Narrow ? Last : First).ToInstant();
        var end = zone.ResolveLocal(endDate + To, Narrow ? First : Last).ToInstant();
        return (start, IncludesTo ? end + Duration.FromNanoseconds(1000) : end);
    }

    /// <summary>Whether an instant lies in the window of any day in one zone.</summary>
    public Standing At(DateTimeZone zone, Instant t, LocalDate today)
    {
        // Only a window over midnight can have been opened yesterday.
        for (var day = To <= From || IncludesTo ? -1 : 0; day <= 3; day++)
        {
            var (start, end) = On(zone, today.PlusDays(day));
            if (end <= t || end <= start) continue;
            return start <= t ? new(true, end) : new(false, start);
        }
        return new(false, null);
    }
}
