using System.Diagnostics;
using System.Text;
using Daylight.Evidence;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>Durable appends by 32 writers, with sealed content, against bare inserts of the same bytes through the same writer; then the engine alone.</summary>
internal static class LedgerBench
{
    private const int Writers = 32;
    private const int Each = 400;

    public static async Task RunAsync()
    {
        await AppendAsync("SQLite", null, "id INTEGER PRIMARY KEY AUTOINCREMENT, leaf BLOB NOT NULL, body BLOB NOT NULL", "limit: 2,000/s, p99 50 ms");
        if (Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") is { Length: > 0 } postgres)
        {
            await AppendAsync("PostgreSQL", postgres, "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, leaf BYTEA NOT NULL, body BYTEA NOT NULL", "limit: 5,000/s");
        }

        LedgerEngineBench.Run();
    }

    /// <summary>Verification of a whole log, entry by entry against files, rows, tree and chains.</summary>
    public static async Task VerifyAsync()
    {
        var entries = int.Parse(Environment.GetEnvironmentVariable("DAYLIGHT_BENCH_ENTRIES") ?? "1000000", System.Globalization.CultureInfo.InvariantCulture);
        await using var installation = await Installation.OpenAsync();
        var evidence = installation.Services.GetRequiredService<EvidenceLog>();
        var drafts = Enumerable.Range(0, 1000)
            .Select(i => new EntryDraft(installation.Institution, "bench.append") { SubjectId = "pn0000000000000000000b", CaseId = $"cs{i % 100:D20}", StaffId = installation.CollectorId })
            .ToList();
        for (var written = 0; written < entries; written += drafts.Count)
        {
            await installation.Services.GetRequiredService<Database>().WriteAsync(session => evidence.AppendAll(session, drafts), CancellationToken.None);
        }

        await installation.Services.GetRequiredService<Sequencer>().CatchUpAsync(CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        var view = await installation.Services.GetRequiredService<LedgerVerification>().RunAsync(installation.Institution, null, deep: false, null, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started);
        var sha256 = OpenSsl.BytesPerSecond("sha256", 336);
        Figures.Print(
            $"verify a log of {view.Size:N0} entries, all checks but exhibits, SQLite",
            $"{took.TotalSeconds:N1} s, {Figures.Rate(view.Size, took, "entries")}{(view.Ok ? "" : " **FAILED**")}",
            $"limit: 20 s a million; `openssl speed sha256` hashes as many pieces of 336 B in {view.Size * 336 / sha256:N2} s");
    }

    private static async Task AppendAsync(string name, string? postgres, string columns, string limit)
    {
        await using var installation = await Installation.OpenAsync(postgres);
        var database = installation.Services.GetRequiredService<Database>();
        var evidence = installation.Services.GetRequiredService<EvidenceLog>();
        var content = Encoding.UTF8.GetBytes(new string('话', 100));
        var draft = new EntryDraft(installation.Institution, "bench.append") { SubjectId = "pn0000000000000000000b", Content = new EvidenceContent(content, "text/plain") };

        await RunAsync(database, session => evidence.Append(session, draft), 20);
        var (appendRate, latencies) = await RunAsync(database, session => evidence.Append(session, draft), Each);
        await database.WriteAsync(session => session.Execute($"CREATE TABLE bench_row ({columns})"), default);
        var row = new { leaf = new byte[600], body = new byte[420] };
        var (insertRate, _) = await RunAsync(database, session => session.Execute("INSERT INTO bench_row (leaf, body) VALUES (@leaf, @body)", row), Each);

        Figures.Print(
            $"ledger: durable appends with 300 B sealed content, {Writers} writers, {name}",
            $"{appendRate:N0} entries/s, {latencies.Percentiles()}",
            $"{limit}; bare `INSERT` of the same bytes: {insertRate:N0}/s, ratio {appendRate / insertRate:0.00}");
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
