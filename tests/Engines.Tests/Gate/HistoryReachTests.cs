using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;
using Outcome = Daylight.Gate.Outcome;

namespace Daylight.Engines.Gate;

public sealed class HistoryReachTests
{
    private const int YearMinutes = 400 * 24 * 60;

    [Theory]
    [InlineData("cn", "Asia/Shanghai")]
    [InlineData("us-fdcpa", "America/New_York")]
    [InlineData("us-fdcpa,us-ma", "America/New_York")]
    [InlineData("us-fdcpa,us-ma,cn-guideline,cn-standard,cn-house", "America/New_York")]
    public void What_lies_before_the_reach_of_a_policy_changes_nothing_in_its_answer(string packs, string zone)
    {
        var policy = GateTexts.Policy(packs.Split(','));
        var questions =
            from q in Scenarios.Questions(zone)
            from old in Old(q.Intent.At).ListOf(12)
            from day in Gen.Choose(0, 3)
            select q with
            {
                Intent = q.Intent with { At = q.Intent.At + Duration.FromDays(day * 10) },
                History = [.. q.History.Concat(old).OrderBy(e => e.At)],
                // A fact of long ago ties the history to it.
                State = q.State with { Facts = [.. q.State.Facts.Select((fact, i) => i == 0 && day == 1 ? fact with { At = fact.At - Duration.FromDays(90), Until = null } : fact)] },
            };
        Prop.ForAll(questions.ToArbitrary(), question =>
        {
            var intent = question.Intent;
            var since = policy.Reach.Since(intent.At, intent.Channel, intent.Purpose, question.State.Role, question.State.Facts);

            var whole = policy.Decide(question);
            var bounded = policy.Decide(question with { History = [.. question.History.Where(e => e.At >= since)] });

            DecisionJson.Write(bounded).ShouldBe(DecisionJson.Write(whole), $"history before {since} mattered: {Scenarios.Tell(question)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void The_chinese_packs_look_back_a_few_days_for_a_debtor_and_for_ever_for_a_third_party()
    {
        var reach = GateTexts.Policy("cn").Reach;

        (Scenarios.Start - reach.Since(Scenarios.Start, Channel.Call, Purpose.Collection, PartyRole.Debtor, [])).ShouldBeLessThanOrEqualTo(Duration.FromDays(3));
        reach.Since(Scenarios.Start, Channel.Call, Purpose.Location, PartyRole.ListedContact, []).ShouldBe(Instant.MinValue);
    }

    [Fact]
    public void A_consent_of_last_year_brings_back_the_history_since_then()
    {
        var reach = GateTexts.Policy("us-fdcpa").Reach;
        Fact consent = new() { Kind = FactKind.Consent, Person = "P", At = Scenarios.Start - Duration.FromDays(300), Scope = "hours" };

        var since = reach.Since(Scenarios.Start, Channel.Call, Purpose.Collection, PartyRole.Debtor, [consent]);

        since.ShouldBe(consent.At - Duration.FromHours(1));
    }

    [Theory]
    [InlineData("cn", 34, 1)]
    [InlineData("us-fdcpa", null, 366)]
    public void Debtors_of_whom_no_fact_is_known_and_counters_reach_as_far_as_the_longest_window(string pack, int? ofDebtors, int counted)
    {
        var reach = GateTexts.Policy(pack).Reach;

        reach.OfDebtors.Days.ShouldBe(ofDebtors);
        reach.CountedDays.ShouldBe(counted);
    }

    private static Gen<ContactEvent> Old(Instant asked) =>
        from e in Scenarios.Events
        from minute in Gen.Choose(0, YearMinutes)
        from outcome in Gen.Elements(e.Outcome, Outcome.Refused, Outcome.Replied)
        from purpose in Gen.Elements(Purpose.Collection, Purpose.Location, Purpose.Reply, Purpose.ConfirmStop)
        select e with { At = asked - Duration.FromMinutes(minute), Outcome = outcome, Purpose = purpose };
}
