using Daylight.Demo.Api;

namespace Daylight.Demo;

/// <summary>The server's clock as the collectors read it, and their waiting, which runs at the day's pace.</summary>
internal sealed class DayClock
{
    private static readonly TimeOnly LunchStarts = new(12, 0);
    private static readonly TimeOnly LunchEnds = new(13, 0);
    private readonly TimeProvider _time;
    private readonly double _pace;
    private readonly TimeZoneInfo _zone;
    private readonly TimeOnly _endsAt;
    private (DateTimeOffset At, long Stamp, double Pace) _reading;

    public DayClock(SessionView session, double pace, TimeOnly endsAt, TimeProvider time)
    {
        _time = time;
        _pace = pace;
        _endsAt = endsAt;
        // A machine without zone data still plays the demonstration, whose institution is Chinese.
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(session.Institution.Zone, out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), null, null);
        _reading = Read(session.Clock);
        StartedAt = _reading.At;
    }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset Now
    {
        get
        {
            var (at, stamp, pace) = _reading;
            return at + _time.GetElapsedTime(stamp) * pace;
        }
    }

    /// <summary>The working day is over; a day begun after its end is over at once.</summary>
    public bool Over => Now >= End;

    public bool Lunch => TimeOnly.FromDateTime(Local(Now).DateTime) is var now && now >= LunchStarts && now < LunchEnds;

    public double Share => End <= StartedAt ? 1 : Math.Clamp((Now - StartedAt) / (End - StartedAt), 0, 1);

    public DateTimeOffset End
    {
        get
        {
            var day = Local(StartedAt).Date;
            return new DateTimeOffset(day + _endsAt.ToTimeSpan(), _zone.GetUtcOffset(day));
        }
    }

    /// <summary>The day in the institution's zone, so many days after today.</summary>
    public DateOnly Day(int daysAhead) => DateOnly.FromDateTime(Local(Now).Date).AddDays(daysAhead);

    /// <summary>Takes the server's clock anew; needed after the server was away.</summary>
    public void Synchronise(ClockView clock) => _reading = Read(clock);

    public Task WaitAsync(TimeSpan simulated, CancellationToken cancellation) =>
        simulated <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(simulated / _pace, _time, cancellation);

    /// <summary>Waits for the moment, or for the end of the day if that comes first.</summary>
    public Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellation) =>
        WaitAsync((moment < End ? moment : End) - Now, cancellation);

    /// <summary>True if a wait of this length is long enough in real time to be worth a request of its own.</summary>
    public bool WorthWaiting(TimeSpan simulated) => simulated / _pace >= TimeSpan.FromMilliseconds(60);

    private (DateTimeOffset, long, double) Read(ClockView clock) => (clock.Now, _time.GetTimestamp(), clock.Simulated ? clock.Pace : 1);

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);
}
