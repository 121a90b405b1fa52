using System.Text.Json;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Reads the rows of a plan that pass a filter, in order, opening only the pages that may hold some.</summary>
internal static class PlanPages
{
    /// <summary>So many rows from a position on, and the position after them; null at the end.</summary>
    public static (List<PlanRow> Rows, long? Next) Take(Session session, PlanHead head, PlanRowFilter filter, long from, int most)
    {
        List<PlanRow> rows = [];
        foreach (var page in PlanStore.PageHeads(session, head.InstitutionId, head.Id, from / PlanBook.RowsPerPage).Where(page => MayHold(page, filter)))
        {
            var first = page.Number * PlanBook.RowsPerPage;
            var here = Open(session, head, page);
            for (var i = (int)Math.Max(0, from - first); i < here.Count; i++)
            {
                if (!filter.Passes(here[i]))
                {
                    continue;
                }

                if (rows.Count == most)
                {
                    return (rows, first + i);
                }

                rows.Add(here[i]);
            }
        }

        return (rows, null);
    }

    private static List<PlanRow> Open(Session session, PlanHead head, PlanPageHead page) =>
        PlanStore.Page(session, head.InstitutionId, head.Id, page.Number) is { } body
            ? PlanRowBytes.Unpack(body, (int)page.RowCount, JsonSerializer.Deserialize<List<string>>(head.Words)!)
            : [];

    private static bool MayHold(PlanPageHead page, PlanRowFilter filter)
    {
        var facets = page.Facets.Split(' ').ToHashSet(StringComparer.Ordinal);
        return filter.Words.All(facets.Contains)
            && !(filter.PermittedOnly && !facets.Contains(nameof(PlanStatus.Throughout)) && !facets.Contains(nameof(PlanStatus.Partly)));
    }
}
