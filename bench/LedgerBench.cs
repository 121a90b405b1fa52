using System.Diagnostics;
using System.Text;
using Daylight.Evidence;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>Durable appends by 32 writers, with sealed content, against bare inserts of the same bytes committed the same way; then the engine alone.</summary>
internal static class LedgerBench
{
    private const int Writers = 32;
    private const int Each = 1000;

    // So much goes before what is measured that the paths are compiled to the end.
    private const int WarmUp = 250;

    public static async Task RunAsync()
    {
        await AppendsAsync();
        LedgerEngineBench.Run();
    }

    /// <summary>Appends alone, on the embedded database and, if one is named, on PostgreSQL.</summary>
    public static async Task AppendsAsync()
    {
        await AppendAsync("SQLite", null, "id INTEGER PRIMARY KEY AUTOINCREMENT, leaf BLOB NOT NULL, body BLOB NOT NULL", "limit: 2,000/s, p99 50 ms");
        if (Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") is { Length: > 0 } postgres)
        {
            await AppendAsync("PostgreSQL", postgres, "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, leaf BYTEA NOT NULL, body BYTEA NOT NULL", "limit: 5,000/s");
        }
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
        if (Environment.GetEnvironmentVariable("DAYLIGHT_BENCH_WAIT") is not null)
        {
            Console.Error.WriteLine("The log is made; a line starts its verification, once the machine is quiet.");
            Console.ReadLine();
        }

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
        var queue = installation.Services.GetRequiredService<EntryQueue>();
        var content = Encoding.UTF8.GetBytes(new string('话', 100));
        var draft = new EntryDraft(installation.Institution, "bench.append") { SubjectId = "pn0000000000000000000b", Content = new EvidenceContent(content, "text/plain") };
        await database.WriteAsync(session => session.Execute($"CREATE TABLE bench_row ({columns})"), default);
        BareRow row = new(new byte[600], new byte[420]);
        using GroupedWriting<BareRow, bool> bare = new(database, (session, rows) =>
        {
            session.Write(BareRow.Insert, rows);
            return [.. rows.Select(_ => true)];
        });

        var shared = await MeasureAsync(database, () => queue.AppendAsync(draft, default));
        var sharedBare = await MeasureAsync(database, () => bare.WriteAsync(row, default));
        var alone = await MeasureAsync(database, () => database.WriteAsync(session => evidence.Append(session, draft), default));
        var aloneBare = await MeasureAsync(database, () => database.WriteAsync(session => session.Execute(BareRow.Insert, row), default));
        Print($"ledger: durable appends with 300 B sealed content, {Writers} writers, {name}, acts that share transactions", shared, sharedBare, limit);
        Print("the same, each act in a transaction of its own", alone, aloneBare, "");
    }

    private static void Print(string name, Measured appends, Measured inserts, string limit) => Figures.Print(
        name,
        $"{appends.PerSecond:N0} entries/s, {appends.Latencies.Percentiles()}; {appends.Processor}, {appends.Allocated:N0} B",
        $"{limit}{(limit.Length > 0 ? "; " : "")}bare `INSERT` of the same bytes, committed the same way: {inserts.PerSecond:N0}/s, ratio {appends.PerSecond / inserts.PerSecond:0.00}");

    private static async Task<Measured> MeasureAsync<T>(Database database, Func<Task<T>> work)
    {
        await RunAsync(work, WarmUp);
        ProcessorTime time = new(database);
        await time.StartAsync();
        var allocated = GC.GetTotalAllocatedBytes();
        var (perSecond, latencies) = await RunAsync(work, Each);
        allocated = (GC.GetTotalAllocatedBytes() - allocated) / latencies.Count;
        return new Measured(perSecond, latencies, await time.PerPieceAsync(latencies.Count), allocated);
    }

    private static async Task<(double PerSecond, Latencies Latencies)> RunAsync<T>(Func<Task<T>> work, int each)
    {
        Latencies latencies = new();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var one = Stopwatch.GetTimestamp();
                await work();
                latencies.Add(Stopwatch.GetElapsedTime(one));
            }
        })));
        return (latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies);
    }

    private sealed record Measured(double PerSecond, Latencies Latencies, string Processor, long Allocated);

    /// <summary>As many bytes as an entry and its exhibit, without either.</summary>
    private sealed record BareRow(byte[] Leaf, byte[] Body)
    {
        public const string Insert = "INSERT INTO bench_row (leaf, body) VALUES (@Leaf, @Body)";
    }
}
