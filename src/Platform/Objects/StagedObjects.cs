namespace Daylight.Platform.Objects;

/// <summary>
/// Objects as the product uses them. What is written is durable in the local folder at once, so that no transaction waits for
/// a network; if a store outside is configured, objects go there afterwards and leave the folder once they were read back.
/// </summary>
public sealed class StagedObjects(ObjectFolder folder, IObjectStore? outside) : IDisposable
{
    /// <summary>Where objects are written first, and where they stay if there is no other store.</summary>
    public ObjectFolder Folder { get; } = folder;

    /// <summary>The store outside; null if none is configured.</summary>
    public IObjectStore? Outside { get; } = outside;

    /// <summary>Stores the bytes and returns their name.</summary>
    public string Put(ReadOnlySpan<byte> sealedBytes) => Folder.Put(sealedBytes);

    /// <summary>The bytes, or null if no store has such an object.</summary>
    /// <exception cref="ObjectStoreException">The store outside does not answer.</exception>
    public byte[]? Get(string name)
    {
        using var stream = Read(name);
        return stream is null ? null : ObjectFolder.Whole(stream);
    }

    /// <summary>The bytes from the first on, or null if no store has such an object.</summary>
    /// <exception cref="ObjectStoreException">The store outside does not answer.</exception>
    public Stream? Read(string name) => Folder.Read(name) ?? Outside?.Read(name);

    /// <summary>Some of the bytes, fewer where the object ends; null if no store has such an object.</summary>
    /// <exception cref="ObjectStoreException">The store outside does not answer.</exception>
    public byte[]? ReadRange(string name, long offset, int length) => Folder.ReadRange(name, offset, length) ?? Outside?.ReadRange(name, offset, length);

    /// <inheritdoc />
    public void Dispose() => (Outside as IDisposable)?.Dispose();
}
