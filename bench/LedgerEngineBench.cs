using System.Diagnostics;
using System.Globalization;
using System.Text;
using Daylight.Ledger;

namespace Daylight.Bench;

/// <summary>The ledger engine without a database: sealing, bundles, and how a log grows.</summary>
internal static class LedgerEngineBench
{
    private const int Batch = 8192;
    private const int Mebi = 1024 * 1024;

    public static Task RunAsync()
    {
        Run();
        return Task.CompletedTask;
    }

    public static void Run()
    {
        Seal();
        Bundle();
        Grow();
    }

    private static void Seal()
    {
        var plain = new byte[64 * Mebi];
        Random.Shared.NextBytes(plain);
        var (key, salt) = (new byte[ChunkedEncryption.KeySize], new byte[ChunkedEncryption.SaltSize]);
        var body = ChunkedEncryption.Seal(key, salt, plain, []);
        var opened = new byte[plain.Length];
        var gcm = OpenSsl.BytesPerSecond("aes-256-gcm", ChunkedEncryption.ChunkSize);
        var streamed = (Sealing: Best(() => SealStreamed(key, salt, plain, null), 10), Opening: Best(() => OpenStreamed(key, body), 10));
        var whole = (Sealing: Best(() => ChunkedEncryption.Seal(key, salt, plain, [], body), 10), Opening: Best(() => ChunkedEncryption.Open(key, body, [], opened), 10));
        var fresh = (Sealing: Best(() => ChunkedEncryption.Seal(key, salt, plain, [])), Opening: Best(() => ChunkedEncryption.Open(key, body, [])));
        var copied = Best(() => plain.CopyTo(opened.AsSpan()), 10);
        gcm = (gcm + OpenSsl.BytesPerSecond("aes-256-gcm", ChunkedEncryption.ChunkSize)) / 2;
        PrintSeal("seal / unseal 64 MiB, one core, piece by piece through buffers of 1 MiB that are used again", streamed, gcm, "limit: half of ");
        PrintSeal("the same from one buffer of 64 MiB into another that is there already", whole, gcm, $"copying them without a cipher: {Rate(copied):N0} MB/s; ");
        PrintSeal("the same into new memory each time", fresh, gcm, "");

        var committed = Best(() => SealStreamed(key, salt, plain, new CommitmentBuilder(new byte[Commitment.SaltSize])));
        var (sha256, sm3) = (OpenSsl.BytesPerSecond("sha256", ChunkedEncryption.ChunkSize), OpenSsl.BytesPerSecond("sm3", ChunkedEncryption.ChunkSize));
        var peers = 1 / ((1 / gcm) + (1 / sha256) + (1 / sm3));
        Figures.Print(
            "seal 64 MiB piece by piece and commit to it in SHA-256 and SM3, one core",
            $"{Rate(committed):N0} MB/s",
            $"`openssl speed` one after the other, aes-256-gcm {gcm / 1e6:N0}, sha256 {sha256 / 1e6:N0}, sm3 {sm3 / 1e6:N0}: {peers / 1e6:N0} MB/s, ratio {Rate(committed) * 1e6 / peers:0.00}");
    }

    private static void PrintSeal(string name, (TimeSpan Sealing, TimeSpan Opening) took, double gcm, string before) => Figures.Print(
        name,
        $"{Rate(took.Sealing):N0} / {Rate(took.Opening):N0} MB/s",
        $"{before}`openssl speed aes-256-gcm` in pieces of 16 KiB, {gcm / 1e6:N0} MB/s: ratio {Rate(took.Sealing) * 1e6 / gcm:0.00} / {Rate(took.Opening) * 1e6 / gcm:0.00}");

    private static double Rate(TimeSpan took) => 64 * Mebi / took.TotalSeconds / 1e6;

    /// <summary>As a recording is sealed: each piece is read into the buffer that the piece before had, sealed into another, and written away.</summary>
    private static void SealStreamed(byte[] key, byte[] salt, byte[] plain, CommitmentBuilder? commitment)
    {
        using SealedWriter writer = new(key, salt, []);
        var (piece, output) = (new byte[Mebi], new byte[Mebi / ChunkedEncryption.ChunkSize * ChunkedEncryption.SealedChunkSize]);
        for (var at = 0; at < plain.Length; at += piece.Length)
        {
            plain.AsSpan(at, piece.Length).CopyTo(piece);
            commitment?.Append(piece);
            for (var chunk = 0; chunk < Mebi / ChunkedEncryption.ChunkSize; chunk++)
            {
                writer.SealChunk(
                    piece.AsSpan(chunk * ChunkedEncryption.ChunkSize, ChunkedEncryption.ChunkSize),
                    output.AsSpan(chunk * ChunkedEncryption.SealedChunkSize, ChunkedEncryption.SealedChunkSize));
            }
        }

        writer.SealChunk([], output.AsSpan(0, ChunkedEncryption.TagSize));
        commitment?.Finish();
    }

    private static void OpenStreamed(byte[] key, byte[] body)
    {
        using SealedReader reader = new(key, body.AsSpan(0, ChunkedEncryption.HeaderSize), body.Length, []);
        var (piece, opened) = (new byte[ChunkedEncryption.SealedChunkSize], new byte[ChunkedEncryption.ChunkSize]);
        for (var number = 0L; number < reader.ChunkCount; number++)
        {
            var (offset, length) = reader.SealedRange(number);
            body.AsSpan((int)offset, length).CopyTo(piece);
            reader.OpenChunk(number, piece.AsSpan(0, length), opened.AsSpan(0, length - ChunkedEncryption.TagSize));
        }
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
