using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class LivePaceTests
{
    private long _now = 1_000_000;

    [Fact]
    public void Where_everything_changes_all_the_time_four_pushes_go_out_a_second()
    {
        LivePace pace = new(_now);
        var pushes = 0;
        for (var millisecond = 0; millisecond < 10_000; millisecond++, Pass(1))
        {
            if (pace.Until(_now, hasAlert: false) == TimeSpan.Zero)
            {
                pace.Push(_now);
                pushes++;
            }
        }

        pushes.ShouldBeInRange(39, 42);
    }

    [Fact]
    public void An_alert_between_two_ordinary_pushes_does_not_wait()
    {
        LivePace pace = new(_now);
        pace.Push(_now);
        for (var i = 0; i < 20; i++)
        {
            Pass(250);
            pace.Until(_now, hasAlert: false).ShouldBe(TimeSpan.Zero);
            pace.Push(_now);
            Pass(1);
            pace.Until(_now, hasAlert: false).ShouldBeGreaterThan(TimeSpan.Zero);
            pace.Until(_now, hasAlert: true).ShouldBe(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Many_alerts_share_four_pushes_a_second_and_none_waits_longer_than_a_quarter()
    {
        LivePace pace = new(_now);
        var pushes = 0;
        for (var millisecond = 0; millisecond < 10_000; millisecond++, Pass(1))
        {
            var wait = pace.Until(_now, hasAlert: true);
            wait.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(251));
            if (wait == TimeSpan.Zero)
            {
                pace.Push(_now);
                pushes++;
            }
        }

        pushes.ShouldBeInRange(40, 42);
    }

    private void Pass(int milliseconds) => _now += Stopwatch.Frequency * milliseconds / 1000;
}
