namespace Daylight.Platform;

/// <summary>
/// A clock for demonstrations: starts at a chosen instant and runs <see cref="Pace"/> times as fast as real time.
/// Timers and delays stay real. Everything that shows time says that it is simulated.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    private readonly TimeProvider _real;
    private readonly DateTimeOffset _start;
    private readonly long _startedAt;

    /// <param name="start">The simulated instant at which the clock begins.</param>
    /// <param name="pace">Simulated seconds for each real second; between 1 and 3600.</param>
    /// <param name="real">The clock that drives this one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pace is outside its range.</exception>
    public SimulatedClock(DateTimeOffset start, double pace, TimeProvider real)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pace, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pace, 3600);
        _real = real;
        _start = start;
        _startedAt = real.GetTimestamp();
        Pace = pace;
    }

    /// <summary>Simulated seconds for each real second.</summary>
    public double Pace { get; }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _start + _real.GetElapsedTime(_startedAt) * Pace;
}
