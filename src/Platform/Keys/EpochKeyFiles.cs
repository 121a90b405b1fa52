using System.Globalization;
using System.Text;
using Daylight.Platform.Objects;

namespace Daylight.Platform.Keys;

/// <summary>
/// The keys of erasure epochs as files, each wrapped under one or more versions of its institution's key. They lie outside the
/// database, so that its backups, its write-ahead log and its free pages hold subjects' keys only as bytes that die with these files.
/// </summary>
/// <param name="folder">The folder <c>keys/epochs</c>, shared by the servers of one database.</param>
internal sealed class EpochKeyFiles(string folder)
{
    public void Write(string keyId, IEnumerable<(long Version, byte[] Box)> lines) => Durable.Write(
        PathOf(keyId),
        Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Version} {Convert.ToBase64String(line.Box)}\n")))));

    /// <summary>The versions of the institution's key that wrap it, and the boxes they open; empty if the file is gone.</summary>
    public IReadOnlyList<(long Version, byte[] Box)> Read(string keyId) =>
        File.Exists(PathOf(keyId)) ? [.. File.ReadLines(PathOf(keyId)).Select(line => Line(keyId, line))] : [];

    /// <summary>Overwrites and removes the file, and what a crash may have left beside it.</summary>
    public void Destroy(string keyId)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, keyId + ".key*") : [])
        {
            Durable.Destroy(path);
        }
    }

    private (long Version, byte[] Box) Line(string keyId, string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var version)
            ? (version, Convert.FromBase64String(parts[1]))
            : throw new InvalidOperationException($"{PathOf(keyId)}: this is not an epoch key; restore it from its backup.");
    }

    private string PathOf(string keyId) => Path.Combine(folder, keyId + ".key");
}
