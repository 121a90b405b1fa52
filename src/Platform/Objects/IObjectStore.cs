namespace Daylight.Platform.Objects;

/// <summary>
/// Keeps sealed objects under the SHA-256 of their bytes, 64 lower-case hex digits. Calls block: they are made from within
/// sessions, which live on threads of their own.
/// </summary>
public interface IObjectStore
{
    /// <summary><c>folder</c> or <c>s3</c>.</summary>
    string Kind { get; }

    /// <summary>Stores an object durably; storing it again changes nothing.</summary>
    /// <param name="name">The SHA-256 of the bytes; the caller vouches for it.</param>
    /// <param name="sealedBytes">Can be read twice: it seeks.</param>
    /// <exception cref="ObjectStoreException">The store does not take it.</exception>
    void Put(string name, Stream sealedBytes);

    /// <summary>The bytes from the first on, or null if there is no such object.</summary>
    /// <exception cref="ObjectStoreException">The store does not answer; whether it has the object is not known.</exception>
    Stream? Read(string name);

    /// <summary>Some of the bytes, fewer where the object ends; null if there is no such object.</summary>
    /// <exception cref="ObjectStoreException">The store does not answer.</exception>
    byte[]? ReadRange(string name, long offset, int length);

    /// <summary>How many bytes it has; null if there is no such object.</summary>
    /// <exception cref="ObjectStoreException">The store does not answer.</exception>
    long? Length(string name);

    /// <summary>All objects under names that are hashes, in no order; asked for page by page as they are read.</summary>
    /// <exception cref="ObjectStoreException">The store does not answer, or may not be listed.</exception>
    IEnumerable<KeptObject> List();

    /// <summary>Removes a listed object that nothing refers to any more, unless the store must keep it.</summary>
    /// <exception cref="ObjectStoreException">The store does not answer, or nothing may be removed.</exception>
    ObjectRemoval Remove(KeptObject kept);

    /// <summary>Tries the store with a small object of its own and says what it offers. Never throws for a store that fails.</summary>
    IReadOnlyList<ObjectStoreCheck> Check();
}

/// <summary>An object as a store lists it.</summary>
/// <param name="Name">The SHA-256 of its bytes.</param>
/// <param name="Bytes">How many.</param>
/// <param name="StoredAt">When, by the store's clock.</param>
/// <param name="Version">The store's own word for these bytes, where it keeps several under one name.</param>
public sealed record KeptObject(string Name, long Bytes, DateTimeOffset StoredAt, string? Version = null);

/// <summary>What became of a removal.</summary>
public enum ObjectRemoval
{
    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>A retention or a legal hold keeps it; it stays.</summary>
    Locked,

    /// <summary>It was not there any more.</summary>
    Gone,
}

/// <summary>One thing that was tried on a store.</summary>
/// <param name="Id">Stable, for example <c>conditional-put</c>.</param>
/// <param name="Status"><c>passed</c>, <c>failed</c>, or <c>not-offered</c> for what the product can do without.</param>
/// <param name="Text">What was tried and what came of it.</param>
public sealed record ObjectStoreCheck(string Id, string Status, Bilingual Text);
