using NodaTime;

namespace Daylight.Gate;

/// <summary>Gathers what the rules say into a decision.</summary>
internal sealed class Answer(Inquiry q, AskedPacks asked)
{
    private readonly List<RuleFinding> refusals = [];
    private readonly List<RuleFinding> others = [];
    private readonly List<Obligation> obligations = [];
    private readonly List<string> flags = [.. asked.PlaceWithoutLaw ? [Decision.PlaceWithoutLaw] : Array.Empty<string>()];
    private readonly List<Counter> counters = [];
    private Verdict verdict = Verdict.Permit;
    private Instant validUntil = q.Intent.At + Instants.Horizon;

    public bool Refused => verdict >= Verdict.Refer;

    public void Hear(RuleJudge judge, Say say)
    {
        var t = q.Intent.At;
        if (judge is CapJudge cap && judge.IsInForce(t)) cap.AddCounters(q, t, counters);
        if (say.Refuses)
        {
            var effect = judge.Rule.Refers ? RuleEffect.Refer : RuleEffect.Refuse;
            refusals.Add(judge.Finding(effect, judge.Because(q), NextWithinHorizon(say.Turns)));
            Raise(judge.Rule.Refers ? Verdict.Refer : Verdict.Refuse);
            return;
        }
        if (say.Turns is { } turns) validUntil = Instant.Min(validUntil, turns);
        if (!judge.IsInForce(t)) return;
        if (say.Lifted) others.Add(judge.Lifted);
        else if (judge is CapJudge) others.Add(judge.Passing);
    }

    public void Flag(FlagJudge flag)
    {
        others.Add(flag.Finding);
        if (!flags.Contains(flag.Code)) flags.Add(flag.Code);
    }

    public void Oblige(Demand demand)
    {
        others.Add(demand.Finding);
        obligations.Add(demand.Obligation);
        Raise(Verdict.PermitWithObligations);
    }

    public void HearWhetherAnyIsInForce(Standing any)
    {
        if (any.Stands)
        {
            if (any.Turns is { } lapse) validUntil = Instant.Min(validUntil, lapse);
            return;
        }
        refusals.Add(Unknowns.NoRulesInForce);
        Raise(Verdict.Refuse);
    }

    public Decision Permission() => Decide(q.Intent.At, validUntil);

    public Decision Refusal(Instant? next) => Decide(NextWithinHorizon(next), q.Intent.At);

    private Decision Decide(Instant? next, Instant until)
    {
        refusals.Sort((a, b) => b.Effect.CompareTo(a.Effect));
        refusals.AddRange(others);
        return new()
        {
            Verdict = verdict,
            At = q.Intent.At,
            Rules = refusals,
            Obligations = obligations,
            Flags = flags,
            Counters = counters,
            Next = next,
            ValidUntil = until,
            Zone = q.Zones[0].Id,
            Packs = asked.Packs,
            SetAside = asked.SetAside,
            Calendars = asked.Calendars,
            ZoneData = DateTimeZoneProviders.Tzdb.VersionId,
        };
    }

    private void Raise(Verdict to) => verdict = to > verdict ? to : verdict;

    private Instant? NextWithinHorizon(Instant? next) => next - q.Intent.At <= Instants.Horizon ? next : null;
}

/// <summary>What was asked of a policy as a whole.</summary>
/// <param name="Packs">All its packs.</param>
/// <param name="Calendars">The calendars that these count days by.</param>
/// <param name="SetAside">Those that do not govern the contact.</param>
/// <param name="PlaceWithoutLaw">Whether the person may be at a place of which no pack is the law.</param>
internal sealed record AskedPacks(IReadOnlyList<PackRef> Packs, IReadOnlyList<PackRef> Calendars, IReadOnlyList<PackSetAside> SetAside, bool PlaceWithoutLaw);
