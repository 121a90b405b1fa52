using Daylight.Platform;
using Daylight.Platform.Web;
using Shouldly;
using Xunit;

namespace Daylight.Capabilities.Platform;

/// <summary>Ids, cursors and clocks.</summary>
public sealed class IdSourceTests
{
    [Fact]
    public void Ids_are_distinct_and_sort_by_the_time_they_were_made()
    {
        SteppedClock clock = new();
        IdSource ids = new(clock);
        List<string> made = [];
        for (var i = 0; i < 1000; i++)
        {
            made.Add(ids.New("cs"));
            clock.Now += TimeSpan.FromMilliseconds(1);
        }

        made.ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        made.Distinct().Count().ShouldBe(1000);
        made.ShouldAllBe(id => IdSource.IsId(id, "cs"));
        IdSource.IsId("cs'; DROP TABLE x; --  ", "cs").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("AAAA")]
    [InlineData("a")]
    public void A_cursor_that_is_not_ours_is_no_cursor(string text) => Cursor.Read(text, 2).ShouldBeNull();

    [Fact]
    public void A_cursor_comes_back_as_it_went() => Cursor.Read(Cursor.From("张三", "42"), 2).ShouldBe(["张三", "42"]);

    [Fact]
    public void A_simulated_clock_runs_at_its_pace_and_never_backwards()
    {
        SteppedClock real = new();
        SimulatedClock clock = new(DateTimeOffset.UnixEpoch, 30, real);
        real.Now += TimeSpan.FromSeconds(2);
        clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(60));

        clock.NotBefore(DateTimeOffset.UnixEpoch);
        clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(60));
        clock.NotBefore(DateTimeOffset.UnixEpoch.AddHours(1));
        clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddHours(1));
        clock.SlowDown();
        real.Now += TimeSpan.FromSeconds(2);
        clock.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch.AddHours(1).AddSeconds(2));
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.Ticks;
    }
}
