using System.Globalization;
using NodaTime;

namespace Daylight.Gate;

/// <summary>At most so many in a window.</summary>
internal sealed class CapJudge(CapRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    private readonly Counting counting = new(rule.Count);

    public override Say Raw(Inquiry q, Instant t) => CountLimit.Judge(counting, q, t, rule.Limit);

    public override string? Because(Inquiry q)
    {
        var units = counting.UnitsOf(q);
        for (var u = 0; u < units.Count; u++)
        {
            var (count, _) = counting.At(q, q.Intent.At, units[u], rule.Limit);
            if (count >= rule.Limit) return string.Create(CultureInfo.InvariantCulture, $"{count} of {rule.Limit} in {rule.Count.Window}");
        }
        return null;
    }

    public void AddCounters(Inquiry q, Instant t, List<Counter> counters)
    {
        var units = counting.UnitsOf(q);
        for (var u = 0; u < units.Count; u++)
        {
            var (before, _) = counting.At(q, t, units[u], rule.Limit);
            var after = counting.CountsIntent(q, t, units[u]) ? before + 1 : before;
            counters.Add(new()
            {
                Rule = rule.Id,
                Key = KeyText(q, units[u]),
                Label = rule.Label,
                Limit = rule.Limit,
                Before = before,
                After = after,
                Window = window,
            });
        }
    }

    private readonly string window = rule.Count.Window.ToString();

    private string KeyText(Inquiry q, string? unit)
    {
        var (key, intent) = (rule.Count.Key, q.Intent);
        var text = new System.Text.StringBuilder(48);
        Part(text, key, CounterKey.Collector, "collector", intent.By);
        Part(text, key, CounterKey.Agent, "agent", intent.Agent);
        Part(text, key, CounterKey.Person, "person", intent.Person);
        Part(text, key, CounterKey.Debt, "debt", unit);
        Part(text, key, CounterKey.Account, "account", unit);
        Part(text, key, CounterKey.Point, "point", intent.Point);
        if ((key & CounterKey.Channel) != 0) Part(text, key, CounterKey.Channel, "channel", Words.Of(intent.Channel));
        if ((key & CounterKey.Purpose) != 0) Part(text, key, CounterKey.Purpose, "purpose", Words.Of(intent.Purpose));
        return text.ToString();
    }

    private static void Part(System.Text.StringBuilder text, CounterKey key, CounterKey part, string name, string? value)
    {
        if ((key & part) == 0) return;
        if (text.Length > 0) text.Append(' ');
        text.Append(name).Append('=').Append(value ?? "*");
    }
}

/// <summary>None for a while after an event.</summary>
internal sealed class CooldownJudge(CooldownRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    private readonly Counting counting = new(rule.After);

    public override Say Raw(Inquiry q, Instant t) => CountLimit.Judge(counting, q, t, limit: 1);
}

/// <summary>A last resort: refuses until so many other contacts were made or tried.</summary>
internal sealed class PriorJudge(PriorRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    private readonly Counting counting = new(rule.Count, narrow: true);

    public override Say Raw(Inquiry q, Instant t)
    {
        if (!counting.KnowsUnits(q)) return Say.Refuse(null);
        Instant? lasts = null;
        var units = counting.UnitsOf(q);
        for (var u = 0; u < units.Count; u++)
        {
            var (count, nth) = counting.At(q, t, units[u], rule.AtLeast);
            if (count < rule.AtLeast || nth is not { } needed) return Say.Refuse(null);
            var leaves = counting.Leaves(q, needed);
            if (leaves <= t) return Say.Refuse(null);
            lasts = Instants.Earlier(lasts, leaves);
        }
        return Say.Pass(lasts);
    }

    public override string Because(Inquiry q)
    {
        var units = counting.UnitsOf(q);
        if (!counting.KnowsUnits(q)) return "it is not known which debts it is about";
        var least = rule.AtLeast;
        for (var u = 0; u < units.Count; u++) least = Math.Min(least, counting.At(q, q.Intent.At, units[u], rule.AtLeast).Count);
        return string.Create(CultureInfo.InvariantCulture, $"{least} of {rule.AtLeast} needed before");
    }
}

internal static class CountLimit
{
    /// <summary>Refuses while any unit has met the limit, until the last of them falls below it.</summary>
    public static Say Judge(Counting counting, Inquiry q, Instant t, int limit)
    {
        var refuses = false;
        Instant? next = t;
        var units = counting.UnitsOf(q);
        for (var u = 0; u < units.Count; u++)
        {
            var (count, nth) = counting.At(q, t, units[u], limit);
            if (count < limit || nth is not { } newest) continue;
            var leaves = counting.Leaves(q, newest);
            if (leaves <= t) continue;
            refuses = true;
            next = Instants.Later(next, leaves);
        }
        return refuses ? Say.Refuse(next) : Say.Pass();
    }
}

/// <summary>Marks a pattern that this contact would complete.</summary>
internal sealed class FlagJudge(FlagRule rule, PolicyPack pack)
{
    private readonly Counting counting = new(rule.Count);
    // Only its scope, dates and condition are asked; a flag never refuses.
    private readonly ForbidJudge head = new(rule, pack);

    public string Code => rule.Code;

    public RuleFinding Finding { get; } = new ForbidJudge(rule, pack).Finding(RuleEffect.Flag);

    public bool Raises(Inquiry q, Instant t)
    {
        if (!head.Matches(q) || !head.IsInForce(t) || !head.IsCalledFor(q, t)) return false;
        var units = counting.UnitsOf(q);
        for (var u = 0; u < units.Count; u++)
            if (counting.At(q, t, units[u], nth: 1).Count + 1 >= rule.From && (rule.OnlyOn is not { } days || AllOn(q, t, units[u], days)))
                return true;
        return false;
    }

    private bool AllOn(Inquiry q, Instant t, string? unit, DayKinds days)
    {
        var calendar = q.DaysOf(pack);
        if ((calendar.Of(q.DateAt(0, t)) & days) == 0) return false;
        foreach (var at in counting.InWindow(q, t, unit))
            if ((calendar.Of(Instants.Within(at).InZone(q.Zones[0]).Date) & days) == 0) return false;
        return true;
    }
}
