using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class GatePropertyTests
{
    [Theory]
    [InlineData("cn", "Asia/Shanghai")]
    [InlineData("us-fdcpa", "America/New_York")]
    public void Next_agrees_with_a_walk_minute_by_minute(string pack, string zone)
    {
        var policy = GateTexts.Policy(pack);
        Holds(Scenarios.Questions(zone), 60, question => Walk(policy, question));
    }

    private static void Walk(GatePolicy policy, GateQuestion question)
    {
        var next = policy.Decide(question).Next;
        var at = question.Intent.At;
        var end = next ?? Instant.MaxValue;
        for (var minute = 0; minute < 9 * 24 * 60; minute += minute < 600 ? 1 : 20)
        {
            var t = at + Duration.FromMinutes(minute);
            if (t >= end) break;
            policy.Decide(At(question, t)).IsPermitted.ShouldBeFalse($"permitted at {t}, but next is {next}: {Scenarios.Tell(question)}");
        }
        if (next is { } permitted) policy.Decide(At(question, permitted)).IsPermitted.ShouldBeTrue($"refused at its own next, {permitted}: {Scenarios.Tell(question)}");
    }

    [Theory]
    [InlineData("cn", "Asia/Shanghai")]
    [InlineData("us-fdcpa", "America/New_York")]
    public void A_permit_stays_true_until_it_says(string pack, string zone)
    {
        var policy = GateTexts.Policy(pack);
        Holds(Scenarios.Questions(zone), 400, question =>
        {
            var decision = policy.Decide(question);
            if (!decision.IsPermitted) return;
            decision.ValidUntil.ShouldBeGreaterThan(decision.At);
            var length = Duration.Min(decision.ValidUntil - decision.At, Duration.FromDays(9));
            for (var part = 0; part < 40; part++)
            {
                var t = decision.At + length * (part / 40.0);
                policy.Decide(At(question, t)).IsPermitted.ShouldBeTrue($"refused at {t}, before {decision.ValidUntil}: {Scenarios.Tell(question)}");
            }
        });
    }

    [Fact]
    public void Another_counted_contact_never_turns_a_caps_refusal_into_a_permit()
    {
        var policy = CapsOnly("us-fdcpa", "us-ma", "cn-guideline", "cn-standard");
        var more = from q in Scenarios.Questions("America/New_York", thirdParty: false)
                   from e in Scenarios.Events
                   select (q, e: e with { Direction = Direction.Outbound });
        Holds(more, 400, pair =>
        {
            if (policy.Decide(pair.q).IsPermitted) return;
            var longer = pair.q with { History = [.. pair.q.History.Append(pair.e).OrderBy(e => e.At)] };
            policy.Decide(longer).IsPermitted.ShouldBeFalse();
        });
    }

    [Theory]
    [InlineData("cn-standard", "cn")]
    [InlineData("cn", "cn,cn-house")]
    [InlineData("us-fdcpa", "us-fdcpa,us-ma")]
    [InlineData("us-fdcpa", "us-fdcpa,cn")]
    public void An_overlay_can_only_be_stricter(string less, string more)
    {
        var (below, above) = (GateTexts.Policy(less.Split(',')), GateTexts.Policy(more.Split(',')));
        Holds(Scenarios.Questions("Asia/Shanghai"), 400, question =>
        {
            var (loose, strict) = (below.Decide(question), above.Decide(question));
            ((int)strict.Verdict).ShouldBeGreaterThanOrEqualTo((int)loose.Verdict);
            (strict.Next ?? Instant.MaxValue).ShouldBeGreaterThanOrEqualTo(loose.Next ?? Instant.MaxValue);
        });
    }

    [Fact]
    public void The_order_of_packs_and_rules_does_not_matter()
    {
        var packs = GateTexts.Policy("us-fdcpa", "us-ma", "cn").Packs;
        var (policy, reversed) = (new GatePolicy(packs), new GatePolicy([.. packs.Reverse().Select(p => p with { Rules = [.. p.Rules.Reverse()] })]));
        Holds(Scenarios.Questions("Asia/Shanghai"), 300, question =>
        {
            var (a, b) = (policy.Decide(question), reversed.Decide(question));
            (a.Verdict, a.Next, a.ValidUntil).ShouldBe((b.Verdict, b.Next, b.ValidUntil));
            a.Rules.Select(r => (r.Id, r.Effect, r.Next)).Order().ShouldBe(b.Rules.Select(r => (r.Id, r.Effect, r.Next)).Order());
            a.Counters.Order(Comparer<Counter>.Create((x, y) => string.CompareOrdinal(x.Rule + x.Key, y.Rule + y.Key)))
                .ShouldBe(b.Counters.Order(Comparer<Counter>.Create((x, y) => string.CompareOrdinal(x.Rule + x.Key, y.Rule + y.Key))));
        });
    }

    [Fact]
    public void The_same_question_gets_the_same_bytes()
    {
        var policy = GateTexts.Policy("us-fdcpa", "cn");
        Holds(Scenarios.Questions("Asia/Shanghai"), 100, question =>
            DecisionJson.Write(policy.Decide(question)).ShouldBe(DecisionJson.Write(policy.Decide(question))));
    }

    private static GatePolicy CapsOnly(params string[] names) =>
        new([.. GateTexts.Policy(names).Packs.Select(p => p with { Rules = [.. p.Rules.Where(r => r is CapRule or CooldownRule)] })]);

    private static GateQuestion At(GateQuestion question, Instant t) => question with { Intent = question.Intent with { At = t } };

    private static void Holds<T>(Gen<T> gen, int tests, Action<T> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
