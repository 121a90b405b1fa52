using Daylight.Ledger;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What a replay of erasures did.</summary>
/// <param name="Logs">Logs that were read and verified.</param>
/// <param name="Erased">People who were erased after the backup and are erased again now.</param>
/// <param name="AlreadyErased">People whose erasure the backup knew.</param>
public sealed record ErasureReplayReport(int Logs, int Erased, int AlreadyErased);

/// <summary>
/// Carries out again, on a restored backup, the erasures that a newer copy of the log notes: nobody's key comes back by
/// restoring. A log is believed only if its checkpoint is signed by the institution's own key and its entries give the signed root.
/// </summary>
public sealed class ErasureReplay
{
    private const string Act = "subject.erased";
    private readonly Database _database;
    private readonly LogKeys _keys;
    private readonly SubjectStates _states;

    internal ErasureReplay(Database database, LogKeys keys, SubjectStates states)
    {
        _database = database;
        _keys = keys;
        _states = states;
    }

    /// <summary>Reads every log under a folder like <c>log/</c> and erases whom they say to be erased.</summary>
    /// <param name="logFolder">A newer copy of the folder <c>log/</c>, with the entry bundles.</param>
    /// <param name="cancellation">Stops it; it may be run again.</param>
    /// <exception cref="InvalidOperationException">A log there is not this installation's, or was changed.</exception>
    public async Task<ErasureReplayReport> RunAsync(string logFolder, CancellationToken cancellation)
    {
        var institutions = await _database.ReadAsync(
            session => LogStore.All(session, null).Select(log => log.InstitutionId).ToHashSet(StringComparer.Ordinal), cancellation).ConfigureAwait(false);
        var (logs, erased, already) = (0, 0, 0);
        foreach (var origin in Origins(logFolder))
        {
            var institution = origin.Split('/')[1];
            if (!institutions.Contains(institution))
            {
                throw new InvalidOperationException($"{origin}: this log belongs to no institution of the backup.");
            }

            var key = await _database.WriteAsync(session => _keys.Signer(session, institution, origin).Verifier, cancellation).ConfigureAwait(false);
            foreach (var leaf in Erasures(new LogFiles(logFolder, origin), origin, key))
            {
                cancellation.ThrowIfCancellationRequested();
                var again = await _database.WriteAsync(session => EraseAgain(session, institution, leaf), cancellation).ConfigureAwait(false);
                (erased, already) = again ? (erased + 1, already) : (erased, already + 1);
            }

            logs++;
        }

        return new ErasureReplayReport(logs, erased, already);
    }

    private static IEnumerable<string> Origins(string logFolder) => Directory.Exists(logFolder)
        ? Directory.EnumerateFiles(logFolder, "checkpoint", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(logFolder, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Where(origin => origin.Split('/').Length == 3) // Below it lie stamped checkpoints.
            .Order(StringComparer.Ordinal)
        : throw new InvalidOperationException($"{logFolder}: there is no such folder.");

    private static List<EntryLeaf> Erasures(LogFiles files, string origin, NoteVerifier key)
    {
        try
        {
            var checkpoint = Checkpoint.Verify(SignedNote.Parse(files.Checkpoint()!), key);
            List<Hash32> hashes = [];
            List<EntryLeaf> erasures = [];
            foreach (var bytes in LogTiles.Entries(checkpoint.Size).SelectMany(bundle => EntryBundle.Read(files.Read(bundle))))
            {
                hashes.Add(LeafHash.Of(bytes.Span));
                if (EntryLeaf.Parse(bytes.Span) is { Act: Act, Subject: not null } leaf)
                {
                    erasures.Add(leaf);
                }
            }

            return checkpoint.Origin == origin && MerkleTree.RootOf(hashes) == checkpoint.Root
                ? erasures
                : throw new LedgerFormatException(origin, "its entries do not give the signed root");
        }
        catch (LedgerFormatException failure)
        {
            throw new InvalidOperationException($"{origin}: this copy of the log is not to be believed: {failure.Message}. Nothing was erased from it.", failure);
        }
    }

    private bool EraseAgain(Session session, string institution, EntryLeaf leaf)
    {
        if (_states.Of(session, institution, leaf.Subject!) == SubjectState.Erased)
        {
            return false;
        }

        _states.Erase(session, new ErasureOrder(institution, leaf.Subject!, Text(leaf, "basis"), Text(leaf, "requestedBy"), leaf.Operator ?? "unknown")
        {
            Replays = leaf,
        });
        return true;
    }

    private static string Text(EntryLeaf leaf, string key) => leaf.Details.TryGetValue(key, out var value) && value is LeafText text ? text.Value : "unknown";
}
