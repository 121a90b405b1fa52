using Daylight.Platform;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Evidence.TimeStamps;

public sealed class StampScheduleTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly DateTimeOffset BeforeMidnight = new(2026, 3, 2, 23, 58, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_day_of_the_institution_ends_a_stamp_is_due_at_its_midnight_and_not_at_ours()
    {
        StampNeed need = new(10, 5, BeforeMidnight, Shanghai);
        StampSchedule.IsDue(need, BeforeMidnight.AddMinutes(1)).ShouldBeFalse();
        StampSchedule.IsDue(need, BeforeMidnight.AddMinutes(2)).ShouldBeTrue();
        StampSchedule.IsDue(need with { Zone = DateTimeZone.Utc }, BeforeMidnight.AddMinutes(2)).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_due_that_has_not_grown()
    {
        StampSchedule.IsDue(new StampNeed(10, 10, BeforeMidnight, Shanghai), BeforeMidnight.AddDays(3)).ShouldBeFalse();
        StampSchedule.IsDue(new StampNeed(10, 0, null, Shanghai), BeforeMidnight).ShouldBeTrue();
    }

    [Fact]
    public void An_authority_is_left_alone_longer_and_longer_up_to_a_quarter_of_an_hour()
    {
        Enumerable.Range(1, 9).Select(failures => StampSchedule.Wait(failures).TotalSeconds).ShouldBe([5, 10, 20, 40, 80, 160, 320, 640, 900]);
        StampSchedule.Wait(long.MaxValue).ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData("{}", "authorities")]
    [InlineData("""{"authorities":[{"name":"A b","url":"http://x","roots":"r.pem"}]}""", "name: A b")]
    [InlineData("""{"authorities":[{"name":"a","url":"file:///etc","roots":"r.pem"}]}""", "url of a")]
    [InlineData("""{"authorities":[{"name":"a","url":"http://x","roots":"none.pem"}]}""", "none.pem: there is no such file")]
    [InlineData("""{"authorities":[{"name":"a","url":"http://x","roots":"r.pem"}]}""", "roots of a")]
    [InlineData("""{"authorities":[{"name":"a","url":"http://x","roots":"r.pem","digests":["md5"]}]}""", "digests of a")]
    [InlineData("""{"authorities":[],"retries":3}""", "retries")]
    [InlineData("not json", "time-stamps.json")]
    public void Settings_that_cannot_be_meant_are_refused_with_their_field(string json, string named)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-settings-").FullName;
        try
        {
            using var data = DataDirectory.Open(folder);
            Directory.CreateDirectory(data.Config);
            File.WriteAllText(Path.Combine(data.Config, "time-stamps.json"), json);
            File.WriteAllText(Path.Combine(data.Config, "r.pem"), "no certificate");

            Should.Throw<InvalidOperationException>(() => TimeStampSettings.Read(data)).Message.ShouldContain(named);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
