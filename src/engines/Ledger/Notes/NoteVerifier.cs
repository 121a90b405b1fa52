using System.Buffers.Binary;

namespace Daylight.Ledger;

/// <summary>A public key that may verify notes: <c>name+id+base64(type ‖ key)</c>.</summary>
public sealed class NoteVerifier
{
    private readonly byte[] _publicKey;

    /// <summary>Registers a public key.</summary>
    /// <exception cref="LedgerFormatException">The name is not a key name, or the key is non-canonical, off the curve or of low order.</exception>
    public NoteVerifier(string name, ReadOnlySpan<byte> publicKey, NoteKeyType type = NoteKeyType.Ed25519)
    {
        if (!NoteKey.IsName(name))
        {
            throw new LedgerFormatException("key name", "empty, longer than 255, or holds blanks or '+'");
        }

        if (!Ed25519Key.MayBeRegistered(publicKey))
        {
            throw new LedgerFormatException("public key", "non-canonical, off the curve or of low order");
        }

        _publicKey = publicKey.ToArray();
        Name = name;
        Type = type;
        KeyId = NoteKey.Id(name, type, publicKey);
    }

    /// <summary>The key name; for a log, its origin.</summary>
    public string Name { get; }

    /// <summary>The four-byte id that signature lines carry. An identifier, not a protection.</summary>
    public uint KeyId { get; }

    /// <summary>What the key signs.</summary>
    public NoteKeyType Type { get; }

    /// <summary>The 32 bytes of the public key.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>Reads the text form; its id must be the key's own.</summary>
    /// <exception cref="LedgerFormatException">Malformed, unsupported, or a key that may not be registered.</exception>
    public static NoteVerifier Parse(string text)
    {
        var (name, id, type, key) = NoteKey.Split(text, "verifier key");
        var verifier = new NoteVerifier(name, key, type);
        return verifier.KeyId == id ? verifier : throw new LedgerFormatException("verifier key", "id does not belong to the key");
    }

    /// <summary>Whether a signature line claims to be of this key.</summary>
    public bool Claims(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    /// <summary>Whether this key signed the text with this signature.</summary>
    public bool Verify(string text, NoteSignature signature)
    {
        if (!Claims(signature))
        {
            return false;
        }

        if (Type == NoteKeyType.Ed25519)
        {
            return Ed25519Key.Verify(_publicKey, StrictText.Encode(text, "note"), signature.Bytes.ToArray());
        }

        return CosignedAt(signature) is { } seconds
            && Ed25519Key.Verify(_publicKey, NoteKey.CosignedBytes(text, seconds), signature.Bytes[8..].ToArray());
    }

    /// <summary>The time a cosignature states, in seconds since 1970; null when it states none. Trust it only after <see cref="Verify"/>.</summary>
    public static long? CosignedAt(NoteSignature signature)
    {
        if (signature.Bytes.Length != 8 + Ed25519Key.SignatureSize)
        {
            return null;
        }

        var seconds = BinaryPrimitives.ReadInt64BigEndian(signature.Bytes.Span);
        return seconds < 0 ? null : seconds;
    }

    /// <summary>The text form.</summary>
    public override string ToString() =>
        $"{Name}+{NoteKey.IdText(KeyId)}+{StrictBase64.Encode([(byte)Type, .. _publicKey])}";
}
