namespace Daylight.Platform;

/// <summary>
/// A clock for demonstrations: starts at a chosen instant and runs <see cref="Pace"/> times as fast as real time.
/// Timers and delays stay real. Everything that shows time says that it is simulated. Thread safe.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    private readonly TimeProvider _real;
    private volatile Anchor _anchor;

    /// <param name="start">The simulated instant at which the clock begins.</param>
    /// <param name="pace">Simulated seconds for each real second; between 1 and 3600.</param>
    /// <param name="real">The clock that drives this one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pace is outside its range.</exception>
    public SimulatedClock(DateTimeOffset start, double pace, TimeProvider real)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pace, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pace, 3600);
        _real = real;
        _anchor = new Anchor(start, real.GetTimestamp(), pace);
    }

    /// <summary>Simulated seconds for each real second.</summary>
    public double Pace => _anchor.Pace;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        var anchor = _anchor;
        return anchor.Start + _real.GetElapsedTime(anchor.Timestamp) * anchor.Pace;
    }

    /// <summary>Jumps forward to an instant, for example to the last one recorded before a restart; never backwards.</summary>
    public void NotBefore(DateTimeOffset instant)
    {
        if (instant > GetUtcNow())
        {
            _anchor = new Anchor(instant, _real.GetTimestamp(), Pace);
        }
    }

    /// <summary>Goes on from now at real speed, once there is nothing more to play.</summary>
    public void SlowDown() => _anchor = new Anchor(GetUtcNow(), _real.GetTimestamp(), 1);

    private sealed record Anchor(DateTimeOffset Start, long Timestamp, double Pace);
}
