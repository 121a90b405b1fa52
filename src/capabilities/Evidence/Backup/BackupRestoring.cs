using System.Security.Cryptography;
using Daylight.Platform.Objects;

namespace Daylight.Evidence;

/// <summary>Brings a backup into a new data directory, after comparing every file with its hash.</summary>
public static class BackupRestoring
{
    /// <summary>Restores the files, and the keys from where they are kept. A dump of PostgreSQL is checked and left to the caller.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="data">The new data directory: must not exist, or be empty.</param>
    /// <param name="keys">The newest copy of <c>keys/</c>, with the secrets of <c>config/</c> in a folder <c>config</c>, if there are any.</param>
    /// <exception cref="InvalidOperationException">The backup is not whole, the target is not empty, or there are no keys.</exception>
    public static BackupManifest Run(string backup, string data, string keys)
    {
        var manifest = BackupManifest.Read(backup);
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
        {
            throw new InvalidOperationException($"{data}: is not empty; a backup is restored into a new data directory only.");
        }

        if (!Directory.Exists(keys) || !Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories).Any())
        {
            throw new InvalidOperationException($"{keys}: there are no keys here; without the newest copy of keys/ nothing can be opened.");
        }

        foreach (var file in manifest.Files)
        {
            Check(backup, file);
        }

        foreach (var file in manifest.Files.Where(file => file.Path != BackupManifest.PostgresFile))
        {
            Copy(Path.Combine([backup, .. file.Path.Split('/')]), Path.Combine([data, .. file.Path.Split('/')]));
        }

        foreach (var path in Directory.EnumerateFiles(keys, "*", SearchOption.AllDirectories))
        {
            // What else is secret is kept with the keys, in a folder of its own.
            var within = Path.GetRelativePath(keys, path);
            Copy(path, Path.GetDirectoryName(within) == "config" ? Path.Combine(data, within) : Path.Combine(data, "keys", within));
        }

        return manifest;
    }

    /// <summary>The dump within a backup of an installation on PostgreSQL.</summary>
    public static string DumpOf(string backup) => Path.Combine(backup, BackupManifest.PostgresFile);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        using (FileStream file = new(to, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            file.Flush(flushToDisk: true);
        }

        Durable.FlushFolder(Path.GetDirectoryName(to)!);
    }

    private static void Check(string backup, BackupFile file)
    {
        if (file.Path.Split('/').Any(part => part is "" or "." or "..") || Path.IsPathRooted(file.Path))
        {
            throw new InvalidOperationException($"{file.Path}: a backup names no files outside itself.");
        }

        var path = Path.Combine([backup, .. file.Path.Split('/')]);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{path}: is missing from the backup.");
        }

        using var stream = File.OpenRead(path);
        if (stream.Length != file.Bytes || Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
        {
            throw new InvalidOperationException($"{path}: was changed since the backup; its hash is another one.");
        }
    }
}
