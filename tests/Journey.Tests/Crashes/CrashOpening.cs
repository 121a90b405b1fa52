using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Journey.Crashes;

/// <summary>What the world knew at the moment of a crash.</summary>
/// <param name="InstitutionId">Whose ledger it is.</param>
/// <param name="Receipts">What clients held receipts for.</param>
/// <param name="Checkpoint">The newest signed checkpoint that could be read in the folder; null if there was none.</param>
internal sealed record CrashMoment(string InstitutionId, IReadOnlyList<Acknowledged> Receipts, string? Checkpoint);

/// <summary>Opens what a crash left with the product's own code, as a start of the server does, and says what is wrong.</summary>
internal static class CrashOpening
{
    public static async Task<List<string>> FaultsAsync(string folder, CrashMoment moment)
    {
        List<string> faults = [.. FileFaults(folder)];
        await using var server = await DaylightServer.OpenAsync(
            new ServerOptions(folder, "http://127.0.0.1:0", TimeProvider.System, null) { LogLevel = LogLevel.None }, CancellationToken.None);
        var services = server.App.Services;
        var database = services.GetRequiredService<Database>();
        var seen = moment.Checkpoint is null ? null : Checkpoint.Parse(SignedNote.Parse(moment.Checkpoint).Text);
        faults.AddRange(CoverFaults("before the sequencer ran", await LeavesAsync(database), seen));
        await services.GetRequiredService<Sequencer>().CatchUpAsync(CancellationToken.None);
        var leaves = await LeavesAsync(database);
        faults.AddRange(CoverFaults("after the sequencer ran", leaves, seen));
        faults.AddRange(FileFaults(folder));
        var kept = leaves.ToDictionary(leaf => leaf.Id, leaf => Convert.ToBase64String(leaf.Hash), StringComparer.Ordinal);
        faults.AddRange(moment.Receipts.Where(receipt => kept.GetValueOrDefault(receipt.EntryId) != receipt.LeafHash)
            .Select(receipt => $"lost: the acknowledged entry {receipt.EntryId}"));
        var view = await services.GetRequiredService<LedgerVerification>().RunAsync(moment.InstitutionId, null, deep: true, null, CancellationToken.None);
        faults.AddRange(view.Checks.Where(check => check.Status == "failed").Select(check => $"verification: {check.Id} {check.Text.En}"));
        return faults;
    }

    /// <summary>A checkpoint in the folder stands only over files that are there and have its root.</summary>
    private static IEnumerable<string> FileFaults(string folder)
    {
        if (Newest(folder) is not { } text)
        {
            yield break;
        }

        var checkpoint = Checkpoint.Parse(SignedNote.Parse(text).Text);
        if (RootOfFiles(Path.Combine([folder, "log", .. checkpoint.Origin.Split('/')]), checkpoint.Size) != checkpoint.Root)
        {
            yield return $"ahead: the checkpoint of {checkpoint.Size} entries stands over files that do not give its root";
        }
    }

    /// <summary>The newest checkpoint file below a data directory; null if there is none.</summary>
    public static string? Newest(string folder) => Directory.Exists(Path.Combine(folder, "log"))
        ? Directory.EnumerateFiles(Path.Combine(folder, "log"), "checkpoint", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).LastOrDefault()
        : null;

    private static Hash32? RootOfFiles(string log, long size)
    {
        try
        {
            return new TileNodes(size, tile => File.ReadAllBytes(Path.Combine([log, .. tile.Path.Split('/')]))).Tree().Root();
        }
        catch (Exception missing) when (missing is IOException or LedgerFormatException)
        {
            return null;
        }
    }

    /// <summary>What was signed and seen is what the database holds at those numbers: no checkpoint is ahead, no number is used twice.</summary>
    private static IEnumerable<string> CoverFaults(string when, List<LeafRow> leaves, Checkpoint? seen)
    {
        for (var i = 0; i < leaves.Count; i++)
        {
            if (leaves[i].Idx != i)
            {
                yield return $"numbers: {when} number {i} is missing or given twice";
                yield break;
            }
        }

        if (seen is null)
        {
            yield break;
        }

        if (leaves.Count < seen.Size)
        {
            yield return $"ahead: {when} a checkpoint of {seen.Size} entries was seen, and {leaves.Count} have numbers";
        }
        else if (MerkleTree.RootOf(leaves.Take((int)seen.Size).Select(leaf => LeafHash.Of(leaf.Leaf))) != seen.Root)
        {
            yield return $"twice: {when} the first {seen.Size} entries are not those that were signed and seen";
        }
    }

    private static Task<List<LeafRow>> LeavesAsync(Database database) => database.ReadAsync(
        session => session.Query<LeafRow>(
            "SELECT n.idx AS Idx, e.id AS Id, e.leaf AS Leaf, e.leaf_hash AS Hash FROM ledger_number n JOIN ledger_entry e ON e.seq = n.seq ORDER BY n.year, n.idx LIMIT 100000"),
        CancellationToken.None);

    private sealed class LeafRow
    {
        public long Idx { get; init; }

        public string Id { get; init; } = "";

        public byte[] Leaf { get; init; } = [];

        public byte[] Hash { get; init; } = [];
    }
}
