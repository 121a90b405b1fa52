using Org.BouncyCastle.Math.EC.Rfc7748;

namespace Daylight.Ledger;

/// <summary>Whom content is encrypted to: an X25519 public key, written <c>age1…</c> (C2SP age v1).</summary>
public sealed class AgeRecipient
{
    internal const int KeySize = 32;
    private const string Prefix = "age";

    private readonly byte[] _key;

    private AgeRecipient(byte[] key) => _key = key;

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>Reads a recipient.</summary>
    /// <exception cref="LedgerFormatException">It is not one, or its point can receive nothing.</exception>
    public static AgeRecipient Parse(string text)
    {
        if (Bech32.Decode(Prefix, text) is not { Length: KeySize } key)
        {
            throw new LedgerFormatException("recipient", "not an age1… recipient, or mistyped");
        }

        // A point of low order would give the same secret to everybody.
        return X25519.CalculateAgreement(Probe(), 0, key, 0, new byte[KeySize], 0)
            ? new AgeRecipient(key)
            : throw new LedgerFormatException("recipient", "this key can not be used");
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Bech32.Encode(Prefix, _key);

    internal static AgeRecipient Of(ReadOnlySpan<byte> secret)
    {
        var key = new byte[KeySize];
        X25519.ScalarMultBase(secret.ToArray(), 0, key, 0);
        return new AgeRecipient(key);
    }

    // Any secret shows whether a point is of low order.
    private static byte[] Probe() => [.. Enumerable.Repeat((byte)9, KeySize)];
}

/// <summary>The secret key that opens what is encrypted to its recipient, written <c>AGE-SECRET-KEY-1…</c>.</summary>
public sealed class AgeIdentity
{
    private const string Prefix = "age-secret-key-";

    private readonly byte[] _secret;

    private AgeIdentity(byte[] secret)
    {
        _secret = secret;
        Recipient = AgeRecipient.Of(secret);
    }

    /// <summary>What others encrypt to.</summary>
    public AgeRecipient Recipient { get; }

    /// <summary>Takes 32 random bytes.</summary>
    public static AgeIdentity FromSecret(ReadOnlySpan<byte> secret) => secret.Length == AgeRecipient.KeySize
        ? new AgeIdentity(secret.ToArray())
        : throw new ArgumentException("A secret has 32 bytes.", nameof(secret));

    /// <summary>Reads an identity, or a file as <c>age-keygen</c> writes it: comments, then one identity.</summary>
    /// <exception cref="LedgerFormatException">It is none, or holds several.</exception>
    public static AgeIdentity Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        return lines is [var line] && line == line.ToUpperInvariant() && Bech32.Decode(Prefix, line.ToLowerInvariant()) is { Length: AgeRecipient.KeySize } secret
            ? new AgeIdentity(secret)
            : throw new LedgerFormatException("identity", "not one AGE-SECRET-KEY-1… identity, or mistyped");
    }

    /// <summary>The text form. It is the secret.</summary>
    public string Reveal() => Bech32.Encode(Prefix, _secret).ToUpperInvariant();

    /// <summary>The secret shared with whoever holds the other half; null for a point of low order.</summary>
    internal byte[]? Agree(ReadOnlySpan<byte> share) => Agree(_secret, share);

    internal static byte[]? Agree(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> share)
    {
        var agreed = new byte[AgeRecipient.KeySize];
        return X25519.CalculateAgreement(secret.ToArray(), 0, share.ToArray(), 0, agreed, 0) ? agreed : null;
    }
}
