using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daylight.Evidence;

/// <summary>What a backup holds: <c>backup.json</c>, written last.</summary>
/// <param name="Version">Of this format.</param>
/// <param name="StartedAt">Everything acknowledged before this moment is in the backup.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Logs">How far each log goes.</param>
/// <param name="ObjectsElsewhere">Exhibits whose object is not in the backup, because it lies in a store outside.</param>
/// <param name="Files">Every file, by its path within the backup.</param>
public sealed record BackupManifest(
    int Version, DateTimeOffset StartedAt, string Database, IReadOnlyList<BackupLog> Logs, long ObjectsElsewhere, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The version this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    internal const string FileName = "backup.json";

    internal const string SqliteFile = "daylight.db";

    internal const string PostgresFile = "daylight.dump";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads the manifest of a backup.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not one of ours.</exception>
    internal static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{path}: is missing; this is no backup, or one that was not finished.");
        }

        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Options) is { Version: CurrentVersion } manifest
                ? manifest
                : throw new InvalidOperationException($"{path}: a version this program does not know; restore it with the version that wrote it.");
        }
        catch (JsonException failure)
        {
            throw new InvalidOperationException($"{path}: {failure.Message}");
        }
    }
}

/// <summary>A log as the backup has it.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Size">Entries under the backup's checkpoint; entries that waited for one are in the database beside them.</param>
public sealed record BackupLog(string Origin, long Size);

/// <summary>A file of a backup.</summary>
/// <param name="Path">Within the backup, with <c>/</c>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, lower-case hex.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);
