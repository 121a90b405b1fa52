using Daylight.Platform;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What a killed process had left and is gone now.</summary>
/// <param name="HalfWritten">Files that were written half and never got their name.</param>
/// <param name="Orphans">Sealed objects that no row refers to: the act they belonged to was never committed, so nobody has a key to them.</param>
internal sealed record LeftoversReport(int HalfWritten, int Orphans);

/// <summary>
/// Removes what a kill leaves. Nothing that is still wanted is ever so old: a file is renamed seconds after it was begun, and a
/// transaction that will name an object ends minutes after the object was written.
/// </summary>
internal sealed class Leftovers(Database database, DataDirectory data, ObjectFolder folder, IEnumerable<ObjectReferences> references, HumanClock clock)
{
    /// <summary>A file without its name that was not written to for so long is nobody's.</summary>
    public static readonly TimeSpan HalfWrittenAfter = TimeSpan.FromHours(1);

    /// <summary>An object that nothing refers to for so long is nobody's; long, because a backup may be restored meanwhile.</summary>
    public static readonly TimeSpan OrphanedAfter = TimeSpan.FromDays(7);

    private const int Batch = 200;
    private readonly List<ObjectReferences> _references = [.. references];

    public async Task<LeftoversReport> RemoveAsync(CancellationToken cancellation)
    {
        var now = clock.UtcNow;
        var halfWritten = HalfWritten(data.Log, now - HalfWrittenAfter) + HalfWritten(data.Objects, now - HalfWrittenAfter);
        var orphans = 0;
        var old = folder.Names().Where(name => folder.StoredAt(name) < now - OrphanedAfter).ToList();
        foreach (var batch in old.Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = await database.ReadAsync(
                session => _references.SelectMany(each => each.Among(session, batch)).ToHashSet(StringComparer.Ordinal), cancellation).ConfigureAwait(false);
            foreach (var name in batch.Where(name => !wanted.Contains(name)))
            {
                folder.Remove(name);
                orphans++;
            }
        }

        return new LeftoversReport(halfWritten, orphans);
    }

    private static int HalfWritten(string root, DateTimeOffset before)
    {
        if (!Directory.Exists(root))
        {
            return 0;
        }

        var found = Directory.EnumerateFiles(root, "*.tmp", SearchOption.AllDirectories).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime).ToList();
        found.ForEach(File.Delete);
        return found.Count;
    }
}
