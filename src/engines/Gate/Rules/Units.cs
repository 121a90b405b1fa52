namespace Daylight.Gate;

/// <summary>The counting units of the debts spoken of. A null unit counts everything.</summary>
internal readonly struct Units
{
    public static readonly Units Whole = new([null]);

    private readonly IReadOnlyList<string?> units;

    private Units(IReadOnlyList<string?> units) => this.units = units;

    public int Count => units.Count;

    public string? this[int index] => units[index];

    public static Units Of(Inquiry q, bool byAccount)
    {
        var debts = q.Intent.Debts;
        // No debt named may mean any of them, so all are counted together.
        if (debts.Count == 0) return Whole;
        if (debts.Count == 1) return new([UnitOf(q, debts[0], byAccount)]);
        return new([.. debts.Select(d => UnitOf(q, d, byAccount)).Distinct()]);
    }

    /// <summary>Whether an event spoke of a unit; one that names no debt may have.</summary>
    public static bool Touches(Inquiry q, ContactEvent e, string unit, bool byAccount, bool emptyTouches)
    {
        if (e.Debts.Count == 0) return emptyTouches;
        for (var i = 0; i < e.Debts.Count; i++)
            if (UnitOf(q, e.Debts[i], byAccount) == unit) return true;
        return false;
    }

    /// <summary>The debt that stands for a unit when consents are looked up.</summary>
    public static string? DebtOf(Inquiry q, string? unit)
    {
        if (unit is null) return null;
        foreach (var debt in q.Intent.Debts)
            if (debt == unit || q.State.Debts.GetValueOrDefault(debt)?.Account == unit) return debt;
        return unit;
    }

    /// <summary>Student loans serviced under one account number are one particular debt: 12 CFR 1006.14(b)(4).</summary>
    private static string UnitOf(Inquiry q, string debt, bool byAccount)
    {
        if (q.State.Debts.Count == 0) return debt;
        var known = q.State.Debts.GetValueOrDefault(debt);
        return known?.Account is { } account && (byAccount || known.Type == "student-loan") ? account : debt;
    }
}
