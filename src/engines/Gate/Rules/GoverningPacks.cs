using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// Chooses which packs govern a contact. A person at several candidate places is under the packs of all of them, and what is
/// not known fits every pack, so that knowing less never loosens an answer: property tests walk it.
/// </summary>
/// <remarks>
/// A place of which no pack is the law would otherwise be a place without rules. It is treated as somewhere in its country,
/// else as a place that is not known; and where even that leaves no rule in force, all packs apply. Overlays are no law of a
/// place, so that house rules for a place can never set the law aside.
/// </remarks>
internal sealed class GoverningPacks
{
    /// <summary>Packs beyond these always apply.</summary>
    private const int Most = 64;

    /// <summary>So many turns are looked at for the next moment at which the choice changes.</summary>
    private const int TurnsMost = 64;

    private readonly IReadOnlyList<PolicyPack> packs;
    private readonly InForce[] inForce;
    private readonly ulong scoped;
    private readonly ulong law;

    public GoverningPacks(IReadOnlyList<PolicyPack> packs, IReadOnlyList<RuleJudge> judges)
    {
        this.packs = packs;
        for (var i = 0; i < Math.Min(packs.Count, Most); i++)
        {
            if (packs[i].Scope is null) continue;
            scoped |= 1UL << i;
            if (!packs[i].Overlay) law |= 1UL << i;
        }
        inForce = scoped == 0 ? [] : [.. packs.Select(p => new InForce(judges.Where(j => ReferenceEquals(j.Pack, p))))];
    }

    /// <summary>All packs, as bits.</summary>
    public ulong All => packs.Count >= Most ? ulong.MaxValue : (1UL << packs.Count) - 1;

    /// <summary>The packs that govern at the moment of the question.</summary>
    public Governing Of(GateQuestion question) => scoped == 0 ? new(All, false) : Of(question, question.Intent.At);

    /// <summary>The next moment at which other packs govern, because somebody moves or a pack comes into force or lapses; null is never.</summary>
    public Instant? NextTurn(GateQuestion question, Governing now)
    {
        if (scoped == 0) return null;
        var asked = question.Intent.At;
        Instant? t = Turn(question, asked);
        for (var i = 0; i < TurnsMost && t is { } turn && turn - asked <= Instants.Horizon; i++)
        {
            if (Of(question, turn) != now) return turn;
            t = Turn(question, turn);
        }
        return null;
    }

    /// <summary>Why packs do not govern; in their order.</summary>
    public IReadOnlyList<PackSetAside> SetAside(GateQuestion question, Governing governing)
    {
        if (governing.Packs == All) return [];
        var places = Places(question, question.Intent.At);
        var debts = Debts(question);
        return [.. packs.Where((_, i) => !governing.Holds(i)).Select(p => Because(p, p.Scope!, question.State.Collector, places, debts))]; // Only a scope sets a pack aside.
    }

    private Governing Of(GateQuestion question, Instant t)
    {
        var places = Places(question, t);
        if (places.Count == 0) return new(At(question, t, null).Packs, false);
        var (governing, without) = (0UL, false);
        foreach (var place in places)
        {
            var here = At(question, t, place);
            governing |= here.Packs;
            without |= here.PlaceWithoutLaw;
        }
        return new(governing, without);
    }

    private Governing At(GateQuestion question, Instant t, string? place)
    {
        var fitting = Fitting(question, place);
        if (AnyInForce(fitting, t)) return new(fitting, false);
        if (place is not null) return At(question, t, Vaguer(place)) with { PlaceWithoutLaw = true };
        return new(All, false);
    }

    private static string? Vaguer(string place) => PlaceCode.IsCode(place) && place.Length > 2 ? place[..2] : null;

    /// <summary>Whether the law among these packs holds a rule that is in force. Where no pack says which law it is, all count.</summary>
    private bool AnyInForce(ulong fitting, Instant t)
    {
        var counting = law != 0 ? fitting & law : fitting;
        for (var i = 0; i < inForce.Length && i < Most; i++)
            if ((counting >> i & 1) != 0 && inForce[i].At(t).Stands) return true;
        return false;
    }

    private ulong Fitting(GateQuestion question, string? place)
    {
        var fitting = All;
        for (var i = 0; i < packs.Count && i < Most; i++)
            if (packs[i].Scope is { } scope && !Fits(scope, question, place)) fitting &= ~(1UL << i);
        return fitting;
    }

    private static bool Fits(PackScope scope, GateQuestion question, string? place)
    {
        if (!scope.Fits(question.State.Collector)) return false;
        var debts = question.Intent.Debts;
        if (debts.Count == 0) return scope.Fits(place, debt: null);
        for (var i = 0; i < debts.Count; i++)
            if (scope.Fits(place, question.State.Debts.GetValueOrDefault(debts[i]))) return true;
        return false;
    }

    private static List<DebtState?> Debts(GateQuestion question) => question.Intent.Debts.Count == 0
        ? [null]
        : [.. question.Intent.Debts.Select(debt => question.State.Debts.GetValueOrDefault(debt))];

    /// <summary>Where the person may be: what the asker knows, and every residence that stands.</summary>
    private static IReadOnlyList<string> Places(GateQuestion question, Instant t)
    {
        List<string>? found = null;
        foreach (var fact in question.State.Facts)
        {
            if (!IsResidence(fact, question) || fact.At > t || fact.Until <= t || fact.Withdrawn <= t) continue;
            found ??= [.. question.State.Places];
            if (!found.Contains(fact.Scope!)) found.Add(fact.Scope!); // A residence has one.
        }
        return found ?? question.State.Places;
    }

    private static bool IsResidence(Fact fact, GateQuestion question) =>
        fact.Kind == FactKind.Residence && fact.Scope is not null && fact.Person == question.Intent.Person;

    private Instant? Turn(GateQuestion question, Instant t)
    {
        Instant? turn = null;
        void Hear(Instant? at)
        {
            if (at > t) turn = Instants.Earlier(turn, at);
        }

        foreach (var fact in question.State.Facts)
        {
            if (!IsResidence(fact, question)) continue;
            Hear(fact.At);
            Hear(fact.Until);
            Hear(fact.Withdrawn);
        }
        foreach (var pack in inForce) Hear(pack.At(t).Turns);
        return turn;
    }

    private static PackSetAside Because(PolicyPack pack, PackScope scope, CollectorKind? kind, IReadOnlyList<string> places, List<DebtState?> debts)
    {
        if (!scope.Fits(kind))
            return new(pack.Ref.Name, SetAsideReason.Collector, [.. scope.Collectors!.Select(Words.Of).Order(StringComparer.Ordinal)], [Words.Of(kind!.Value)]); // Else it would fit.
        if (scope.DebtTypes is { } types && debts.All(debt => debt?.Type is { } type && !types.Contains(type)))
            return new(pack.Ref.Name, SetAsideReason.DebtType, Ordered(types), Ordered(debts.Select(debt => debt!.Type!)));
        return new(
            pack.Ref.Name,
            SetAsideReason.Elsewhere,
            Ordered((scope.Places ?? []).Concat(scope.Laws ?? [])),
            Ordered((scope.Places is null ? [] : places).Concat(scope.Laws is null ? [] : debts.Select(debt => debt?.Law).OfType<string>())));
    }

    private static List<string> Ordered(IEnumerable<string> words) => [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>Which packs of a policy govern a contact.</summary>
/// <param name="Packs">Their places among the packs, as bits.</param>
/// <param name="PlaceWithoutLaw">Whether the person may be at a place of which no pack is the law.</param>
internal readonly record struct Governing(ulong Packs, bool PlaceWithoutLaw)
{
    public bool Holds(int place) => place >= 64 || (Packs >> place & 1) != 0;
}
