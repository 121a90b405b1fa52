namespace Daylight.Platform.Keys;

/// <summary>
/// Where root keys live: a file, a transit service, a cryptographic machine. It wraps and unwraps the institutions' keys and
/// never shows its own. Calls are rare (once for each institution and start, and when keys are rotated), so they wait.
/// </summary>
public interface IKeyProvider
{
    /// <summary>Its stable name, for entries and screens: <c>file</c>, <c>vault</c>.</summary>
    string Name { get; }

    /// <summary>The version under which it wraps now; 1 is the first.</summary>
    /// <exception cref="KeyProviderException">It cannot be reached, or refuses.</exception>
    long CurrentVersion();

    /// <summary>Wraps a key of 32 bytes, bound to its context.</summary>
    /// <exception cref="KeyProviderException">It cannot be reached, or refuses.</exception>
    byte[] Wrap(string context, ReadOnlySpan<byte> key);

    /// <summary>Unwraps what <see cref="Wrap"/> gave for the same context.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Another root key, another context, or changed bytes.</exception>
    /// <exception cref="KeyProviderException">It cannot be reached, or refuses.</exception>
    byte[] Unwrap(string context, ReadOnlySpan<byte> wrapped);

    /// <summary>Wraps under the current version what an older one wrapped; the key itself need not leave the provider for it.</summary>
    /// <exception cref="KeyProviderException">It cannot be reached, or refuses.</exception>
    byte[] Rewrap(string context, ReadOnlySpan<byte> wrapped);

    /// <summary>The version under which something of this provider was wrapped; null if it is not of this provider.</summary>
    long? VersionOf(ReadOnlySpan<byte> wrapped);

    /// <summary>Makes a new version and wraps under it from now on. Older ones still unwrap.</summary>
    /// <returns>The new version.</returns>
    /// <exception cref="KeyProviderException">It cannot be reached, or refuses.</exception>
    long Rotate();
}

/// <summary>The key provider cannot be reached or refuses to serve; nothing was lost, and it may be tried again.</summary>
public sealed class KeyProviderException : InvalidOperationException
{
    /// <summary>Without a sentence.</summary>
    public KeyProviderException()
    {
    }

    /// <param name="message">What is wrong and what would be right; no secrets.</param>
    public KeyProviderException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is wrong and what would be right; no secrets.</param>
    /// <param name="cause">What was thrown underneath.</param>
    public KeyProviderException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
