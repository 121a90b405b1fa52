namespace Daylight.Gate;

/// <summary>A rule's scope compiled to bit sets.</summary>
internal sealed class ScopeTest(RuleScope scope, bool unknownPointMatches)
{
    private readonly ulong channels = Bits(scope.Channels);
    private readonly ulong purposes = Bits(scope.Purposes);
    private readonly ulong roles = Bits(scope.Roles);
    private readonly ulong points = Bits(scope.Points);
    private readonly ulong places = Bits(scope.Places);

    public bool Matches(Inquiry q)
    {
        var intent = q.Intent;
        return (channels >> (int)intent.Channel & 1) != 0
            && (purposes >> (int)intent.Purpose & 1) != 0
            && (roles >> (int)q.State.Role & 1) != 0
            && MatchesWhere(q)
            && MatchesDebt(q);
    }

    /// <summary>A scope that names points and places means either.</summary>
    private bool MatchesWhere(Inquiry q) => (scope.Points, scope.Places) switch
    {
        (null, null) => true,
        (null, _) => MatchesPlace(q.Intent),
        (_, null) => MatchesPoint(q),
        _ => MatchesPlace(q.Intent) || MatchesPoint(q),
    };

    /// <summary>A point whose kind is not known counts as any kind that its channel can reach, where the rule restricts; a ban needs to know.</summary>
    private bool MatchesPoint(Inquiry q)
    {
        if (q.PointKind != PointKind.Unknown) return (points >> (int)q.PointKind & 1) != 0;
        return unknownPointMatches && q.Intent.Channel is Channel.Call or Channel.AiCall or Channel.Prerecorded or Channel.Letter;
    }

    private bool MatchesPlace(ContactIntent intent)
    {
        return intent.Channel == Channel.Visit && (intent.Place is not { } place || (places >> (int)place & 1) != 0);
    }

    private bool MatchesDebt(Inquiry q)
    {
        if (scope.DebtTypes is null && scope.DaysPastDueAtMost is null) return true;
        if (q.Intent.Debts.Count == 0) return true;
        foreach (var id in q.Intent.Debts)
        {
            var debt = q.State.Debts.GetValueOrDefault(id);
            var typed = scope.DebtTypes is null || debt?.Type is null || scope.DebtTypes.Contains(debt.Type);
            var early = scope.DaysPastDueAtMost is not { } most || debt?.DaysPastDue is not { } days || days <= most;
            if (typed && early) return true;
        }
        return false;
    }

    public static ulong Bits<T>(IReadOnlySet<T>? values) where T : struct, Enum
    {
        if (values is null) return ulong.MaxValue;
        var bits = 0UL;
        foreach (var value in values) bits |= 1UL << Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);
        return bits;
    }
}
