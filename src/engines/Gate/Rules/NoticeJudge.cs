using NodaTime;

namespace Daylight.Gate;

/// <summary>Permits only once a notice was given long enough before, and while it still serves.</summary>
internal sealed class NoticeJudge(NoticeRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    public override Say Raw(Inquiry q, Instant t)
    {
        var (stands, ends, starts) = (false, (Instant?)Instant.MinValue, (Instant?)null);
        foreach (var fact in q.State.Facts)
        {
            if (!Lift.Covers(q, rule.Notice, fact, debt: null)) continue;
            var (from, until) = Serves(q, fact);
            if (until <= from || until <= t) continue;
            if (from <= t) (stands, ends) = (true, Instants.Later(ends, until));
            else starts = Instants.Earlier(starts, from);
        }
        return stands ? Say.Pass(ends) : Say.Refuse(starts);
    }

    public override string Because(Inquiry q)
    {
        foreach (var fact in q.State.Facts)
            if (Lift.Covers(q, rule.Notice, fact, debt: null)) return "the notice is too recent or no longer serves";
        return "no notice was given";
    }

    /// <summary>From when to when a notice serves; where the zone is uncertain, in the narrow reading.</summary>
    private (Instant From, Instant? Until) Serves(Inquiry q, Fact fact)
    {
        var given = Instants.Within(fact.At);
        // Notice of so many days: that many whole days lie between, the day of the notice being day 0.
        var from = rule.Before.Unit == WindowUnit.LocalDays ? q.StartOfDayAfter(given, rule.Before.Length) : given + Length(rule.Before);
        var until = Instants.Earlier(fact.Until, fact.Withdrawn);
        if (rule.Within is { } within)
            until = Instants.Earlier(until, within.Unit == WindowUnit.LocalDays ? q.FirstStartOfDayAfter(given, within.Length + 1) : given + Length(within));
        return (from, until);
    }

    private static Duration Length(CountWindow window) =>
        window.Unit == WindowUnit.Hours ? Duration.FromHours(window.Length) : Duration.FromMinutes(window.Length);
}
