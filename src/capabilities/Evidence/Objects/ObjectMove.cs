using System.Security.Cryptography;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What a move has done.</summary>
/// <param name="Moved">Objects that lie where they shall now and did not before.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Missing">Exhibits whose object no store has.</param>
public sealed record ObjectMoveReport(long Moved, long Bytes, IReadOnlyList<string> Missing);

/// <summary>How far a move has come.</summary>
/// <param name="Done">Objects looked at.</param>
/// <param name="Total">Objects in all.</param>
public sealed record ObjectMoveProgress(long Done, long Total);

/// <summary>
/// Moves the objects of exhibits between the local folder and the store outside. Each is read back from its new place and its
/// hash compared before the old copy goes, so a move may be stopped at any moment and go on later; what no exhibit refers to
/// (an upload that is being imported, the rest of an act that was rolled back) stays where it is.
/// </summary>
public sealed class ObjectMove
{
    private const int Batch = 200;
    private readonly Database _database;
    private readonly StagedObjects _objects;

    internal ObjectMove(Database database, StagedObjects objects)
    {
        _database = database;
        _objects = objects;
    }

    /// <summary>Empties the folder into the store outside; nothing where none is configured.</summary>
    /// <param name="progress">Told after each object; may be null.</param>
    /// <param name="cancellation">Stops between two objects.</param>
    /// <exception cref="ObjectStoreException">The store outside failed; what was moved before stays moved.</exception>
    public async Task<ObjectMoveReport> ToOutsideAsync(IProgress<ObjectMoveProgress>? progress, CancellationToken cancellation)
    {
        if (_objects.Outside is not { } outside)
        {
            return new ObjectMoveReport(0, 0, []);
        }

        var names = _objects.Folder.Names().Order(StringComparer.Ordinal).ToList();
        var (done, moved, bytes) = (0L, 0L, 0L);
        foreach (var batch in names.Chunk(Batch))
        {
            var exhibits = await _database.ReadAsync(session => ExhibitStore.Referenced(session, batch), cancellation).ConfigureAwait(false);
            foreach (var name in exhibits)
            {
                cancellation.ThrowIfCancellationRequested();
                bytes += await Task.Run(() => Copy(name, _objects.Folder, outside), cancellation).ConfigureAwait(false);
                _objects.Folder.Remove(name);
                moved++;
                progress?.Report(new ObjectMoveProgress(++done, names.Count));
            }
        }

        return new ObjectMoveReport(moved, bytes, []);
    }

    /// <summary>Brings every exhibit's object back into the folder; the store outside keeps its copies, which may be locked.</summary>
    /// <param name="progress">Told after each object; may be null.</param>
    /// <param name="cancellation">Stops between two objects.</param>
    /// <exception cref="ObjectStoreException">The store outside failed; what was brought before stays.</exception>
    public async Task<ObjectMoveReport> ToFolderAsync(IProgress<ObjectMoveProgress>? progress, CancellationToken cancellation)
    {
        var total = await _database.ReadAsync(ExhibitStore.CountObjects, cancellation).ConfigureAwait(false);
        var (done, moved, bytes) = (0L, 0L, 0L);
        List<string> missing = [];
        for (var names = await NextAsync("", cancellation).ConfigureAwait(false); names.Count > 0; names = await NextAsync(names[^1], cancellation).ConfigureAwait(false))
        {
            foreach (var name in names)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_objects.Folder.Length(name) is null)
                {
                    var length = _objects.Outside is null ? null : await Task.Run(() => _objects.Outside.Length(name), cancellation).ConfigureAwait(false);
                    if (length is null)
                    {
                        missing.Add(name);
                    }
                    else
                    {
                        bytes += await Task.Run(() => Copy(name, _objects.Outside!, _objects.Folder), cancellation).ConfigureAwait(false);
                        moved++;
                    }
                }

                progress?.Report(new ObjectMoveProgress(++done, total));
            }
        }

        return new ObjectMoveReport(moved, bytes, missing);
    }

    private Task<IReadOnlyList<string>> NextAsync(string after, CancellationToken cancellation) =>
        _database.ReadAsync(session => ExhibitStore.Objects(session, after, Batch), cancellation);

    /// <summary>Copies and reads back; how many bytes.</summary>
    private static long Copy(string name, IObjectStore from, IObjectStore to)
    {
        if (to.Length(name) is null)
        {
            using var source = from.Read(name) ?? throw new ObjectStoreException(ObjectStoreFault.Changed, $"{name}: gone from the {from.Kind} store while it was being moved.");
            to.Put(name, source);
        }

        using var copy = to.Read(name) ?? throw new ObjectStoreException(ObjectStoreFault.Changed, $"{name}: the {to.Kind} store took it and does not have it.");
        return Convert.ToHexStringLower(SHA256.HashData(copy)) == name
            ? to.Length(name) ?? 0
            : throw new ObjectStoreException(ObjectStoreFault.Changed, $"{name}: the {to.Kind} store holds other bytes under this name; the copy in the {from.Kind} store stays.");
    }
}
