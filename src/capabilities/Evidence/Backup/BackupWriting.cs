using System.Globalization;
using System.Security.Cryptography;
using Daylight.Platform.Facts;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Backs up a data directory while a server works on it. The database comes first, as of one moment; files after it. A row is
/// written only after the file it names, so every file the copied rows name exists by then; what is newer than the rows (wider tiles, later checkpoints
/// and stamps) is cut off or left out, so that no checkpoint is ahead of its data. Keys never go along.
/// </summary>
public static class BackupWriting
{
    private const int Page = 1000;

    // Settings, certificates and policies; files with passwords and access keys have other names and stay.
    private static readonly string[] ConfigEndings = [".json", ".pem", ".txt"];

    /// <summary>The files of <c>config/</c> that no backup holds, because they may be secrets (a store's credentials): they belong with the keys.</summary>
    public static IReadOnlyList<string> Secrets(string data) => Directory.Exists(Path.Combine(data, "config"))
        ? [.. Directory.EnumerateFiles(Path.Combine(data, "config")).Where(path => !ConfigEndings.Contains(Path.GetExtension(path), StringComparer.Ordinal))]
        : [];

    /// <summary>Backs up an installation with the embedded database.</summary>
    /// <param name="data">Its data directory, which a server may hold.</param>
    /// <param name="target">Must not exist; there is nothing under this name until the backup is whole.</param>
    /// <param name="clock">Tells when it began.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidOperationException">The target exists, or the database cannot be copied.</exception>
    public static async Task<BackupManifest> SqliteAsync(string data, string target, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow();
        var folder = Begin(target);
        var copy = Path.Combine(folder, BackupManifest.SqliteFile);
        await Task.Run(() => SqliteSnapshot.Take(Path.Combine(data, "daylight.db"), copy), cancellation).ConfigureAwait(false);
        BackupRows rows;
        await using (SqliteDatabase snapshot = new(copy, new FactRegistry()))
        {
            rows = await snapshot.ReadAsync(BackupRows.Read, cancellation).ConfigureAwait(false);
        }

        return Finish(data, folder, target, new BackupManifest(BackupManifest.CurrentVersion, started, "sqlite", [], 0, []), rows, cancellation);
    }

    /// <summary>Backs up an installation on PostgreSQL, with <c>pg_dump</c>.</summary>
    /// <inheritdoc cref="SqliteAsync"/>
    /// <param name="connectionString">Names the database, also to <c>pg_dump</c>.</param>
    /// <param name="database">The same database, opened.</param>
#pragma warning disable CS1573 // The others are those of the embedded database.
    public static async Task<BackupManifest> PostgresAsync(string data, string target, string connectionString, Database database, TimeProvider clock, CancellationToken cancellation)
#pragma warning restore CS1573
    {
        var started = clock.GetUtcNow();
        var folder = Begin(target);

        // Read before the dump: what the files are cut to is then never ahead of the dump's rows.
        var rows = await database.ReadAsync(BackupRows.Read, cancellation).ConfigureAwait(false);
        await PostgresTools.DumpAsync(connectionString, Path.Combine(folder, BackupManifest.PostgresFile), cancellation).ConfigureAwait(false);
        return Finish(data, folder, target, new BackupManifest(BackupManifest.CurrentVersion, started, "postgres", [], 0, []), rows, cancellation);
    }

    private static string Begin(string target)
    {
        var full = Path.GetFullPath(target);
        if (Path.Exists(full))
        {
            throw new InvalidOperationException($"{target}: exists already; a backup is never written over another.");
        }

        var unfinished = full + ".unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(unfinished);
        return unfinished;
    }

    private static BackupManifest Finish(string data, string folder, string target, BackupManifest manifest, BackupRows rows, CancellationToken cancellation)
    {
        foreach (var log in rows.Logs)
        {
            CopyLog(data, folder, log, rows, cancellation);
        }

        CopyObjects(data, folder, cancellation);
        foreach (var path in Directory.Exists(Path.Combine(data, "config")) ? Directory.EnumerateFiles(Path.Combine(data, "config")) : [])
        {
            if (ConfigEndings.Contains(Path.GetExtension(path), StringComparer.Ordinal))
            {
                Copy(path, Path.Combine(folder, "config", Path.GetFileName(path)));
            }
        }

        foreach (var file in new[] { "demo.json" }.Where(file => File.Exists(Path.Combine(data, file))))
        {
            Copy(Path.Combine(data, file), Path.Combine(folder, file));
        }

        ObjectFolder copied = new(Path.Combine(folder, "objects"));
        var whole = manifest with
        {
            Logs = [.. rows.Logs.Select(log => new BackupLog(log.Origin, log.Published))],
            ObjectsElsewhere = rows.Objects.LongCount(name => copied.Length(name) is null),
            Files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Described(folder, path))],
        };
        Durable.Write(Path.Combine(folder, BackupManifest.FileName), whole.ToBytes());
        Directory.Move(folder, Path.GetFullPath(target));
        Durable.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
        return whole;
    }

    private static void CopyLog(string data, string folder, LogRow log, BackupRows rows, CancellationToken cancellation)
    {
        LogFiles from = new(Path.Combine(data, "log"), log.Origin);
        LogFiles to = new(Path.Combine(folder, "log"), log.Origin);
        foreach (var tile in LogTiles.Of(log.Published))
        {
            cancellation.ThrowIfCancellationRequested();

            // A file that is missing is written anew from the database when the copy is started.
            if (from.Find(tile) is { } bytes)
            {
                Write(to.PathOf(tile.Path), bytes);
            }
        }

        if (log.Checkpoint.Length > 0)
        {
            to.WriteCheckpoint(log.Checkpoint);
        }

        if (rows.Witnessed.FirstOrDefault(one => one.InstitutionId == log.InstitutionId && one.Year == log.Year) is { } witnessed)
        {
            to.WriteWitnessed(witnessed.Note);
        }

        var stamps = from.PathOf("tsa");
        foreach (var stamped in Directory.Exists(stamps) ? Directory.EnumerateDirectories(stamps) : [])
        {
            if (long.TryParse(Path.GetFileName(stamped), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= log.Published)
            {
                foreach (var path in Directory.EnumerateFiles(stamped).Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal)))
                {
                    Copy(path, Path.Combine(to.PathOf("tsa"), Path.GetFileName(stamped), Path.GetFileName(path)));
                }
            }
        }
    }

    private static void CopyObjects(string data, string folder, CancellationToken cancellation)
    {
        ObjectFolder from = new(Path.Combine(data, "objects"));
        foreach (var name in from.Names())
        {
            cancellation.ThrowIfCancellationRequested();
            using var source = from.Read(name);
            if (source is not null)
            {
                new ObjectFolder(Path.Combine(folder, "objects")).Put(name, source);
            }
        }
    }

    private static void Copy(string from, string to)
    {
        try
        {
            Write(to, File.ReadAllBytes(from));
        }
        catch (FileNotFoundException)
        {
            // It went meanwhile, and no copied row names it.
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes) => Durable.Write(path, bytes);

    private static BackupFile Described(string folder, string path)
    {
        using var file = File.OpenRead(path);
        return new BackupFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    /// <summary>What the copied rows say about files.</summary>
    private sealed record BackupRows(List<LogRow> Logs, List<WitnessedRow> Witnessed, List<string> Objects)
    {
        public static BackupRows Read(Session session)
        {
            var logs = LogStore.All(session, null);
            List<string> objects = [];
            for (var page = ExhibitStore.Objects(session, "", Page); page.Count > 0; page = ExhibitStore.Objects(session, page[^1], Page))
            {
                objects.AddRange(page);
            }

            return new BackupRows(logs, [.. logs.Select(log => CosignatureStore.Witnessed(session, log.InstitutionId, log.Year)).OfType<WitnessedRow>()], objects);
        }
    }
}
