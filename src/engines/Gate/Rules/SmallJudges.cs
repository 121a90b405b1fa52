using NodaTime;

namespace Daylight.Gate;

/// <summary>Refuses whatever its scope describes.</summary>
internal sealed class ForbidJudge(PolicyRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    public override Say Raw(Inquiry q, Instant t) => Say.Refuse(null);
}

/// <summary>A visit needs enough staff; a number that is not known is not enough.</summary>
internal sealed class StaffJudge(StaffRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    public override Say Raw(Inquiry q, Instant t) => q.Intent.StaffCount >= rule.Min ? Say.Pass() : Say.Refuse(null);

    public override string Because(Inquiry q) => q.Intent.StaffCount is null ? "number of staff not known" : "too few staff";
}

/// <summary>The channel needs a basis that is recent enough.</summary>
internal sealed class BasisJudge(BasisRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    public override Say Raw(Inquiry q, Instant t)
    {
        var (lasts, starts) = (Instant.MinValue, (Instant?)null);
        if (rule.Inbound && q.Times(EventFilters.PerhapsFromPoint).LastSince(Instant.MinValue) is { } message) lasts = Until(q, message);
        var stands = lasts > t;
        foreach (var exception in rule.Facts)
        {
            var here = Lift.At(q, [exception], t, Instant.MinValue);
            if (here.Stands) (stands, lasts) = (true, Instant.Max(lasts, here.Turns ?? Instant.MaxValue));
            else starts = Instants.Earlier(starts, here.Turns);
        }
        if (!stands) return Say.Refuse(starts);
        return Say.Pass(lasts == Instant.MaxValue ? null : lasts);
    }

    /// <summary>The basis lasts to the end of the so-manieth day after its own.</summary>
    private Instant Until(Inquiry q, Instant basis) => q.FirstStartOfDayAfter(basis, rule.Days + 1);
}

/// <summary>What must hold of the sender. Silent while nothing is known of it.</summary>
internal sealed class SenderJudge(SenderRule rule, PolicyPack pack) : RuleJudge(rule, pack)
{
    public override Say Raw(Inquiry q, Instant t)
    {
        if (rule.Demand == SenderDemand.Human && q.Intent.Channel is Channel.AiCall or Channel.Prerecorded) return Say.Refuse(null);
        if (q.State.Sender is not { } sender) return Say.Pass();
        return rule.Demand switch
        {
            SenderDemand.Listed => Needs(sender.IsAgency == false || sender.Listed == true),
            SenderDemand.Evaluated => sender.IsAgency == false ? Say.Pass() : Dated(sender.EvaluatedOn, t),
            SenderDemand.Trained => Dated(sender.TrainedOn, t),
            SenderDemand.Device => Needs(sender.OwnDevice == false || sender.LenderConsent == true),
            SenderDemand.Licensed => sender.Licensed == true ? Until(sender.LicensedUntil, t) : Say.Refuse(null),
            SenderDemand.CallerId => Needs(sender.CallerIdShown == true),
            SenderDemand.NoPremiumRate => Needs(sender.PremiumRate == false),
            SenderDemand.Human => Needs(sender.Human == true),
            _ => throw new InvalidOperationException($"demand {rule.Demand}"),
        };
    }

    private static Say Needs(bool holds) => holds ? Say.Pass() : Say.Refuse(null);

    private Say Until(LocalDate? last, Instant t)
    {
        if (last is not { } date) return Say.Pass();
        var lapses = Pack.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant();
        return t < lapses ? Say.Pass(lapses) : Say.Refuse(null);
    }

    private Say Dated(LocalDate? done, Instant t)
    {
        if (done is not { } date) return Say.Refuse(null);
        return Until(date.PlusMonths(rule.Months), t);
    }
}
