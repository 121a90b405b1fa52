using System.Collections.Concurrent;
using NodaTime;

namespace Daylight.Gate;

/// <summary>Compiled packs that answer questions. Compile once, ask from many threads.</summary>
public sealed class GatePolicy
{
    private readonly RuleJudge[] judges;
    private readonly RuleJudge[][] judgesByChannel;
    private readonly InForce inForce;
    private readonly FlagJudge[] flags;
    private readonly Demand[] demands;
    private readonly Taint taint;
    private readonly RetentionTerms retention;
    private readonly GoverningPacks governing;
    private readonly ConcurrentDictionary<ulong, GatePolicy> parts = new();
    private readonly IReadOnlyList<PackRef> refs;
    private readonly IReadOnlyList<PackRef> calendars;

    /// <summary>So many selections of packs are kept compiled: as many as there are kinds of places and debts, which are few.</summary>
    private const int PartsMost = 256;

    /// <summary>Compiles packs; those that govern a contact are asked together and the strictest wins. No packs means that everything is refused.</summary>
    public GatePolicy(IReadOnlyList<PolicyPack> packs)
    {
        Packs = packs;
        Reach = new HistoryReach(packs);
        refs = [.. packs.Select(p => p.Ref)];
        calendars = [.. packs.Select(p => p.CalendarRef).OfType<PackRef>().Distinct()];
        retention = new RetentionTerms(packs);
        judges = [.. from p in packs from r in p.Rules let judge = RuleJudge.Compile(r, p) where judge is not null select judge];
        flags = [.. from p in packs from r in p.Rules.OfType<FlagRule>() select new FlagJudge(r, p)];
        demands = [.. from p in packs from r in p.Rules where r is ObligationRule or ContentRule select new Demand(r, p)];
        judgesByChannel = [.. Enum.GetValues<Channel>().Select(channel => judges.Where(j => j.MatchesChannel(channel)).ToArray())];
        inForce = new InForce(judges);
        governing = new GoverningPacks(packs, judges);
        taint = new Taint([.. judges.Where(j => j is HoursJudge or RestrictionJudge)]);
    }

    /// <summary>The packs.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; }

    /// <summary>How far back a history can matter under these packs.</summary>
    public HistoryReach Reach { get; }

    /// <summary>Decides; the same question always gets the same answer.</summary>
    public Decision Decide(GateQuestion question)
    {
        var unknown = Unknowns.In(question, this, out var zones);
        if (unknown.Count > 0) return Unknowns.Refuse(question, refs, unknown);
        var packs = governing.Of(question);
        var part = Part(packs);
        var decision = part.Decide(new Inquiry(question, zones, part.taint), new AskedPacks(refs, calendars, governing.SetAside(question, packs), packs.PlaceWithoutLaw));
        return governing.NextTurn(question, packs) is { } turn ? Across(decision, question, turn) : decision;
    }

    /// <summary>An answer holds only until other packs govern; where it refuses until then, those are asked.</summary>
    private Decision Across(Decision decision, GateQuestion question, Instant turn)
    {
        if (decision.IsPermitted) return decision with { ValidUntil = Instant.Min(decision.ValidUntil, turn) };
        if (decision.Next < turn) return decision;
        var next = Decide(question with { Intent = question.Intent with { At = turn } }).Next;
        return decision with { Next = next - decision.At <= Instants.Horizon ? next : null };
    }

    /// <summary>The policy of those packs alone that govern.</summary>
    private GatePolicy Part(Governing packs)
    {
        if (packs.Packs == governing.All) return this;
        if (parts.TryGetValue(packs.Packs, out var known)) return known;
        if (parts.Count >= PartsMost) parts.Clear();
        return parts[packs.Packs] = new GatePolicy([.. Packs.Where((_, i) => packs.Holds(i))]);
    }

    private Decision Decide(Inquiry q, AskedPacks asked)
    {
        var t = q.Intent.At;
        var applying = Applying(q);
        var answer = new Answer(q, asked);
        Instant? leap = t;
        foreach (var judge in applying)
        {
            var say = judge.Judge(q, t);
            answer.Hear(judge, say);
            if (say.Refuses) leap = Instants.Later(leap, say.Turns);
        }
        answer.HearWhetherAnyIsInForce(inForce.At(t));
        foreach (var flag in flags)
            if (flag.Raises(q, t)) answer.Flag(flag);
        if (answer.Refused) return answer.Refusal(NextPermitted(q, applying, leap));
        foreach (var demand in demands)
            if (demand.Matches(q, t)) answer.Oblige(demand);
        return answer.Permission();
    }

    /// <summary>Keeps a question open, to ask about many moments and channels of one person.</summary>
    public OpenQuestion Open(GateQuestion question) => new(this, question);

    /// <summary>
    /// What a count comes to at the moment of the question, and why each event counts or does not; the count may be that of a rule
    /// or any other. Null if the question holds something that is not known, so that nothing can be counted.
    /// </summary>
    public CountTally? Tally(GateQuestion question, EventCount count) =>
        Unknowns.In(question, this, out var zones).Count > 0 ? null : new Counting(count).Tally(new Inquiry(question, zones, taint), question.Intent.At);

    /// <summary>Whether a record may be deleted: the longest term of all packs wins, a legal hold beats them all, and what is not known is kept.</summary>
    public RetentionAnswer MayDelete(RetentionQuestion question) => retention.Ask(question);

    /// <summary>
    /// How the answer changes from the moment of the question on: spans without a gap, each border the exact instant of a
    /// change, while facts and history stand still.
    /// </summary>
    public IReadOnlyList<AnswerSpan> Walk(GateQuestion question, Instant until)
    {
        var unknown = Unknowns.In(question, this, out var zones);
        if (unknown.Count > 0)
            return [new() { From = question.Intent.At, Until = until, Verdict = Verdict.Refuse, InTheWay = unknown, Obligations = [] }];
        var spans = new List<AnswerSpan>();
        for (var from = question.Intent.At; from < until;)
        {
            var here = question with { Intent = question.Intent with { At = from } };
            var packs = governing.Of(here);
            var end = Instant.Min(governing.NextTurn(here, packs) ?? until, until);
            spans.AddRange(Part(packs).Walk(here, zones, end));
            if (spans.Count == 0 || spans[^1].Until < end) break;
            from = end;
        }
        return SpanWalk.Joined(spans);
    }

    private IReadOnlyList<AnswerSpan> Walk(GateQuestion question, DateTimeZone[] zones, Instant until)
    {
        var q = new Inquiry(question, zones, taint);
        return new SpanWalk(q, inForce, Applying(q), demands).Until(until);
    }

    private RuleJudge[] Applying(Inquiry q)
    {
        var candidates = judgesByChannel[(int)q.Intent.Channel];
        var applying = new RuleJudge[candidates.Length];
        var count = 0;
        foreach (var judge in candidates)
            if (judge.Matches(q)) applying[count++] = judge;
        Array.Resize(ref applying, count);
        return applying;
    }

    /// <summary>
    /// Each refusing rule names the first instant at which it alone would permit; nothing before the latest of these can be
    /// permitted, so the search leaps there and asks again until no rule refuses.
    /// </summary>
    private Instant? NextPermitted(Inquiry q, RuleJudge[] applying, Instant? leap)
    {
        var asked = q.Intent.At;
        while (leap is { } t && t - asked <= Instants.Horizon)
        {
            leap = t;
            var refused = false;
            foreach (var judge in applying)
            {
                var say = judge.Judge(q, t);
                if (!say.Refuses) continue;
                if (say.Turns is null) return null;
                refused = true;
                leap = Instants.Later(leap, say.Turns);
            }
            if (refused && leap <= t) return null;
            if (refused) continue;
            var here = inForce.At(t);
            if (here.Stands) return t;
            leap = here.Turns;
        }
        return null;
    }
}
