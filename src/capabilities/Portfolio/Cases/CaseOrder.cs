using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>
/// An order of the case list, and the cursor within it: the last row's value and id, with the order's own name, so that a
/// cursor of another order is refused instead of showing some place in the middle. Each order has an index that begins with
/// the institution. Names are sealed, so that nothing is sorted by them.
/// </summary>
/// <param name="Name">Its word in the API; with a minus the greatest comes first.</param>
/// <param name="Sql">What it sorts by, before the id; written as its index is.</param>
/// <param name="Key">The same value of a row that was read.</param>
internal sealed record CaseOrder(string Name, string Sql, Func<CaseListRow, object> Key)
{
    private static readonly Dictionary<string, CaseOrder> All = Both(
        ("openedAt", "c.opened_at", row => row.OpenedAt),
        ("lastContactAt", "COALESCE(c.last_contact_at, 0)", row => row.LastContactAt ?? 0),
        ("balance", "c.balance", row => row.Balance),
        ("daysPastDue", "c.days_past_due", row => row.DaysPastDue),
        ("openFindings", "c.open_findings", row => row.OpenFindings),
        ("reference", "c.reference", row => row.Reference));

    /// <summary>The words the API knows.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    private bool IsDescending => Name[0] == '-';

    /// <summary>What comes after ORDER BY.</summary>
    public string OrderBy => IsDescending ? $"{Sql} DESC, c.id DESC" : $"{Sql}, c.id";

    /// <summary>The condition of what follows the row with <c>@key</c> and <c>@id</c>; its first half is what the index can jump to.</summary>
    public string After => IsDescending
        ? $"{Sql} <= @key AND ({Sql} < @key OR c.id < @id)"
        : $"{Sql} >= @key AND ({Sql} > @key OR c.id > @id)";

    /// <summary>The order of a word, newest cases first if there is none; null for a word nobody knows.</summary>
    public static CaseOrder? Find(string? name) => All.GetValueOrDefault(name ?? "-openedAt");

    /// <summary>Where a page begins: null for the first one.</summary>
    public Result<CasePlace?> Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return (CasePlace?)null;
        }

        return Cursor.Read(cursor, 3) is [var name, var key, var id] && name == Name && Value(key) is { } value
            ? new CasePlace(value, id)
            : Failure.Invalid("cursor", "This cursor belongs to another order, or is none; read the first page again without it.");
    }

    /// <summary>The parts of the cursor behind a row.</summary>
    public string[] Place(CaseListRow row) => [Name, Convert.ToString(Key(row), CultureInfo.InvariantCulture)!, row.Id];

    private object? Value(string key) => Sql == "c.reference" ? key
        : long.TryParse(key, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static Dictionary<string, CaseOrder> Both(params (string Name, string Sql, Func<CaseListRow, object> Key)[] orders) => orders
        .SelectMany(order => new[] { new CaseOrder("-" + order.Name, order.Sql, order.Key), new CaseOrder(order.Name, order.Sql, order.Key) })
        .ToDictionary(order => order.Name, StringComparer.Ordinal);
}

/// <summary>Behind which row a page begins.</summary>
internal sealed record CasePlace(object Key, string Id);
