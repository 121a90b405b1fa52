namespace Daylight.Platform;

/// <summary>
/// The clock of the people in front of the screens: sign-in sessions, leases and undo windows run by it. It is the same as
/// the injected clock, except in a demonstration, where that one is simulated and this one stays real.
/// </summary>
public sealed class HumanClock(TimeProvider real)
{
    /// <summary>The instant now, offset zero.</summary>
    public DateTimeOffset UtcNow => real.GetUtcNow();
}
