using System.Globalization;
using Daylight.Platform.Storage;

namespace Daylight.Bench;

/// <summary>
/// Decide and reserve, durably: as a use case and over HTTP, at a fixed rate and by 1 and 32 clients, against a bare durable
/// single-row INSERT in the same run; and how the cost grows with a person's history and with the number of people.
/// PostgreSQL is measured where DAYLIGHT_POSTGRES holds a connection string.
/// </summary>
internal static class PermitBench
{
    private const int Warm = 1_000;
    private const int PastCallsEach = 3;
    private static readonly TimeSpan WarmSpan = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(PermitBenchPlan plan)
    {
        if (plan.Database != "postgresql")
        {
            await MeasureAsync(plan, null);
        }

        if (plan.Database != "sqlite" && Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") is { Length: > 0 } postgres)
        {
            await MeasureAsync(plan, postgres);
            if (plan.People > 0)
            {
                await GrowAsync(plan, postgres);
            }
        }
    }

    private static async Task MeasureAsync(PermitBenchPlan plan, string? postgres)
    {
        await using var installation = await Installation.OpenAsync(postgres);
        PermitHouse house = new(installation);
        var name = postgres is null ? "SQLite" : "PostgreSQL";
        var people = (2 * Warm) + 10_000 + (2 * plan.PerSecond * (plan.Seconds + (int)WarmSpan.TotalSeconds));
        await house.AddAsync(0, people);
        await house.AddHistoryAsync(0, people, PastCallsEach);
        await house.AnalyzeAsync();
        await house.AddKeysAsync(Enumerable.Range(0, people).Select(i => PermitHouse.Person(i)));
        var next = 0;
        Task UseCase(int _) => AskAsync(house, PermitHouse.Person(Interlocked.Increment(ref next) - 1));
        Task Http(int _) => AskAsync(installation, PermitHouse.Person(Interlocked.Increment(ref next) - 1));
        await OpenLoop.ClosedAsync(4, Warm, UseCase);
        await OpenLoop.ClosedAsync(4, Warm, Http);
        ProcessorTime time = new(house.Database);

        if (postgres is not null)
        {
            // The compiler and every connection's plans are warm before anything is counted.
            await OpenLoop.RunAsync(plan.PerSecond, WarmSpan, UseCase);
            await OpenLoop.RunAsync(plan.PerSecond, WarmSpan, Http);
            await FixedRateAsync($"decide and reserve, {name}, use case", plan, time, UseCase);
            await FixedRateAsync($"decide and reserve, {name}, over HTTP", plan, time, Http);
            await FixedRateAsync($"bare durable single-row INSERT, {name}", plan, time, await BareInsertAsync(house.Database));
        }

        foreach (var clients in new[] { 1, 32 })
        {
            var alone = await ClosedAsync($"decide and reserve, {name}, use case", clients, time, UseCase);
            await ClosedAsync($"decide and reserve, {name}, over HTTP", clients, time, Http);
            var bare = await ClosedAsync($"bare durable single-row INSERT, {name}", clients, time, await BareInsertAsync(house.Database));
            Figures.Print($"use case to bare INSERT, {name}, {clients} client{(clients == 1 ? "" : "s")}", $"ratio {alone / bare:0.00} of the rate");
        }
    }

    /// <summary>In an installation of its own: history and people are added as it goes.</summary>
    private static async Task GrowAsync(PermitBenchPlan plan, string postgres)
    {
        await using var installation = await Installation.OpenAsync(postgres);
        PermitHouse house = new(installation);
        PermitGrowth growth = new(house, person => AskAsync(house, person));
        await house.AddAsync(0, Warm);
        await house.AddKeysAsync(Enumerable.Range(0, Warm).Select(i => PermitHouse.Person(i)));
        await house.AnalyzeAsync();
        await OpenLoop.ClosedAsync(1, Warm, i => AskAsync(house, PermitHouse.Person(i)));
        var next = await growth.WithHistoryAsync("PostgreSQL", Warm);
        await growth.WithPeopleAsync("PostgreSQL", next, plan.People);
    }

    private static async Task FixedRateAsync(string name, PermitBenchPlan plan, ProcessorTime time, Func<int, Task> work)
    {
        await time.StartAsync();
        var latencies = await OpenLoop.RunAsync(plan.PerSecond, TimeSpan.FromSeconds(plan.Seconds), work);
        Figures.Print($"{name}, offered {plan.PerSecond}/s for {plan.Seconds} s", latencies.Percentiles(), await time.PerPieceAsync(latencies.Count));
    }

    private static async Task<double> ClosedAsync(string name, int clients, ProcessorTime time, Func<int, Task> work)
    {
        await time.StartAsync();
        var (perSecond, latencies) = await OpenLoop.ClosedAsync(clients, clients == 1 ? 500 : 2_000, work);
        Figures.Print(
            $"{name}, {clients} client{(clients == 1 ? "" : "s")}",
            string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s, {latencies.Percentiles()}"),
            await time.PerPieceAsync(latencies.Count));
        return perSecond;
    }

    private static async Task AskAsync(PermitHouse house, Callable person)
    {
        var answer = await house.Database.WriteAsync(session => house.Ask.Ask(session, house.Collector, person.Request), default);
        if (answer.IsFailure || answer.Value.Permit is null)
        {
            throw new InvalidOperationException($"{person.PersonId} got no permit: {answer.Failure?.Code ?? answer.Value.Decision.Verdict}");
        }
    }

    private static async Task AskAsync(Installation installation, Callable person)
    {
        var answer = await Api.PostAsync(installation.Collector, "contacts/permits", person.Request);
        if (answer["permit"] is null)
        {
            throw new InvalidOperationException($"{person.PersonId} got no permit.");
        }
    }

    private static async Task<Func<int, Task>> BareInsertAsync(Database database)
    {
        await database.WriteAsync(session => session.Execute("CREATE TABLE IF NOT EXISTS bench_insert (id TEXT PRIMARY KEY, body TEXT NOT NULL)"), default);
        return _ => database.WriteAsync(session => session.Execute("INSERT INTO bench_insert (id, body) VALUES (@id, 'x')", new { id = Guid.NewGuid().ToString("N") }), default);
    }
}

/// <summary>What the user asked of <c>daylight bench permits</c>.</summary>
/// <param name="PerSecond">The offered rate.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="People">Up to how many people the growth is measured; 0 leaves the growth out.</param>
/// <param name="Database">postgresql or sqlite; null for both.</param>
internal sealed record PermitBenchPlan(int PerSecond, int Seconds, long People, string? Database)
{
    public static PermitBenchPlan From(string[] args) => new(
        Number(args, "--rate", 500),
        Number(args, "--seconds", 30),
        Number(args, "--people", 1_000_000),
        Array.IndexOf(args, "--database") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null);

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
