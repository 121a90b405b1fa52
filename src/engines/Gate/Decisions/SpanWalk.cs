using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// Walks from one turn of any rule to the next, so that every border is the exact instant at which the answer changes, and
/// none is missed: each judge names the first instant at which it may speak otherwise.
/// </summary>
internal sealed class SpanWalk(Inquiry q, InForce inForce, IReadOnlyList<RuleJudge> applying, IReadOnlyList<Demand> demands)
{
    /// <summary>More turns than this are not walked; a span then ends early and the walk with it.</summary>
    private const int TurnsMost = 5_000;

    public IReadOnlyList<AnswerSpan> Until(Instant end)
    {
        var spans = new List<AnswerSpan>();
        var t = q.Intent.At;
        for (var turns = 0; t < end && turns < TurnsMost; turns++)
        {
            var span = At(t, end);
            Add(spans, span);
            t = span.Until;
        }
        return spans;
    }

    /// <summary>Spans that follow one another, as one where they say the same.</summary>
    public static IReadOnlyList<AnswerSpan> Joined(IReadOnlyList<AnswerSpan> spans)
    {
        var joined = new List<AnswerSpan>(spans.Count);
        foreach (var span in spans) Add(joined, span);
        return joined;
    }

    private static void Add(List<AnswerSpan> spans, AnswerSpan span)
    {
        if (spans.Count > 0 && spans[^1].Agrees(span)) spans[^1] = spans[^1] with { Until = span.Until };
        else spans.Add(span);
    }

    private AnswerSpan At(Instant t, Instant end)
    {
        var (verdict, until) = (Verdict.Permit, end);
        var inTheWay = new List<RuleFinding>();
        foreach (var judge in applying)
        {
            var say = judge.Judge(q, t);
            if (say.Turns > t) until = Instant.Min(until, say.Turns.Value);
            if (!say.Refuses) continue;
            var effect = judge.Rule.Refers ? RuleEffect.Refer : RuleEffect.Refuse;
            inTheWay.Add(judge.Finding(effect, null, say.Turns));
            verdict = Stricter(verdict, effect == RuleEffect.Refer ? Verdict.Refer : Verdict.Refuse);
        }
        var any = inForce.At(t);
        if (any.Turns > t) until = Instant.Min(until, any.Turns.Value);
        if (!any.Stands)
        {
            inTheWay.Add(Unknowns.NoRulesInForce);
            verdict = Verdict.Refuse;
        }
        var obligations = new List<Obligation>();
        foreach (var demand in demands)
        {
            if (demand.NextTurn(q, t) is { } turn && turn > t) until = Instant.Min(until, turn);
            if (inTheWay.Count > 0 || !demand.Matches(q, t)) continue;
            obligations.Add(demand.Obligation);
            verdict = Verdict.PermitWithObligations;
        }
        return new() { From = t, Until = until, Verdict = verdict, InTheWay = inTheWay, Obligations = obligations };
    }

    private static Verdict Stricter(Verdict a, Verdict b) => a > b ? a : b;
}
