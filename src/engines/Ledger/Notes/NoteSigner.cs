using System.Buffers.Binary;

namespace Daylight.Ledger;

/// <summary>A private Ed25519 key that signs notes, or cosigns checkpoints if it is a witness's.</summary>
public sealed class NoteSigner
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] _seed;

    /// <summary>Takes a 32-byte random seed; where it comes from and where it rests is the caller's.</summary>
    public NoteSigner(string name, ReadOnlySpan<byte> seed, NoteKeyType type = NoteKeyType.Ed25519)
    {
        if (seed.Length != Ed25519Key.KeySize)
        {
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        }

        _seed = seed.ToArray();
        Verifier = new NoteVerifier(name, Ed25519Key.PublicKeyOf(_seed), type);
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The key name; for a log, its origin.</summary>
    public string Name => Verifier.Name;

    /// <summary>Reads <c>PRIVATE+KEY+name+id+base64(type ‖ seed)</c>; the id must be the key's own.</summary>
    /// <exception cref="LedgerFormatException">Malformed.</exception>
    public static NoteSigner Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new LedgerFormatException("signer key", "does not start with PRIVATE+KEY+");
        }

        var (name, id, type, seed) = NoteKey.Split(text[Prefix.Length..], "signer key");
        var signer = new NoteSigner(name, seed, type);
        return signer.Verifier.KeyId == id ? signer : throw new LedgerFormatException("signer key", "id does not belong to the key");
    }

    /// <summary>The text form. It is the secret itself.</summary>
    public string ToSecretText() =>
        $"{Prefix}{Name}+{NoteKey.IdText(Verifier.KeyId)}+{StrictBase64.Encode([(byte)Verifier.Type, .. _seed])}";

    /// <summary>Signs a note text, which must end in a newline.</summary>
    public NoteSignature Sign(string text)
    {
        if (Verifier.Type != NoteKeyType.Ed25519)
        {
            throw new InvalidOperationException("A witness key cosigns; it does not sign notes.");
        }

        return new NoteSignature(Name, Verifier.KeyId, Ed25519Key.Sign(_seed, SignedNote.CheckedText(text)));
    }

    /// <summary>Cosigns a checkpoint text as seen at a time.</summary>
    public NoteSignature Cosign(string checkpointText, long unixSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unixSeconds);
        if (Verifier.Type != NoteKeyType.CosignatureV1)
        {
            throw new InvalidOperationException("Only a witness key cosigns.");
        }

        var bytes = new byte[8 + Ed25519Key.SignatureSize];
        BinaryPrimitives.WriteInt64BigEndian(bytes, unixSeconds);
        Ed25519Key.Sign(_seed, NoteKey.CosignedBytes(checkpointText, unixSeconds)).CopyTo(bytes, 8);
        return new NoteSignature(Name, Verifier.KeyId, bytes);
    }
}
