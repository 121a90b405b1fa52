using System.Security.Cryptography;

namespace Daylight.Platform.Objects;

/// <summary>
/// Sealed objects in a local folder. A put is durable when it returns: temporary file, fsync, rename, and a reader never sees
/// half an object.
/// </summary>
public sealed class ObjectFolder(string root) : IObjectStore
{
    private const int NameLength = 64;

    /// <inheritdoc />
    public string Kind => "folder";

    /// <summary>Stores the bytes and returns their name; storing the same bytes again is free.</summary>
    public string Put(ReadOnlySpan<byte> sealedBytes)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(sealedBytes));
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            Durable.Write(path, sealedBytes);
        }

        return name;
    }

    /// <summary>Begins an object whose bytes come piece by piece.</summary>
    public ObjectDraft Begin() => new(root, PathOf);

    /// <inheritdoc />
    public void Put(string name, Stream sealedBytes)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            sealedBytes.CopyTo(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        Durable.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>The bytes, or null if there is no such object.</summary>
    public byte[]? Get(string name)
    {
        using var file = Read(name);
        return file is null ? null : Whole(file);
    }

    /// <inheritdoc />
    public Stream? Read(string name)
    {
        try
        {
            return new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public byte[]? ReadRange(string name, long offset, int length)
    {
        using var file = Read(name);
        if (file is null)
        {
            return null;
        }

        file.Seek(offset, SeekOrigin.Begin);
        var bytes = new byte[length];
        return bytes[..file.ReadAtLeast(bytes, length, throwOnEndOfStream: false)];
    }

    /// <inheritdoc />
    public long? Length(string name) => new FileInfo(PathOf(name)) is { Exists: true } file ? file.Length : null;

    /// <summary>The names of all objects that lie here, in no order.</summary>
    public IEnumerable<string> Names() => Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Where(IsName)
        : [];

    /// <summary>When the object was stored; null if there is no such object.</summary>
    public DateTimeOffset? StoredAt(string name) => new FileInfo(PathOf(name)) is { Exists: true } file ? file.LastWriteTimeUtc : null;

    /// <summary>Removes an object that nothing refers to here any more.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    /// <inheritdoc />
    public IEnumerable<KeptObject> List()
    {
        foreach (var name in Names())
        {
            if (new FileInfo(PathOf(name)) is { Exists: true } file)
            {
                yield return new KeptObject(name, file.Length, file.LastWriteTimeUtc);
            }
        }
    }

    /// <inheritdoc />
    public ObjectRemoval Remove(KeptObject kept)
    {
        if (!File.Exists(PathOf(kept.Name)))
        {
            return ObjectRemoval.Gone;
        }

        Remove(kept.Name);
        return ObjectRemoval.Removed;
    }

    /// <inheritdoc />
    public IReadOnlyList<ObjectStoreCheck> Check()
    {
        try
        {
            var name = Put("daylight objects check"u8);
            var back = Get(name);
            Remove(name);
            return
            [
                back.AsSpan().SequenceEqual("daylight objects check"u8)
                    ? new ObjectStoreCheck("write-and-read", "passed", new("本地文件夹可写入并读回", "the local folder takes an object and gives it back"))
                    : new ObjectStoreCheck("write-and-read", "failed", new("本地文件夹读回的内容不同", "the local folder gave back other bytes")),
                new ObjectStoreCheck("object-lock", "not-offered", new("本地文件夹没有保留锁定", "a local folder offers no retention lock")),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [new ObjectStoreCheck("write-and-read", "failed", new($"本地文件夹不可用：{failure.Message}", $"the local folder cannot be used: {failure.Message}"))];
        }
    }

    internal static byte[] Whole(Stream stream)
    {
        using MemoryStream whole = new();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    // A file half written carries more than a name.
    internal static bool IsName(string file) => file.Length == NameLength && file.All(char.IsAsciiHexDigitLower);

    private string PathOf(string name) => Path.Combine(root, name[..2], name);
}
