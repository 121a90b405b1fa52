using NodaTime;

namespace Daylight.Evidence;

/// <summary>Where one authority's stamps of one log stand.</summary>
/// <param name="Published">The size of the newest checkpoint.</param>
/// <param name="StampedSize">The size of the newest stamped one; 0 before the first.</param>
/// <param name="StampedAt">When that stamp was received.</param>
/// <param name="Zone">Where the institution's day ends.</param>
internal sealed record StampNeed(long Published, long StampedSize, DateTimeOffset? StampedAt, DateTimeZone Zone);

/// <summary>When the next stamp is asked for.</summary>
internal static class StampSchedule
{
    public static readonly TimeSpan Regularly = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>Whether the log has grown since the last stamp at all.</summary>
    public static bool HasGrown(StampNeed need) => need.Published > need.StampedSize;

    /// <summary>Whether a grown log is due by the clock: at first, every five minutes, and when the institution's day has ended.</summary>
    public static bool IsDue(StampNeed need, DateTimeOffset now) =>
        HasGrown(need) && (need.StampedAt is not { } last || now - last >= Regularly || Day(need.Zone, now) != Day(need.Zone, last));

    /// <summary>How long an authority that failed so many times in a row is left alone.</summary>
    public static TimeSpan Wait(long failures) =>
        failures >= 9 ? LongestWait : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << (int)Math.Max(0, failures - 1)));

    private static LocalDate Day(DateTimeZone zone, DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(zone).Date;
}
