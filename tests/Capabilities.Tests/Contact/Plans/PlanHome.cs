using Daylight.Platform.Callers;
using Shouldly;

namespace Daylight.Contact;

/// <summary>Makes plans in a <see cref="ContactHome"/> without the background service.</summary>
internal static class PlanHome
{
    public static readonly ContactPlanRequest Afternoon = new("2026-03-02T14:00", "2026-03-02T16:00", ["call"]);

    public static async Task<ContactPlanView> MakeAsync(ContactHome home, ContactPlanRequest request, Caller? caller = null)
    {
        caller ??= home.Collector;
        var asked = await home.WriteAsync(session => home.Get<ContactPlans>().Ask(session, caller, request));
        asked.Failure.ShouldBeNull();
        await home.Get<PlanWork>().RunAsync(caller, asked.Value.Id, null, CancellationToken.None);
        return (await home.ReadAsync(session => home.Get<ContactPlans>().Read(session, caller, asked.Value.Id))).Value;
    }

    /// <summary>All rows, page by page.</summary>
    public static async Task<List<PlanRowView>> RowsAsync(ContactHome home, string planId, PlanRowFilter? filter = null, Caller? caller = null, int limit = 200)
    {
        List<PlanRowView> rows = [];
        string? cursor = null;
        do
        {
            var from = cursor;
            var page = (await home.ReadAsync(session => home.Get<ContactPlans>().Rows(session, caller ?? home.Collector, planId, filter ?? new PlanRowFilter(), from, limit))).Value;
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }
}
