using System.Diagnostics;
using System.Globalization;
using Daylight.Contact;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>
/// The daily plan for 100,000 people with history, on SQLite and, where <c>DAYLIGHT_POSTGRES</c> names one, on PostgreSQL; against
/// reading the same rows without deciding, and against asking one by one.
/// </summary>
internal static class PlanBench
{
    private const int OneByOne = 2_000;
    private static readonly ContactPlanRequest Day = new("2026-03-02T14:00", "2026-03-02T16:00", ["call", "sms"]);

    public static async Task RunAsync()
    {
        await RunAsync("SQLite", null);
        if (Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") is { Length: > 0 } postgres)
        {
            await using PostgresSchema schema = await PostgresSchema.MakeAsync(postgres);
            await RunAsync("PostgreSQL", schema.ConnectionString);
        }
    }

    private static async Task RunAsync(string name, string? postgres)
    {
        await using var installation = await Installation.OpenAsync(postgres);
        var services = installation.Services;
        var database = services.GetRequiredService<Database>();
        var events = await PlanPortfolio.FillAsync(database, installation.Institution, installation.CollectorId);
        Caller caller = new(installation.Institution, "Asia/Shanghai", installation.CollectorId, null, [Role.Collector]);
        await MakeAsync(services, database, caller, Day with { Bucket = "M4" });
        var (took, plan) = await MakeAsync(services, database, caller, Day);
        var (whole, day) = await MakeAsync(services, database, caller, Day with { From = "2026-03-02T00:00", To = "2026-03-03T00:00" });
        var reading = await ReadAsync(services, database, caller);
        var alone = await AskAsync(services, database, caller, plan.Id);
        var counts = string.Join(", ", plan.ByChannel.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Channel} {count.Throughout:N0} throughout, {count.Partly:N0} in parts, {count.Refused:N0} refused")));
        Figures.Print(
            $"plan on {name}: {plan.CasesTotal:N0} people, {events:N0} past contacts, {plan.RowsTotal:N0} rows (calls and text messages, 14:00 to 16:00)",
            string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s, {plan.RowsTotal / took.TotalSeconds:N0} rows/s"),
            $"limit: 20 s; {counts}");
        Figures.Print(
            $"the same people on {name}, the whole day",
            string.Create(CultureInfo.InvariantCulture, $"{whole.TotalSeconds:0.0} s, {day.RowsTotal / whole.TotalSeconds:N0} rows/s"),
            string.Create(CultureInfo.InvariantCulture, $"{day.ByChannel.Sum(count => count.Partly):N0} rows in parts, {day.ByChannel.Sum(count => count.Refused):N0} refused"));
        Figures.Print(
            $"the same on {name}, against reading the rows without deciding",
            string.Create(CultureInfo.InvariantCulture, $"ratio {took / reading:0.00}"),
            string.Create(CultureInfo.InvariantCulture, $"reading alone, one thread: {reading.TotalSeconds:0.0} s"));
        Figures.Print(
            $"the same on {name}, against asking the gate row by row in process (one moment each)",
            string.Create(CultureInfo.InvariantCulture, $"{alone * plan.RowsTotal / took.TotalMilliseconds:0.0} times as fast"),
            string.Create(CultureInfo.InvariantCulture, $"{alone:0.000} ms a question, of {OneByOne:N0}"));
    }

    private static async Task<(TimeSpan Took, ContactPlanView Plan)> MakeAsync(IServiceProvider services, Database database, Caller caller, ContactPlanRequest request)
    {
        var plans = services.GetRequiredService<ContactPlans>();
        var started = Stopwatch.GetTimestamp();
        var asked = await database.WriteAsync(session => plans.Ask(session, caller, request), default);
        await services.GetRequiredService<PlanWork>().RunAsync(caller, asked.Value.Id, null, default);
        var took = Stopwatch.GetElapsedTime(started);
        var plan = (await database.ReadAsync(session => plans.Read(session, caller, asked.Value.Id), default)).Value;
        return plan.Status == "done" ? (took, plan) : throw new InvalidOperationException($"The plan ended as {plan.Status}: {plan.Error}");
    }

    private static async Task<TimeSpan> ReadAsync(IServiceProvider services, Database database, Caller caller)
    {
        var sheets = services.GetRequiredService<CaseSheets>();
        var started = Stopwatch.GetTimestamp();
        await database.ReadAsync(
            session =>
            {
                var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                PlanReading reading = new(sheets, services.GetRequiredService<AdoptedPacks>().PolicyNow(session, caller.InstitutionId).Reach.OfDebtors, caller.InstitutionId, caller.StaffId, now);
                foreach (var some in sheets.Ids(session, caller, new CaseFilter(), PlanWork.CasesMax).Chunk(500))
                {
                    reading.Read(session, some, 0, debtorsOnly: true, NodaTime.Instant.FromDateTimeOffset(now));
                }

                return true;
            },
            default);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Milliseconds a question, each with its own reading of what the gate must know.</summary>
    private static async Task<double> AskAsync(IServiceProvider services, Database database, Caller caller, string planId)
    {
        var rows = await database.ReadAsync(
            session =>
            {
                var plans = services.GetRequiredService<ContactPlans>();
                return PlanPages.Take(session, plans.Find(session, caller, planId)!, new PlanRowFilter(), 0, OneByOne).Rows; // It was just made.
            },
            default);
        var explore = services.GetRequiredService<ExploreContact>();
        var at = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        var started = Stopwatch.GetTimestamp();
        foreach (var row in rows)
        {
            await database.ReadAsync(
                session => explore.Explain(session, caller, new ExploreContactRequest(row.CaseId, row.PersonId, row.Channel, row.PointId, At: at)), default);
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / rows.Count;
    }
}
