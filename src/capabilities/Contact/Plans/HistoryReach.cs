using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// How far back a policy looks at people of whom no fact is known: the longest window of its counters. What the person began
/// and outcomes that a restriction remembers count for ever, and so does everything where facts may reach back or somebody other
/// than a debtor is asked about. Older contacts cannot change an answer, so a plan does not read them.
/// </summary>
/// <param name="Days">So many days count; null means all of history.</param>
/// <param name="Outcomes">Outcomes that count for ever, in the words of the vocabulary.</param>
internal sealed record HistoryReach(int? Days, IReadOnlyList<string> Outcomes)
{
    // Flags look at calendar months, which no counter outlasts without saying so.
    private const int DaysMin = 32;

    // A day is counted in the zone where it ends last.
    private const int Slack = 2;

    public static HistoryReach Of(GatePolicy policy)
    {
        var rules = policy.Packs.SelectMany(pack => pack.Rules).ToList();
        var days = rules.ConvertAll(DaysOf);
        IReadOnlyList<string> outcomes = [.. rules.OfType<RestrictionRule>().SelectMany(rule => rule.Outcomes).Distinct().Select(Words.Of)];
        return new HistoryReach(days.Contains(null) ? null : Math.Max(DaysMin, days.Max() ?? 0) + Slack, outcomes);
    }

    /// <summary>How far back a rule looks at debtors of whom no fact is known; null for all of history, and for a kind that is new here.</summary>
    private static int? DaysOf(PolicyRule rule) => rule switch
    {
        CapRule cap => DaysOf(cap.Count.Window),
        CooldownRule cooldown => DaysOf(cooldown.After.Window),
        FlagRule flag => DaysOf(flag.Count.Window),
        PriorRule prior => DaysOf(prior.Count.Window),
        LadderRule ladder => ladder.When.Roles is { } roles && !roles.Contains(PartyRole.Debtor) && !roles.Contains(PartyRole.CoDebtor) ? 0 : null,
        HoursRule or RestrictionRule or ForbidRule or BasisRule or StaffRule or SenderRule or ObligationRule or ContentRule or NoticeRule or RetentionRule => 0,
        _ => null,
    };

    private static int? DaysOf(CountWindow window) => window.Unit switch
    {
        WindowUnit.Minutes => (window.Length / (24 * 60)) + 1,
        WindowUnit.Hours => (window.Length / 24) + 1,
        WindowUnit.LocalDays => window.Length,
        WindowUnit.CalendarDay => 1,
        WindowUnit.CalendarWeek => 7,
        WindowUnit.CalendarMonth => 31,
        WindowUnit.Ever => null,
        _ => throw new InvalidOperationException($"window unit {window.Unit}"),
    };
}
