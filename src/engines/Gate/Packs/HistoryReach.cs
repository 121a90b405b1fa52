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

    internal HistoryReach(IReadOnlyList<PolicyPack> packs) => rules = [.. packs.SelectMany(pack => pack.Rules)];

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

    private static Duration? Span(EventCount count) => count.Excluding.Any(one => one.Kind != ExceptionKind.Fact) ? null : count.Window.Unit switch
    {
        WindowUnit.Minutes => Duration.FromMinutes(count.Window.Length),
        WindowUnit.Hours => Duration.FromHours(count.Window.Length),
        WindowUnit.LocalDays => Duration.FromDays(count.Window.Length),
        WindowUnit.CalendarDay => Duration.FromDays(1),
        WindowUnit.CalendarWeek => Duration.FromDays(7),
        WindowUnit.CalendarMonth => Duration.FromDays(31),
        WindowUnit.Ever => null,
        _ => throw new InvalidOperationException($"window unit {count.Window.Unit}"),
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
