using System.Diagnostics;
using System.Text;
using Daylight.Evidence;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>Durable appends by 32 writers, with sealed content, against bare inserts of the same bytes through the same writer.</summary>
internal static class LedgerBench
{
    private const int Writers = 32;
    private const int Each = 400;

    public static async Task RunAsync()
    {
        await using var installation = await Installation.OpenAsync();
        var database = installation.Services.GetRequiredService<Database>();
        var evidence = installation.Services.GetRequiredService<EvidenceLog>();
        var content = Encoding.UTF8.GetBytes(new string('话', 100));
        var draft = new EntryDraft(installation.Institution, "bench.append") { SubjectId = "pn0000000000000000000b", Content = new EvidenceContent(content, "text/plain") };

        await RunAsync(database, session => evidence.Append(session, draft), 20);
        var (appendRate, latencies) = await RunAsync(database, session => evidence.Append(session, draft), Each);
        await database.WriteAsync(session => session.Execute("CREATE TABLE bench_row (id INTEGER PRIMARY KEY AUTOINCREMENT, leaf BLOB NOT NULL, body BLOB NOT NULL)"), default);
        var row = new { leaf = new byte[600], body = new byte[420] };
        var (insertRate, _) = await RunAsync(database, session => session.Execute("INSERT INTO bench_row (leaf, body) VALUES (@leaf, @body)", row), Each);

        Figures.Print(
            $"ledger: durable appends with 300 B sealed content, {Writers} writers",
            $"{appendRate:N0} entries/s, {latencies.Percentiles()}",
            $"bare INSERT of the same bytes: {insertRate:N0}/s, ratio {appendRate / insertRate:0.00}");
    }

    private static async Task<(double PerSecond, Latencies Latencies)> RunAsync<T>(Database database, Func<Session, T> work, int each)
    {
        Latencies latencies = new();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var i = 0; i < each; i++)
            {
                var one = Stopwatch.GetTimestamp();
                await database.WriteAsync(work, CancellationToken.None);
                latencies.Add(Stopwatch.GetElapsedTime(one));
            }
        }));
        return (latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies);
    }
}
