using System.Globalization;

namespace Daylight.Platform;

/// <summary>
/// Conversion between instants and the 64-bit count of microseconds since 1970-01-01T00:00:00Z that every table stores.
/// </summary>
public static class UtcMicros
{
    /// <summary>Microseconds since the Unix epoch; finer ticks are cut off.</summary>
    public static long From(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant of a stored value, offset zero.</summary>
    public static DateTimeOffset ToInstant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>As <see cref="ToInstant(long)"/>; null stays null.</summary>
    public static DateTimeOffset? ToInstant(long? micros) => micros is { } value ? ToInstant(value) : null;

    /// <summary>The instant as the text that leaves carry: <c>2026-03-02T02:00:00.000000Z</c>.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
