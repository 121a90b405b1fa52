using NodaTime;

namespace Daylight.Gate;

/// <summary>Compiled packs that answer questions. Compile once, ask from many threads.</summary>
public sealed class GatePolicy
{
    private readonly RuleJudge[] judges;
    private readonly InForce inForce;
    private readonly FlagJudge[] flags;
    private readonly Demand[] demands;
    private readonly Func<Inquiry, Fact, bool> isTainted;
    private readonly RetentionTerms retention;
    private readonly IReadOnlyList<PackRef> refs;
    private readonly IReadOnlyList<PackRef> calendars;

    /// <summary>Compiles packs; all are asked together and the strictest wins. No packs means that everything is refused.</summary>
    public GatePolicy(IReadOnlyList<PolicyPack> packs)
    {
        Packs = packs;
        refs = [.. packs.Select(p => p.Ref)];
        calendars = [.. packs.Select(p => p.CalendarRef).OfType<PackRef>().Distinct()];
        retention = new RetentionTerms(packs);
        judges = [.. from p in packs from r in p.Rules let judge = RuleJudge.Compile(r, p) where judge is not null select judge];
        flags = [.. from p in packs from r in p.Rules.OfType<FlagRule>() select new FlagJudge(r, p)];
        demands = [.. from p in packs from r in p.Rules where r is ObligationRule or ContentRule select new Demand(r, p)];
        inForce = new InForce(judges);
        isTainted = new Taint([.. judges.Where(j => j is HoursJudge or RestrictionJudge)]).Of;
    }

    /// <summary>The packs.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; }

    /// <summary>Decides; the same question always gets the same answer.</summary>
    public Decision Decide(GateQuestion question)
    {
        var unknown = Unknowns.In(question, this, out var zones);
        if (unknown.Count > 0) return Unknowns.Refuse(question, refs, unknown);
        var q = new Inquiry(question, zones) { IsTainted = isTainted };
        var t = question.Intent.At;
        var applying = Applying(q);
        var answer = new Answer(q, refs, calendars);
        foreach (var judge in applying) answer.Hear(judge, judge.Judge(q, t));
        answer.HearWhetherAnyIsInForce(inForce.At(t));
        foreach (var flag in flags)
            if (flag.Raises(q, t)) answer.Flag(flag);
        if (answer.Refused) return answer.Refusal(NextPermitted(q, applying, t));
        foreach (var demand in demands)
            if (demand.Matches(q, t)) answer.Oblige(demand);
        return answer.Permission();
    }

    /// <summary>Keeps a question open, to ask about many moments and channels of one person.</summary>
    public OpenQuestion Open(GateQuestion question) => new(this, question);

    /// <summary>Whether a record may be deleted: the longest term of all packs wins, a legal hold beats them all, and what is not known is kept.</summary>
    public RetentionAnswer MayDelete(RetentionQuestion question) => retention.Ask(question);

    private RuleJudge[] Applying(Inquiry q)
    {
        var applying = new RuleJudge[judges.Length];
        var count = 0;
        foreach (var judge in judges)
            if (judge.Matches(q)) applying[count++] = judge;
        Array.Resize(ref applying, count);
        return applying;
    }

    /// <summary>
    /// Each refusing rule names the first instant at which it alone would permit; nothing before the latest of these can be
    /// permitted, so the search leaps there and asks again until no rule refuses.
    /// </summary>
    private Instant? NextPermitted(Inquiry q, RuleJudge[] applying, Instant asked)
    {
        var t = asked;
        while (t - asked <= Instants.Horizon)
        {
            Instant? next = t;
            var refused = false;
            foreach (var judge in applying)
            {
                var say = judge.Judge(q, t);
                if (!say.Refuses) continue;
                if (say.Turns is null) return null;
                refused = true;
                next = Instants.Later(next, say.Turns);
            }
            if (!refused)
            {
                var here = inForce.At(t);
                if (here.Stands) return t;
                next = here.Turns;
            }
            if (next is null || next <= t) return null;
            t = next.Value;
        }
        return null;
    }
}
