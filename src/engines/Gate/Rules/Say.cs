using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// What a rule says at an instant while facts and history stand still. When it refuses, <paramref name="Turns"/> is the
/// first instant at which it no longer does; otherwise the first at which it might. Null is never.
/// <paramref name="Lifted"/> tells that it passes only thanks to one of its exceptions.
/// </summary>
internal readonly record struct Say(bool Refuses, Instant? Turns, bool Lifted = false)
{
    public static Say Pass(Instant? until = null) => new(false, until);

    public static Say Refuse(Instant? next) => new(true, next);
}

/// <summary>Whether something stands at an instant, and when that changes; null is never.</summary>
internal readonly record struct Standing(bool Stands, Instant? Turns);

internal static class Instants
{
    /// <summary>Moments outside are not believed; calendar arithmetic inside cannot overflow.</summary>
    public static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);

    public static readonly Instant Latest = Instant.FromUtc(2300, 1, 1, 0, 0);

    /// <summary>How far ahead the next permitted instant is sought.</summary>
    public static readonly Duration Horizon = Duration.FromDays(400);

    public static Instant Within(Instant t) => t < Earliest ? Earliest : t > Latest ? Latest : t;

    /// <summary>The earlier of two, null being never.</summary>
    public static Instant? Earlier(Instant? a, Instant? b) => a is null ? b : b is null || a < b ? a : b;

    /// <summary>The later of two, null being never.</summary>
    public static Instant? Later(Instant? a, Instant? b) => a is null || b is null ? null : a > b ? a : b;
}
