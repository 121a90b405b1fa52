using Daylight.Ledger;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>
/// Gives committed entries their index, writes the log's files and signs checkpoints. At most one at a time per log: within
/// a process by a semaphore, across servers by the database's lock. After a crash at any point the next run finishes the work.
/// </summary>
public sealed partial class Sequencer : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Settling _settling = new();
    private readonly HashSet<string> _checkedOrigins = new(StringComparer.Ordinal);
    private readonly Database _database;
    private readonly LogKeys _keys;
    private readonly LogPublishing _publishing;
    private readonly ILogger<Sequencer> _logger;

    internal Sequencer(Database database, LogKeys keys, LogPublishing publishing, ILogger<Sequencer> logger)
    {
        _database = database;
        _keys = keys;
        _publishing = publishing;
        _logger = logger;
    }

    /// <summary>Sequences and publishes everything that was committed before the call.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var logs = await _database.WriteAsync(Waiting, cancellation).ConfigureAwait(false);
            foreach (var (institutionId, year) in logs)
            {
                await CatchUpAsync(institutionId, year, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private HashSet<(string InstitutionId, long Year)> Waiting(Session session)
    {
        _settling.Advance(session);
        var behind = LogStore.All(session, null).Where(log => log.Published < log.Size || !_checkedOrigins.Contains(log.Origin));
        return [.. LogStore.Pending(session).Concat(behind).Select(log => (log.InstitutionId, log.Year)).OrderBy(log => log.Year)];
    }

    private async Task CatchUpAsync(string institutionId, long year, CancellationToken cancellation)
    {
        for (var more = true; more && !cancellation.IsCancellationRequested;)
        {
            more = _database.Dialect == Dialect.Postgres
                ? await StepUnderLockAsync(institutionId, year, cancellation).ConfigureAwait(false)
                : await StepAsync(institutionId, year, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The order is durable before anything is signed over it; then one transaction whose lock keeps other servers off the files.</summary>
    private async Task<bool> StepUnderLockAsync(string institutionId, long year, CancellationToken cancellation)
    {
        await _database.WriteAsync(session => Assign(session, institutionId, year), cancellation).ConfigureAwait(false);
        return await _database.WriteAsync(session => PublishAlone(session, institutionId, year), cancellation).ConfigureAwait(false);
    }

    private bool PublishAlone(Session session, string institutionId, long year)
    {
        session.Lock($"ledger:{institutionId}:{year}");
        var log = LogStore.Find(session, institutionId, year)!; // Assign opened it.
        var signer = _keys.Signer(session, institutionId, log.Origin);
        Heal(log, (from, to) => EntryStore.Leaves(session, institutionId, year, from, to));
        var leaves = Next(session, log);
        if (leaves.Count > 0)
        {
            LogStore.Publish(session, _publishing.Extend(log, leaves, signer));
        }

        return leaves.Count == LogPublishing.BatchMax;
    }

    /// <summary>The embedded database has one process and one writer: files are written while other work goes on.</summary>
    private async Task<bool> StepAsync(string institutionId, long year, CancellationToken cancellation)
    {
        var (log, signer) = await _database.WriteAsync(session => Assign(session, institutionId, year), cancellation).ConfigureAwait(false);
        if (!_checkedOrigins.Contains(log.Origin) || !_publishing.EdgeAgrees(log))
        {
            await _database.ReadAsync(
                session =>
                {
                    Heal(log, (from, to) => EntryStore.Leaves(session, institutionId, year, from, to));
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }

        var leaves = await _database.ReadAsync(session => Next(session, log), cancellation).ConfigureAwait(false);
        if (leaves.Count > 0)
        {
            var published = _publishing.Extend(log, leaves, signer);
            await _database.WriteAsync(session => LogStore.Publish(session, published), cancellation).ConfigureAwait(false);
        }

        return leaves.Count == LogPublishing.BatchMax;
    }

    private (LogRow Log, NoteSigner Signer) Assign(Session session, string institutionId, long year)
    {
        session.Lock($"ledger:{institutionId}:{year}");
        var log = LogStore.Find(session, institutionId, year) ?? Open(session, institutionId, year);
        if (NumberStore.Assign(session, institutionId, year, log.Size, LogPublishing.BatchMax) > 0)
        {
            log = LogStore.Find(session, institutionId, year)!;
        }

        return (log, _keys.Signer(session, institutionId, log.Origin));
    }

    private LogRow Open(Session session, string institutionId, long year)
    {
        LogRow log = new()
        {
            InstitutionId = institutionId,
            Year = year,
            Origin = _keys.Origin(institutionId, year),
            Root = MerkleTree.EmptyRoot.ToArray(),
        };
        LogStore.Open(session, log);
        return log;
    }

    private void Heal(LogRow log, Func<long, long, IReadOnlyList<byte[]>> read)
    {
        if (_publishing.EdgeAgrees(log) && (_checkedOrigins.Contains(log.Origin) || _publishing.AllExist(log)))
        {
            _checkedOrigins.Add(log.Origin);
            return;
        }

        LogHealing(_logger, log.Origin, log.Published);
        _publishing.Rebuild(log, read);
        _checkedOrigins.Add(log.Origin);
    }

    private static List<byte[]> Next(Session session, LogRow log) => EntryStore.Leaves(
        session, log.InstitutionId, log.Year, log.Published, Math.Min(log.Size, log.Published + LogPublishing.BatchMax));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files of the log {Origin} are missing or unfinished; writing {Size} entries anew from the database")]
    private static partial void LogHealing(ILogger logger, string origin, long size);
}
