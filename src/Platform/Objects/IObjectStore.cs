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

    /// <summary>Tries the store with a small object of its own and says what it offers. Never throws for a store that fails.</summary>
    IReadOnlyList<ObjectStoreCheck> Check();
}

/// <summary>One thing that was tried on a store.</summary>
/// <param name="Id">Stable, for example <c>conditional-put</c>.</param>
/// <param name="Status"><c>passed</c>, <c>failed</c>, or <c>not-offered</c> for what the product can do without.</param>
/// <param name="Text">What was tried and what came of it.</param>
public sealed record ObjectStoreCheck(string Id, string Status, Bilingual Text);
