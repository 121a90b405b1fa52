using System.Diagnostics;
using System.Globalization;
using System.Text;
using Daylight.Ledger;

namespace Daylight.Bench;

/// <summary>The ledger engine without a database: sealing, bundles, and how a log grows.</summary>
internal static class LedgerEngineBench
{
    private const int Batch = 8192;

    public static void Run()
    {
        Seal();
        Bundle();
        Grow();
    }

    private static void Seal()
    {
        var plain = new byte[64 * 1024 * 1024];
        var (key, salt) = (new byte[ChunkedEncryption.KeySize], new byte[ChunkedEncryption.SaltSize]);
        // An exhibit of a megabyte stays in the processor's caches, as the peer's piece does; 64 MiB do not.
        foreach (var length in new[] { 1024 * 1024, plain.Length })
        {
            var some = plain.AsMemory(0, length);
            var (body, opened) = (ChunkedEncryption.Seal(key, salt, some.Span, []), new byte[length]);
            var sealing = Best(() => ChunkedEncryption.Seal(key, salt, some.Span, [], body), 20);
            var opening = Best(() => ChunkedEncryption.Open(key, body, [], opened), 20);
            var peer = OpenSsl.BytesPerSecond("aes-256-gcm", ChunkedEncryption.ChunkSize);
            Figures.Print(
                $"seal / unseal {length >> 20} MiB into a buffer, one core",
                $"{length / sealing.TotalSeconds / 1e6:N0} / {length / opening.TotalSeconds / 1e6:N0} MB/s",
                $"limit: half of `openssl speed aes-256-gcm` in pieces of 16 KiB, {peer / 1e6:N0} MB/s: ratio {length / sealing.TotalSeconds / peer:0.00} / {length / opening.TotalSeconds / peer:0.00}");
        }

        var fresh = Best(() => ChunkedEncryption.Seal(key, salt, plain, []));
        var whole = ChunkedEncryption.Seal(key, salt, plain, []);
        var anew = Best(() => ChunkedEncryption.Open(key, whole, []));
        var committed = Best(() =>
        {
            ChunkedEncryption.Seal(key, salt, plain, [], whole);
            _ = Commitment.Of(new byte[Commitment.SaltSize], plain);
        });
        Figures.Print(
            "the same 64 MiB: into new memory each time / sealed and committed to in SHA-256 and SM3",
            $"seal {plain.Length / fresh.TotalSeconds / 1e6:N0}, unseal {plain.Length / anew.TotalSeconds / 1e6:N0} MB/s / {plain.Length / committed.TotalSeconds / 1e6:N0} MB/s",
            "the memory's first use, and SM3, which no processor here has instructions for, cost more than the cipher");
    }

    private static void Bundle()
    {
        SyntheticLog log = new();
        NoteSigner signer = new("ledger.example/bench/2026", new byte[32]);
        List<Hash32> hashes = [];
        List<(EntryLeaf Leaf, BundlePayload.Clear Payload)> entries = [];
        for (var i = 0; i < 999; i++)
        {
            BundlePayload.Clear payload = new(Encoding.UTF8.GetBytes($"您好，第 {i} 通电话。{new string('话', 100)}"), new byte[Commitment.SaltSize]);
            EntryLeaf leaf = new()
            {
                Id = $"en{i:D20}", Act = "conversation.utterances", CaseId = "cs1", Received = DateTimeOffset.UnixEpoch.AddMinutes(i),
                Previous = i == 0 ? null : hashes[^1], Payload = Commitment.Of(payload.Salt.Span, payload.Content.Span),
            };
            entries.Add((leaf, payload));
            hashes.Add(LeafHash.Of(leaf.ToBytes()));
        }

        EntryLeaf snapshot = new()
        {
            Id = "en-snapshot", Act = CaseSnapshot.Act, CaseId = "cs1", Received = DateTimeOffset.UnixEpoch.AddDays(1), Previous = hashes[^1], Details = CaseSnapshot.Details(hashes),
        };
        var leaves = entries.ConvertAll(entry => (ReadOnlyMemory<byte>)entry.Leaf.ToBytes());
        log.Append([.. leaves, snapshot.ToBytes()]);
        var zip = BundleWriter.Write(
            new BundleParts
            {
                CaseId = "cs1", Operator = "bench", Purpose = "bench", Created = DateTimeOffset.UnixEpoch.AddDays(1), Software = "bench",
                Policy = TlogPolicy.ForLog(signer.Verifier), Checkpoint = new Checkpoint(signer.Verifier.Name, log.Size, log.Root).Sign(signer),
                Entries = [.. leaves.Append(snapshot.ToBytes()).Select((leaf, i) => new BundleEntry(
                    i, leaf, InclusionProof.Build(i, log.Size, log.Nodes.Read), i < entries.Count ? entries[i].Payload : null))],
                SnapshotIndex = 999,
            },
            signer);
        BundleVerdict verdict = default;
        var took = Best(() => verdict = BundleVerifier.Verify(zip).Verdict);
        Figures.Print(
            $"verify a bundle of 1,000 entries with 999 payloads, {zip.Length / 1e6:N1} MB",
            $"daylight {took.TotalMilliseconds:N0} ms ({verdict}), verify.py {Other(zip, "python3"):N0} ms, verify.html in Node {Other(zip, "node"):N0} ms, each with its start",
            "limit: 2 s");
    }

    /// <summary>A whole run of another verifier, its start included.</summary>
    private static double Other(byte[] zip, string program)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-bench-").FullName;
        try
        {
            var (bundle, name) = (Path.Combine(folder, "bundle.zip"), program == "node" ? "verify.html" : "verify.py");
            File.WriteAllBytes(bundle, zip);
            using (System.IO.Compression.ZipArchive archive = new(new MemoryStream(zip)))
            using (var file = File.Create(Path.Combine(folder, name)))
            {
                using var content = archive.GetEntry(name)!.Open();
                content.CopyTo(file);
            }

            const string Page = "const fs=require('fs'),[page,zip]=process.argv.slice(1);(0,eval)(/<script id=\"verifier\">([\\s\\S]*?)<\\/script>/.exec(fs.readFileSync(page,'utf8'))[1]);"
                + "Promise.resolve(daylight.verify(new Uint8Array(fs.readFileSync(zip)))).then(r=>process.exit(r.exitCode))";
            string[] arguments = program == "node" ? ["-e", Page, Path.Combine(folder, name), bundle] : [Path.Combine(folder, name), bundle];
            var started = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : double.NaN;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Up to a million entries; ten million with DAYLIGHT_BENCH_GROWTH=10000000 (about a gigabyte of memory).</summary>
    private static void Grow()
    {
        var most = int.Parse(Environment.GetEnvironmentVariable("DAYLIGHT_BENCH_GROWTH") ?? "1000000", CultureInfo.InvariantCulture);
        SyntheticLog log = new();
        List<string> appends = [], proofs = [], sizes = [];
        for (var size = 10_000; size <= most; size *= 10)
        {
            while (log.Size < size)
            {
                log.Append(Some(log.Size, (int)Math.Min(Batch, size - log.Size)));
            }

            var append = Best(() => log.Plan(Some(log.Size, 256)), 20);
            var nodes = log.Nodes;
            var hashes = 0;
            var proof = Best(() => hashes = InclusionProof.Build(size / 3, size, nodes.Read).Count, 20);
            sizes.Add($"{size:N0}");
            appends.Add($"{append.TotalMilliseconds:0.00}");
            proofs.Add($"{proof.TotalMicroseconds:N0} µs, {hashes} hashes");
        }

        Figures.Print($"growth of a log: {string.Join(" / ", sizes)} entries, files in memory", $"append of 256: {string.Join(" / ", appends)} ms; proof: {string.Join(" / ", proofs)}", "append flat, proof logarithmic");
    }

    private static List<ReadOnlyMemory<byte>> Some(long from, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"{from + i:D320}"))];

    private static TimeSpan Best(Action work, int times = 3)
    {
        work();
        return Enumerable.Range(0, times).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(started);
        });
    }

    /// <summary>A log whose files are in memory: all hash tiles, of the entries only the last bundle.</summary>
    private sealed class SyntheticLog
    {
        private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _files = [];
        private List<TilePath> _partial = [];

        public long Size { get; private set; }

        public Hash32 Root { get; private set; }

        public TileNodes Nodes => new(Size, tile => _files[tile]);

        public TilePlan Plan(IReadOnlyList<ReadOnlyMemory<byte>> entries) => TileWriter.Plan(Size, entries, tile => _files[tile]);

        public void Append(IReadOnlyList<ReadOnlyMemory<byte>> entries)
        {
            var plan = Plan(entries);
            foreach (var file in plan.Files.Where(file => !file.Tile.IsEntries || file.Tile.IsPartial))
            {
                _files[file.Tile] = file.Bytes;
            }

            // A level that did not grow keeps its partial tile.
            var kept = _partial.Where(tile => !plan.Files.Any(file => file.Tile.IsEntries == tile.IsEntries && file.Tile.Level == tile.Level)).ToList();
            _partial.Except(kept).ToList().ForEach(tile => _files.Remove(tile));
            _partial = [.. kept, .. plan.Files.Select(file => file.Tile).Where(tile => tile.IsPartial)];
            (Size, Root) = (plan.Size, plan.Root);
        }
    }
}
