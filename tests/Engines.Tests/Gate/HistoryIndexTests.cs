using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = Daylight.Gate.Outcome;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>An index makes answers sooner, never different.</summary>
public sealed class HistoryIndexTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    public void An_indexed_history_gives_the_same_bytes_as_one_that_is_counted(string zone) =>
        Holds(from first in RandomRules.Packs("a") from second in RandomRules.Packs("b") from q in Scenarios.Questions(zone) select (first, second, q), 1500, one =>
        {
            var policy = new GatePolicy([one.first, one.second]);
            var counted = DecisionJson.Write(policy.Decide(one.q with { History = [.. one.q.History] }));
            var indexed = ContactHistory.Of([.. one.q.History], few: 0);
            for (var asked = 0; asked < 3; asked++)
                DecisionJson.Write(policy.Decide(one.q with { History = indexed })).ShouldBe(counted, Scenarios.Tell(one.q));
        });

    [Fact]
    public void The_same_holds_for_the_shipped_packs() => Holds(Scenarios.Questions("America/New_York"), 600, q =>
    {
        var policy = GateTexts.Policy("us-fdcpa", "us-ma", "cn");
        var counted = DecisionJson.Write(policy.Decide(q with { History = [.. q.History] }));
        var indexed = ContactHistory.Of([.. q.History], few: 0);
        for (var asked = 0; asked < 3; asked++)
            DecisionJson.Write(policy.Decide(q with { History = indexed })).ShouldBe(counted, Scenarios.Tell(q));
    });

    [Fact]
    public void One_history_answers_for_many_people_channels_points_and_debts() => Holds(Scenarios.Questions("America/New_York").Two(), 400, two =>
    {
        var policy = GateTexts.Policy("us-fdcpa", "us-ma", "cn");
        var shared = ContactHistory.Of([.. two.Item1.History.Concat(two.Item2.History)], few: 0);
        foreach (var q in new[] { two.Item1, two.Item2, two.Item1 })
            DecisionJson.Write(policy.Decide(q with { History = shared })).ShouldBe(DecisionJson.Write(policy.Decide(q with { History = [.. shared] })), Scenarios.Tell(q));
    });

    [Fact]
    public void A_long_dense_history_is_counted_right()
    {
        var policy = GateTexts.Policy("us-fdcpa");
        var at = Instant.FromUtc(2026, 3, 2, 15, 0);
        ContactEvent[] events = [.. Enumerable.Range(0, 3000).Select(i => new ContactEvent { At = at - Duration.FromMinutes(3000 - i), Channel = Channel.Call, Outcome = i % 3 == 0 ? Outcome.Busy : Outcome.NoAnswer, Person = "P", Debts = ["D1"], By = "C1" })];
        var question = Questions.Call(at, events);
        for (var asked = 0; asked < 2; asked++)
        {
            var counter = policy.Decide(question).Counters.Single(c => c.Rule == "us.call-frequency.attempts");
            (counter.Before, counter.After).ShouldBe((2000, 2001));
        }
    }

    [Fact]
    public void An_open_question_answers_as_one_asked_anew() => Holds(Scenarios.Questions("America/New_York"), 200, q =>
    {
        var policy = GateTexts.Policy("us-fdcpa", "us-ma", "cn");
        var open = policy.Open(q);
        foreach (var channel in new[] { Channel.Call, Channel.Sms, Channel.Visit })
            for (var hour = 0; hour < 48; hour += 5)
            {
                var at = q.Intent.At + Duration.FromHours(hour);
                DecisionJson.Write(open.Decide(at, channel)).ShouldBe(DecisionJson.Write(policy.Decide(q with { Intent = q.Intent with { At = at, Channel = channel } })));
            }
    });

    [Fact]
    public void An_open_question_is_about_one_person()
    {
        var question = Questions.Call(Instant.FromUtc(2026, 3, 2, 15, 0));
        Should.Throw<ArgumentException>(() => GateTexts.Policy("us-fdcpa").Open(question).Decide(question.Intent with { Person = "Q" }));
    }

    private static void Holds<T>(Gen<T> gen, int tests, Action<T> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
