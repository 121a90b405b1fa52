using Daylight.Platform;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What the store outside holds that no row refers to.</summary>
/// <param name="Referred">Objects that rows refer to.</param>
/// <param name="Orphans">Objects that none does and that are old enough to be nobody's.</param>
/// <param name="OrphanBytes">Their bytes.</param>
/// <param name="Young">Objects that none does, but that are younger than that.</param>
/// <param name="Removed">Orphans that were removed now.</param>
/// <param name="Locked">Orphans that a retention or a legal hold keeps; they stay.</param>
/// <param name="Doubt">Why nothing was removed although it was asked for; null if there was no doubt.</param>
public sealed record OutsideOrphansReport(long Referred, long Orphans, long OrphanBytes, long Young, long Removed, long Locked, Bilingual? Doubt);

/// <summary>
/// Finds what the store outside holds for nobody. Exhibits go there only once their rows are committed, so a crash leaves nothing;
/// a database that was brought back to an older state does. Only an operator has it removed, never a schedule: an old copy of an
/// installation that is started beside the real one, or another installation under the same prefix, would hold all that it does not
/// know for orphans.
/// </summary>
public sealed class OutsideOrphans
{
    /// <summary>An object that nothing refers to for so long is nobody's; long, because a newer backup may turn up meanwhile.</summary>
    public static readonly TimeSpan OrphanedAfter = TimeSpan.FromDays(30);

    private const int Batch = 500;
    private readonly Database _database;
    private readonly StagedObjects _objects;
    private readonly List<ObjectReferences> _references;
    private readonly HumanClock _clock;

    internal OutsideOrphans(Database database, StagedObjects objects, IEnumerable<ObjectReferences> references, HumanClock clock)
    {
        _database = database;
        _objects = objects;
        _references = [.. references];
        _clock = clock;
    }

    /// <summary>Looks through the whole store; null where none is configured.</summary>
    /// <param name="remove">Whether orphans go.</param>
    /// <param name="cancellation">Stops between two objects.</param>
    /// <exception cref="ObjectStoreException">The store failed, or the key may not list or remove; what was removed before is gone.</exception>
    public async Task<OutsideOrphansReport?> RunAsync(bool remove, CancellationToken cancellation)
    {
        if (_objects.Outside is not { } outside)
        {
            return null;
        }

        var before = _clock.UtcNow - OrphanedAfter;
        List<KeptObject> orphans = [];
        var (referred, young) = (0L, 0L);
        foreach (var batch in outside.List().Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            var names = batch.Select(one => one.Name).Distinct(StringComparer.Ordinal).ToArray();
            var wanted = await _database.ReadAsync(
                session => _references.SelectMany(each => each.Among(session, names)).ToHashSet(StringComparer.Ordinal), cancellation).ConfigureAwait(false);
            referred += names.LongCount(wanted.Contains);
            young += batch.LongCount(one => !wanted.Contains(one.Name) && one.StoredAt >= before);
            orphans.AddRange(batch.Where(one => !wanted.Contains(one.Name) && one.StoredAt < before));
        }

        OutsideOrphansReport report = new(referred, orphans.Count, orphans.Sum(one => one.Bytes), young, 0, 0, null);
        if (!remove || orphans.Count == 0)
        {
            return report;
        }

        return Doubt(report) is { } doubt
            ? report with { Doubt = doubt }
            : await Task.Run(() => Remove(outside, orphans, report, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Most of a store is never orphans by accident.</summary>
    private static Bilingual? Doubt(OutsideOrphansReport report) => report.Orphans > report.Referred
        ? new(
            "存储中无人引用的对象多于本系统的证物：很可能另有系统使用同一前缀，或本数据库是旧副本。未删除任何对象",
            "the store holds more objects that nothing here refers to than exhibits of this installation: another installation probably uses the same prefix, or this database is an old copy. Nothing was removed")
        : null;

    private static OutsideOrphansReport Remove(IObjectStore outside, List<KeptObject> orphans, OutsideOrphansReport report, CancellationToken cancellation)
    {
        foreach (var one in orphans)
        {
            cancellation.ThrowIfCancellationRequested();
            report = outside.Remove(one) switch
            {
                ObjectRemoval.Removed => report with { Removed = report.Removed + 1 },
                ObjectRemoval.Locked => report with { Locked = report.Locked + 1 },
                ObjectRemoval.Gone => report,
                _ => throw new InvalidOperationException("Unknown removal."),
            };
        }

        return report;
    }
}
