using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// How far back a history can matter under a policy, so that a question need not carry what no rule will look at. A decision
/// over the shortened history is the decision over the whole: a property test compares them.
/// </summary>
public sealed class HistoryReach
{
    // Local days begin up to a day apart between zones, and a window's first day has begun before the moment asked about.
    private static readonly Duration Margin = Duration.FromDays(2);
    private static readonly Duration LongestTalk = Duration.FromHours(1);

    private readonly PolicyRule[] rules;

    // Flags look at calendar months, which no counter outlasts without saying so.
    private const int DebtorDaysMin = 32;

    // A rule that counts all of history is content with a year of it before the first question.
    private const int CountedDaysMax = 366;

    internal HistoryReach(IReadOnlyList<PolicyPack> packs)
    {
        rules = [.. packs.SelectMany(pack => pack.Rules)];
        CountedDays = rules.Select(rule => Counted(rule) is { } window ? Math.Min(CountedDaysMax, window.Days ?? CountedDaysMax) : 0).DefaultIfEmpty(0).Max();
        OfDebtors = DebtorsOf(rules);
    }

    /// <summary>
    /// How many days of history must be known before the caps and cooldowns count aright, at most 366; 0 if none counts. Rules
    /// that open a way by past contacts are not among them: they refuse by themselves while there are none.
    /// </summary>
    public int CountedDays { get; }

    /// <summary>What can count for debtors of whom no fact is known, whatever the channel and purpose: for reading many people at once.</summary>
    public DebtorReach OfDebtors { get; }

    /// <summary>Events before this instant do not matter to the answer, now or at any later moment; <see cref="Instant.MinValue"/> when all may.</summary>
    /// <param name="asked">The moment asked about.</param>
    /// <param name="channel">The intended channel.</param>
    /// <param name="purpose">The intended purpose.</param>
    /// <param name="role">What the person is in the case.</param>
    /// <param name="facts">All that is known about the people of the case.</param>
    public Instant Since(Instant asked, Channel channel, Purpose purpose, PartyRole role, IReadOnlyList<Fact> facts)
    {
        // A consent is traced to the contact it came from, which is judged by hours and restrictions whatever its channel was.
        var traces = facts.Any(fact => fact.Kind == FactKind.Consent);
        var since = Instants.Within(asked) - Margin;
        foreach (var rule in rules)
        {
            if (!Applies(rule, channel, purpose, role, traces)) continue;
            if (Span(rule) is not { } span) return Instant.MinValue;
            since = Instant.Min(since, Instants.Within(asked) - span - Margin);
            foreach (var fact in facts)
                if (TiesToHistory(rule, fact.Kind)) since = Instant.Min(since, Instants.Within(fact.At) - LongestTalk);
        }
        return since;
    }

    private static bool Applies(PolicyRule rule, Channel channel, Purpose purpose, PartyRole role, bool traces)
    {
        if (rule.When.Roles is { } roles && !roles.Contains(role)) return false;
        if (traces && rule is HoursRule or RestrictionRule) return true;
        return (rule.When.Channels is not { } channels || channels.Contains(channel))
            && (rule.When.Purposes is not { } purposes || purposes.Contains(purpose));
    }

    /// <summary>How long an event stays in sight of a rule, facts aside; null is for ever.</summary>
    private static Duration? Span(PolicyRule rule) => rule switch
    {
        { Unless: var unless } when unless.Any(one => AsksForEver(one, rule)) => null,
        CapRule cap => Span(cap.Count),
        CooldownRule cooldown => Span(cooldown.After),
        FlagRule flag => Span(flag.Count),
        RestrictionRule { Outcomes.Count: > 0 } => null,
        LadderRule => null,
        PriorRule prior => Span(prior.Count),
        BasisRule { Inbound: true } basis => Duration.FromDays(basis.Days + 1),
        HoursRule or RestrictionRule or ForbidRule or BasisRule or StaffRule or SenderRule or ObligationRule or ContentRule or NoticeRule or RetentionRule => Duration.Zero,
        _ => null, // A kind that is not named here may look at anything.
    };

    private static Duration? Span(EventCount count) =>
        count.Excluding.Any(one => one.Kind != ExceptionKind.Fact) || count.Window.Days is not { } days ? null : Duration.FromDays(days);

    private static CountWindow? Counted(PolicyRule rule) => rule switch
    {
        CapRule cap => cap.Count.Window,
        CooldownRule cooldown => cooldown.After.Window,
        _ => null,
    };

    private static DebtorReach DebtorsOf(PolicyRule[] rules)
    {
        var days = rules.Select(DebtorDays).ToList();
        return new DebtorReach(
            days.Contains(null) ? null : Math.Max(DebtorDaysMin, days.Max() ?? 0) + (int)Margin.TotalDays,
            [.. rules.OfType<RestrictionRule>().SelectMany(rule => rule.Outcomes).Distinct()]);
    }

    /// <summary>How far back a rule looks at debtors of whom no fact is known; null for all of history, and for a kind that is new here.</summary>
    private static int? DebtorDays(PolicyRule rule) => rule switch
    {
        CapRule or CooldownRule => Counted(rule)!.Value.Days, // Both have a window.
        FlagRule flag => flag.Count.Window.Days,
        PriorRule prior => prior.Count.Window.Days,
        LadderRule ladder => ladder.When.Roles is { } roles && !roles.Contains(PartyRole.Debtor) && !roles.Contains(PartyRole.CoDebtor) ? 0 : null,
        HoursRule or RestrictionRule or ForbidRule or BasisRule or StaffRule or SenderRule or ObligationRule or ContentRule or NoticeRule or RetentionRule => 0,
        _ => null,
    };

    /// <summary>A restriction measures replies and confirmations from its fact; every other rule looks for them in all that was.</summary>
    private static bool AsksForEver(RuleException exception, PolicyRule rule) => exception.Kind switch
    {
        ExceptionKind.Fact => false,
        ExceptionKind.Inbound => true,
        ExceptionKind.Reply or ExceptionKind.Confirmation => rule is not RestrictionRule,
        _ => throw new InvalidOperationException($"exception {exception.Kind}"),
    };

    /// <summary>Whether what has happened since a fact of this kind, or just before it, matters to a rule.</summary>
    private static bool TiesToHistory(PolicyRule rule, FactKind kind)
    {
        if (rule is RestrictionRule restriction && restriction.Facts.Contains(kind) && rule.Unless.Any(one => one.Kind != ExceptionKind.Fact)) return true;
        return Exceptions(rule).Any(one => one.Fact == kind && (one.UntilConversation || one.UntilContact || kind == FactKind.Consent));
    }

    private static IEnumerable<RuleException> Exceptions(PolicyRule rule) => rule switch
    {
        CapRule cap => rule.Unless.Concat(cap.Count.Excluding),
        CooldownRule cooldown => rule.Unless.Concat(cooldown.After.Excluding),
        FlagRule flag => rule.Unless.Concat(flag.Count.Excluding),
        PriorRule prior => rule.Unless.Concat(prior.Count.Excluding),
        BasisRule basis => rule.Unless.Concat(basis.Facts),
        NoticeRule notice => rule.Unless.Append(notice.Notice),
        _ => rule.Unless,
    };
}

/// <summary>
/// What can count for debtors of whom no fact is known. What the person began, and outcomes that a restriction remembers,
/// count for ever; with a fact, or for somebody who is no debtor, all of history may.
/// </summary>
/// <param name="Days">So many days count; null means all of history.</param>
/// <param name="Outcomes">Outcomes that count for ever.</param>
public sealed record DebtorReach(int? Days, IReadOnlyList<Outcome> Outcomes);
