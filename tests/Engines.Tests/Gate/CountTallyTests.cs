using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;
using Outcome = Daylight.Gate.Outcome;

namespace Daylight.Engines.Gate;

public sealed class CountTallyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 4, 0);

    [Theory]
    [InlineData("cn,cn-house", "Asia/Shanghai")]
    [InlineData("us-fdcpa,us-ma", "America/New_York")]
    [InlineData("au-rg96", "Australia/Sydney")]
    public void A_tally_of_a_cap_comes_to_what_its_fullest_counter_says(string packs, string zone)
    {
        var policy = GateTexts.Policy(packs.Split(','));
        var caps = policy.Packs.SelectMany(pack => pack.Rules).OfType<CapRule>().ToDictionary(cap => cap.Id);
        caps.ShouldNotBeEmpty();
        Prop.ForAll(Scenarios.Questions(zone).ToArbitrary(), question =>
        {
            foreach (var counter in policy.Decide(question).Counters.GroupBy(one => one.Rule).Select(group => group.MaxBy(one => one.Before)!))
            {
                var tally = policy.Tally(question, caps[counter.Rule].Count)!;

                tally.Count.ShouldBe(counter.Before, $"{counter.Rule} {Scenarios.Tell(question)}");
                tally.Events.Count(one => one.Reason == TallyReason.Counts).ShouldBe(tally.Count);
                tally.Events.Count.ShouldBe(question.History.Count);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void Each_event_that_does_not_count_says_why()
    {
        var talk = new ContactEvent { At = Now - Duration.FromHours(1), Channel = Channel.Call, Person = "P", Outcome = Outcome.EffectiveTalk, Point = "mobile1" };
        EventCount count = new()
        {
            Key = CounterKey.Person | CounterKey.Point,
            Window = new(WindowUnit.Hours, 24),
            Channels = new HashSet<Channel> { Channel.Call },
            Outcomes = new HashSet<Outcome> { Outcome.EffectiveTalk },
        };

        var tally = GateTexts.Policy("cn").Tally(
            Question(
                talk with { At = Now - Duration.FromHours(25) },
                talk,
                talk with { Channel = Channel.Sms },
                talk with { Outcome = Outcome.Busy },
                talk with { Direction = Direction.Inbound },
                talk with { Person = "Q" },
                talk with { Point = "home1" }),
            count)!;

        tally.Count.ShouldBe(1);
        tally.Events.Select(one => one.Reason).ShouldBe([
            TallyReason.BeforeWindow, TallyReason.Counts, TallyReason.OtherChannel, TallyReason.OtherOutcome, TallyReason.OtherDirection, TallyReason.OtherPerson, TallyReason.OtherPoint,
        ]);
    }

    [Fact]
    public void Where_the_zone_is_not_known_nothing_is_counted()
    {
        var question = Question();

        GateTexts.Policy("cn").Tally(question with { State = question.State with { Zones = [] } }, new() { Key = CounterKey.Person, Window = new(WindowUnit.CalendarDay, 1) }).ShouldBeNull();
    }

    private static GateQuestion Question(params ContactEvent[] history) => new()
    {
        Intent = new() { At = Now, Channel = Channel.Call, Person = "P", Point = "mobile1", Debts = [] },
        State = new() { Role = PartyRole.Debtor, Zones = ["Asia/Shanghai"] },
        History = history,
    };
}
