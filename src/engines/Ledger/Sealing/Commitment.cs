using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>
/// What a leaf says about a payload without revealing it: digests over a random 32-byte salt and the plaintext.
/// Whoever has salt and payload can check it (<c>cat salt.bin content | sha256sum</c>); once the salt is destroyed
/// nobody can even guess.
/// </summary>
/// <param name="C">SHA-256(salt ‖ plaintext).</param>
/// <param name="C3">SM3(salt ‖ plaintext).</param>
public readonly record struct Commitment(Hash32 C, Hash32 C3)
{
    /// <summary>Length of the salt in bytes.</summary>
    public const int SaltSize = 32;

    /// <summary>Commits to a payload.</summary>
    /// <param name="salt">32 random bytes, never used before.</param>
    /// <param name="plaintext">The payload.</param>
    public static Commitment Of(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> plaintext)
    {
        var builder = new CommitmentBuilder(salt);
        builder.Append(plaintext);
        return builder.Finish();
    }

    /// <summary>Whether salt and payload are those committed to, in both digests.</summary>
    public bool Opens(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> plaintext) =>
        salt.Length == SaltSize && Of(salt, plaintext) == this;
}

/// <summary>A commitment to a payload that comes piece by piece.</summary>
public sealed class CommitmentBuilder
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    // A struct that changes: never readonly, or each append would go into a copy.
    private Sm3Builder _sm3 = new();

    /// <summary>Begins with the salt.</summary>
    /// <param name="salt">32 random bytes, never used before.</param>
    public CommitmentBuilder(ReadOnlySpan<byte> salt)
    {
        if (salt.Length != Commitment.SaltSize)
        {
            throw new ArgumentException("A salt has 32 bytes.", nameof(salt));
        }

        Append(salt);
    }

    /// <summary>Adds the next piece.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        _sha256.AppendData(piece);
        _sm3.Append(piece);
    }

    /// <summary>The commitment to all pieces; the builder is used up.</summary>
    public Commitment Finish()
    {
        var commitment = new Commitment(new Hash32(_sha256.GetHashAndReset()), _sm3.Finish());
        _sha256.Dispose();
        return commitment;
    }
}
