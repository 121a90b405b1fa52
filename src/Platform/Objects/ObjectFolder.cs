using System.Security.Cryptography;

namespace Daylight.Platform.Objects;

/// <summary>
/// Sealed objects in a local folder, named by the SHA-256 of their (sealed) bytes. A put is durable when it returns:
/// temporary file, fsync, rename, and a reader never sees half an object.
/// </summary>
public sealed class ObjectFolder(string root)
{
    /// <summary>Stores the bytes and returns their name, 64 lower-case hex digits; storing the same bytes again is free.</summary>
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

    /// <summary>The bytes, or null if there is no such object.</summary>
    public byte[]? Get(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    /// <summary>Removes an object that nothing refers to any more.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(root, name[..2], name);
}
