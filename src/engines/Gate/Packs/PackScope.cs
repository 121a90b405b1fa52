namespace Daylight.Gate;

/// <summary>
/// Which contacts a pack governs. Places and laws tie it to a contact: one that fits is enough. Types of debt and kinds of
/// collectors narrow it: each must fit. Null means any, and what is not known of a contact fits all.
/// </summary>
public sealed record PackScope
{
    /// <summary>Where the person is: ISO 3166 countries or subdivisions, such as US or US-MA.</summary>
    public IReadOnlyList<string>? Places { get; init; }

    /// <summary>The law that a debt is under, by the same codes.</summary>
    public IReadOnlyList<string>? Laws { get; init; }

    /// <summary>Types of debt; fits when any debt spoken of has one, or has a type that is not known.</summary>
    public IReadOnlySet<string>? DebtTypes { get; init; }

    /// <summary>What the collecting entity is.</summary>
    public IReadOnlySet<CollectorKind>? Collectors { get; init; }

    /// <summary>Whether one debt, with the person at a place (null: not known), ties the contact to the pack and lies within its types.</summary>
    internal bool Fits(string? place, DebtState? debt) => IsTied(place, debt?.Law) && (DebtTypes is null || debt?.Type is null || DebtTypes.Contains(debt.Type));

    /// <summary>Whether the collecting entity is of a kind that it governs.</summary>
    internal bool Fits(CollectorKind? kind) => Collectors is null || kind is not { } known || Collectors.Any(one => Overlap(one, known));

    private bool IsTied(string? place, string? law) =>
        Places is null && Laws is null
        || Places is { } places && PlaceCode.MayLieIn(place, places)
        || Laws is { } laws && PlaceCode.MayLieIn(law, laws);

    /// <summary>A lender of which nothing nearer is known may be a bank or a finance company, and a rule for lenders is for both.</summary>
    private static bool Overlap(CollectorKind one, CollectorKind other) => one == other || IsLender(one) && other == CollectorKind.Lender || one == CollectorKind.Lender && IsLender(other);

    private static bool IsLender(CollectorKind kind) => kind is CollectorKind.Bank or CollectorKind.FinanceCompany;
}
