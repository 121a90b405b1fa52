using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class SpanWalkTests
{
    private static readonly Duration Step = Duration.FromMinutes(11);

    /// <summary>Any random question, walked for a week, says at every sampled moment what the gate says when it is asked there.</summary>
    [Theory]
    [InlineData("cn", "Asia/Shanghai")]
    [InlineData("us-fdcpa", "America/New_York")]
    [InlineData("us-ma", "America/New_York")]
    public void Spans_agree_with_the_gate_at_every_moment(string pack, string zone)
    {
        var policy = GateTexts.Policy(pack);
        Prop.ForAll(Arb.From(Scenarios.Questions(zone)), question =>
        {
            var (start, end) = (question.Intent.At, question.Intent.At + Duration.FromDays(7));
            var spans = policy.Walk(question, end);
            spans[0].From.ShouldBe(start);
            spans[^1].Until.ShouldBe(end);
            for (var i = 1; i < spans.Count; i++) spans[i].From.ShouldBe(spans[i - 1].Until, Scenarios.Tell(question));
            foreach (var span in spans)
                for (var at = span.From; at < span.Until; at += Step * (1 + (int)((span.Until - span.From).TotalHours / 4)))
                    Agree(policy, question, span, at);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static void Agree(GatePolicy policy, GateQuestion question, AnswerSpan span, Instant at)
    {
        var decision = policy.Decide(question with { Intent = question.Intent with { At = at } });
        decision.Verdict.ShouldBe(span.Verdict, $"{at} in {span.From} to {span.Until}{Scenarios.Tell(question)}");
        var inTheWay = decision.Rules.Where(rule => rule.Effect is RuleEffect.Refuse or RuleEffect.Refer).Select(rule => rule.Id).Order(StringComparer.Ordinal);
        inTheWay.ShouldBe(span.InTheWay.Select(rule => rule.Id).Order(StringComparer.Ordinal), $"{at}{Scenarios.Tell(question)}");
        decision.Obligations.Select(one => one.Rule).ShouldBe(span.Obligations.Select(one => one.Rule), $"{at}");
    }
}
