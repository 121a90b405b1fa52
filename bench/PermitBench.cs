using System.Diagnostics;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>Permits asked over HTTP, each decided, reserved and durable, by 1 and by 32 clients.</summary>
internal static class PermitBench
{
    private const int Cases = 2_000;

    public static async Task RunAsync()
    {
        await using var installation = await Installation.OpenAsync();
        var cases = await Api.AssignedAsync(installation, Cases);
        await MeasureAsync(installation, cases, clients: 1, from: 0, count: 200, print: false);
        var alone = await MeasureAsync(installation, cases, clients: 1, from: 200, count: 500, print: true);
        var many = await MeasureAsync(installation, cases, clients: 32, from: 700, count: 1300, print: true);
        var insert = await BareInsertAsync(installation.Services.GetRequiredService<Database>());
        Figures.Print("permits against a bare durable single-row INSERT, 1 client", $"ratio {alone / insert:0.00}", $"{insert:N0} INSERT/s; 32 clients reach {many / insert:0.0} times that");
    }

    private static async Task<double> MeasureAsync(Installation installation, List<(string Case, string Person, string Mobile)> cases, int clients, int from, int count, bool print)
    {
        Latencies latencies = new();
        var next = from - 1;
        var permitted = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < from + count; i = Interlocked.Increment(ref next))
            {
                var one = Stopwatch.GetTimestamp();
                var answer = await Api.PostAsync(installation.Collector, "contacts/permits", new { caseId = cases[i].Case, personId = cases[i].Person, channel = "call", contactPointId = cases[i].Mobile });
                latencies.Add(Stopwatch.GetElapsedTime(one));
                if (answer["permit"] is not null)
                {
                    Interlocked.Increment(ref permitted);
                }
            }
        }));
        var took = Stopwatch.GetElapsedTime(started);
        if (print)
        {
            Figures.Print($"permits over HTTP, durable, {clients} client{(clients == 1 ? "" : "s")}", $"{Figures.Rate(count, took, "permits")}, {latencies.Percentiles()}", $"{permitted} of {count} permitted");
        }

        return count / took.TotalSeconds;
    }

    private static async Task<double> BareInsertAsync(Database database)
    {
        const int count = 500;
        await database.WriteAsync(session => session.Execute("CREATE TABLE bench_insert (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)"), default);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await database.WriteAsync(session => session.Execute("INSERT INTO bench_insert (body) VALUES ('x')"), default);
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
