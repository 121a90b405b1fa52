using NodaTime;

namespace Daylight.Gate;

/// <summary>One retention term: from when and how long a record is kept.</summary>
internal sealed class RetentionJudge
{
    private readonly RetentionRule rule;
    private readonly PolicyPack pack;
    private readonly ForbidJudge head;
    private readonly ScopeTest debts;

    public RetentionJudge(RetentionRule rule, PolicyPack pack)
    {
        (this.rule, this.pack) = (rule, pack);
        // Only its dates and findings are asked; it never refuses a contact.
        head = new ForbidJudge(rule, pack);
        debts = new ScopeTest(rule.When, unknownPointMatches: false);
    }

    public bool Applies(RetentionQuestion question) =>
        rule.What.Contains(question.What)
        && head.IsInForce(question.At)
        && (rule.When.Channels is not { } channels || question.Channel is not { } channel || channels.Contains(channel))
        && debts.MatchesDebt(question.Debts, question.DebtStates);

    /// <summary>The first moment at which the term has run out: the last day is kept whole. Null when its beginning is not known.</summary>
    public Instant? Ends(RetentionQuestion question)
    {
        var since = rule.Since switch
        {
            RetentionStart.Made => question.Made,
            RetentionStart.LastActivity => question.LastActivity,
            RetentionStart.Closed => question.Closed,
            _ => throw new InvalidOperationException($"retention from {rule.Since}"),
        };
        if (since is not { } start || start < Instants.Earliest || start >= Instants.Latest) return null;
        return pack.Zone.AtStartOfDay((start.InZone(pack.Zone).Date + rule.Keep).PlusDays(1)).ToInstant();
    }

    public RuleFinding Finding(Instant? ends, Instant at) => ends <= at
        ? head.Passing
        : head.Finding(RuleEffect.Refuse, ends is null ? $"{Words.Of(rule.Since)} is not known" : null, ends);
}

/// <summary>Asks all retention rules of a policy: the longest term wins, and what is not known is kept.</summary>
internal sealed class RetentionTerms(IReadOnlyList<PolicyPack> packs)
{
    private readonly RetentionJudge[] judges = [.. from p in packs from r in p.Rules.OfType<RetentionRule>() select new RetentionJudge(r, p)];

    public RetentionAnswer Ask(RetentionQuestion question)
    {
        var (refused, passed) = (new List<(Instant? Ends, RuleFinding Finding)>(), new List<RuleFinding>());
        void Keep(Instant? ends, RuleFinding finding) => refused.Add((ends, finding));

        foreach (var judge in judges)
        {
            if (!judge.Applies(question)) continue;
            var ends = judge.Ends(question);
            if (ends <= question.At) passed.Add(judge.Finding(ends, question.At));
            else Keep(ends, judge.Finding(ends, question.At));
        }
        if (refused.Count + passed.Count == 0)
            Keep(null, Unknowns.Finding("gate.no-retention-rule", "没有适用的保存期限规则，不得删除", "No retention rule speaks of this kind of record, so it is kept."));
        if (question.At < Instants.Earliest || question.At >= Instants.Latest)
            Keep(null, Unknowns.Finding("gate.unknown-time", "删除时间不可信", "The time of the deletion cannot be believed."));
        foreach (var fact in question.Facts)
            if (Holds(fact, question)) Keep(End(fact), LegalHold(End(fact)));
        var all = refused.OrderByDescending(r => r.Ends ?? Instant.MaxValue).ToList();
        return new()
        {
            At = question.At,
            MayDelete = all.Count == 0,
            KeepUntil = all.Count == 0 ? question.At : all[0].Ends,
            Rules = [.. all.Select(r => r.Finding), .. passed],
            Packs = [.. packs.Select(p => p.Ref)],
        };
    }

    private static bool Holds(Fact fact, RetentionQuestion question) =>
        fact.Kind == FactKind.LegalHold
        && fact.At <= question.At
        && !(End(fact) <= question.At)
        && (question.Person is null || fact.Person == question.Person)
        && (fact.Debts.Count == 0 || question.Debts.Count == 0 || fact.Debts.Any(question.Debts.Contains));

    private static Instant? End(Fact fact) => Instants.Earlier(fact.Until, fact.Withdrawn);

    private static RuleFinding LegalHold(Instant? ends) =>
        Unknowns.Finding("gate.legal-hold", "诉讼保全中，不得删除", "A legal hold keeps the record.") with { Article = "legal hold", Next = ends };
}
