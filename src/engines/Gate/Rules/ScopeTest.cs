namespace Daylight.Gate;

/// <summary>A rule's scope compiled to bit sets.</summary>
internal sealed class ScopeTest(RuleScope scope, bool unknownPointMatches)
{
    private readonly ulong channels = Bits(scope.Channels);
    private readonly ulong purposes = Bits(scope.Purposes);
    private readonly ulong roles = Bits(scope.Roles);
    private readonly ulong points = Bits(scope.Points);
    private readonly ulong places = Bits(scope.Places);
    private readonly bool looksAtDebts = scope.DebtTypes is not null || scope.ExceptDebtTypes is not null || scope.DaysPastDueAtMost is not null || scope.DaysPastDueAtLeast is not null;

    public bool MatchesChannel(Channel channel) => (channels >> (int)channel & 1) != 0;

    public bool Matches(Inquiry q)
    {
        var intent = q.Intent;
        return (channels >> (int)intent.Channel & 1) != 0
            && (purposes >> (int)intent.Purpose & 1) != 0
            && (roles >> (int)q.State.Role & 1) != 0
            && MatchesWhere(q)
            && MatchesSender(q)
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

    private bool MatchesSender(Inquiry q)
    {
        if (scope.Senders is not { } senders || q.State.Sender?.IsAgency is not { } agency) return true;
        return senders.Contains(agency ? SenderKind.Agency : SenderKind.Lender);
    }

    private bool MatchesDebt(Inquiry q) => MatchesDebt(q.Intent.Debts, q.State.Debts);

    /// <summary>Whether any of the debts is one the scope is about; what is not known about a debt matches.</summary>
    public bool MatchesDebt(IReadOnlyList<string> debts, IReadOnlyDictionary<string, DebtState> states)
    {
        if (!looksAtDebts || debts.Count == 0) return true;
        for (var i = 0; i < debts.Count; i++)
            if (MatchesDebt(states.GetValueOrDefault(debts[i]))) return true;
        return false;
    }

    private bool MatchesDebt(DebtState? debt) =>
        (scope.DebtTypes is null || debt?.Type is null || scope.DebtTypes.Contains(debt.Type))
        && (scope.ExceptDebtTypes is null || debt?.Type is null || !scope.ExceptDebtTypes.Contains(debt.Type))
        && (scope.DaysPastDueAtMost is not { } most || debt?.DaysPastDue is not { } late || late <= most)
        && (scope.DaysPastDueAtLeast is not { } least || debt?.DaysPastDue is not { } past || past >= least);

    public static ulong Bits<T>(IReadOnlySet<T>? values) where T : struct, Enum
    {
        if (values is null) return ulong.MaxValue;
        var bits = 0UL;
        foreach (var value in values) bits |= 1UL << Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);
        return bits;
    }
}
