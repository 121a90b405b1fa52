using Daylight.Sound;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Sound;

public sealed class TalkTests
{
    private static Talk Of(Stretch[] staff, Stretch[] customer, double seconds) => new(staff, customer, seconds);

    [Fact]
    public void What_both_said_at_once_is_overlap()
    {
        var talk = Of([new(0, 4), new(6, 8)], [new(3, 5), new(5.5, 7)], 10);
        talk.Overlaps().ShouldBe([new Stretch(3, 4), new Stretch(6, 7)]);
        talk.OverlapShare.ShouldBe(0.2, 1e-9);
    }

    [Fact]
    public void A_silence_is_named_after_whoever_should_have_spoken()
    {
        var talk = Of([new(2, 4), new(9, 10), new(16, 17)], [new(5, 6), new(13, 14)], 21);
        talk.Silences(1.5).ShouldBe(
        [
            new LongSilence(new Stretch(0, 2), SilenceKind.Mutual),
            new LongSilence(new Stretch(6, 9), SilenceKind.StaffLate),
            new LongSilence(new Stretch(10, 13), SilenceKind.CustomerLate),
            new LongSilence(new Stretch(14, 16), SilenceKind.StaffLate),
            new LongSilence(new Stretch(17, 21), SilenceKind.Mutual),
        ]);
    }

    [Theory]
    [InlineData(2.0, 1)]  // spoke 2 s, both for 0.5 s, the other goes on
    [InlineData(0.5, 0)]  // the first had hardly begun
    public void Who_breaks_into_a_long_speech_interrupts(double spoken, int count) =>
        Of([new(3 - spoken, 3.5)], [new(3, 6)], 10).Interruptions(new InterruptionRule()).Count.ShouldBe(count);

    [Fact]
    public void A_short_hum_of_agreement_is_no_interruption()
    {
        // 嗯 within the other's speech: the other does not fall silent, the hum does not go on.
        Of([new(0, 10)], [new(4, 4.4)], 10).Interruptions(new InterruptionRule()).ShouldBeEmpty();
    }

    [Fact]
    public void Overlap_is_the_same_whoever_is_named_first()
    {
        Prop.ForAll(Sides().ToArbitrary(), both =>
        {
            var (a, b) = both;
            Of(a, b, 100).Overlaps().ShouldBe(Of(b, a, 100).Overlaps());
            Of(a, b, 100).Overlaps().Sum(one => one.Seconds).ShouldBeLessThanOrEqualTo(Math.Min(a.Sum(one => one.Seconds), b.Sum(one => one.Seconds)) + 1e-9);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Speech_and_silence_together_are_the_whole_recording()
    {
        Prop.ForAll(Sides().ToArbitrary(), both =>
        {
            var (a, b) = both;
            var talk = Of(a, b, 100);
            var spoken = a.Sum(one => one.Seconds) + b.Sum(one => one.Seconds) - talk.Overlaps().Sum(one => one.Seconds);
            (spoken + talk.Silences(0).Sum(one => one.When.Seconds)).ShouldBe(100, 1e-6);
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<(Stretch[], Stretch[])> Sides() => from a in Side() from b in Side() select (a, b);

    private static Gen<Stretch[]> Side() =>
        from cuts in Gen.ArrayOf(Gen.Choose(1, 990))
        let points = cuts.Distinct().Order().Select(cut => cut / 10.0).ToArray()
        select Enumerable.Range(0, points.Length / 2).Select(i => new Stretch(points[2 * i], points[(2 * i) + 1])).ToArray();
}
