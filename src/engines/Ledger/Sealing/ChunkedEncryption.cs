using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Daylight.Ledger;

/// <summary>
/// C2SP chunked-encryption v1 as Cobblestone-256 (SHA-512, AES-256-GCM): a 24-byte salt, a 32-byte key commitment,
/// then chunks of 16 KiB, the last always shorter. Any chunk opens alone; truncation, reordering and another key fail.
/// </summary>
public static class ChunkedEncryption
{
    /// <summary>Length of an input key.</summary>
    public const int KeySize = 32;

    /// <summary>Length of the salt, which must never repeat under one key.</summary>
    public const int SaltSize = 24;

    /// <summary>Length of salt and commitment together.</summary>
    public const int HeaderSize = SaltSize + CommitmentSize;

    /// <summary>Plaintext bytes of every chunk but the last.</summary>
    public const int ChunkSize = 16 * 1024;

    /// <summary>What authentication adds to a chunk.</summary>
    public const int TagSize = 16;

    /// <summary>Bytes of every sealed chunk but the last.</summary>
    public const int SealedChunkSize = ChunkSize + TagSize;

    private const int CommitmentSize = 32;
    private const int NonceSize = 12;

    /// <summary>Seals a payload.</summary>
    /// <param name="key">32 uniformly random bytes.</param>
    /// <param name="salt">24 random bytes.</param>
    /// <param name="plaintext">The payload.</param>
    /// <param name="context">Bound to the payload and needed to open it, such as the exhibit's id.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> context)
    {
        // Every byte is written below, so none is zeroed before.
        var output = GC.AllocateUninitializedArray<byte>((int)SealedLength(plaintext.Length));
        Seal(key, salt, plaintext, context, output);
        return output;
    }

    /// <summary>As <see cref="Seal(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, into a buffer of the caller's.</summary>
    /// <param name="key">32 uniformly random bytes.</param>
    /// <param name="salt">24 random bytes.</param>
    /// <param name="plaintext">The payload.</param>
    /// <param name="context">Bound to the payload and needed to open it, such as the exhibit's id.</param>
    /// <param name="output">Exactly <see cref="SealedLength"/> bytes, apart from the payload's.</param>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> context, Span<byte> output)
    {
        if (output.Length != SealedLength(plaintext.Length))
        {
            throw new ArgumentException("The buffer has not the length of the sealed payload.", nameof(output));
        }

        using var sealing = new ChunkSeal(Derive(key, salt, context));
        salt.CopyTo(output);
        sealing.Commitment.CopyTo(output[SaltSize..]);
        var chunks = (plaintext.Length / ChunkSize) + 1;
        for (var number = 0; number < chunks; number++)
        {
            var start = number * ChunkSize;
            var piece = plaintext[start..Math.Min(start + ChunkSize, plaintext.Length)];
            sealing.SealChunk(number, piece, output.Slice(HeaderSize + (number * SealedChunkSize), piece.Length + TagSize));
        }
    }

    /// <summary>Opens a payload as a whole.</summary>
    /// <exception cref="LedgerFormatException">Wrong key or context, or changed, truncated or extended bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context)
    {
        using var reader = new SealedReader(key, sealedBytes[..Math.Min(HeaderSize, sealedBytes.Length)], sealedBytes.Length, context);
        var plaintext = GC.AllocateUninitializedArray<byte>((int)reader.PlainLength);
        Open(reader, sealedBytes, plaintext);
        return plaintext;
    }

    /// <summary>As <see cref="Open(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, into a buffer of the caller's; gives how many bytes the payload has.</summary>
    /// <param name="key">The input key.</param>
    /// <param name="sealedBytes">The sealed payload.</param>
    /// <param name="context">What it was sealed with.</param>
    /// <param name="plaintext">At least as long as the payload, apart from the sealed bytes. If it fails, what is written there is nobody's.</param>
    /// <exception cref="LedgerFormatException">Wrong key or context, or changed, truncated or extended bytes.</exception>
    public static int Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context, Span<byte> plaintext)
    {
        using var reader = new SealedReader(key, sealedBytes[..Math.Min(HeaderSize, sealedBytes.Length)], sealedBytes.Length, context);
        Open(reader, sealedBytes, plaintext[..(int)reader.PlainLength]);
        return (int)reader.PlainLength;
    }

    private static void Open(SealedReader reader, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        for (var number = 0L; number < reader.ChunkCount; number++)
        {
            var (offset, length) = reader.SealedRange(number);
            reader.OpenChunk(number, sealedBytes.Slice((int)offset, length), plaintext.Slice((int)number * ChunkSize, length - TagSize));
        }
    }

    /// <summary>How long the sealed form of a payload is.</summary>
    public static long SealedLength(long plainLength) =>
        HeaderSize + plainLength + (((plainLength / ChunkSize) + 1) * TagSize);

    internal static (byte[] Key, byte[] Nonce, byte[] Commitment) Derive(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> context)
    {
        if (key.Length != KeySize || salt.Length != SaltSize)
        {
            throw new ArgumentException("A key has 32 bytes and a salt 24.");
        }

        byte[] info = [.. Encoding.ASCII.GetBytes("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM"), 0, .. salt, .. context];
        var material = Expand(key, info, KeySize + NonceSize + CommitmentSize);
        return (material[..KeySize], material[KeySize..(KeySize + NonceSize)], material[(KeySize + NonceSize)..]);
    }

    /// <summary>The base nonce with the chunk number, as a big-endian integer, laid over it.</summary>
    internal static void Nonce(ReadOnlySpan<byte> baseNonce, long number, Span<byte> nonce)
    {
        baseNonce.CopyTo(nonce);
        var tail = nonce[^8..];
        BinaryPrimitives.WriteInt64BigEndian(tail, BinaryPrimitives.ReadInt64BigEndian(tail) ^ number);
    }

    // HKDF-Expand of RFC 5869 §2.3 over SHA-512. The platform's refuses input keys shorter than the hash,
    // which this format has by design: they are uniformly random.
    private static byte[] Expand(ReadOnlySpan<byte> key, byte[] info, int length)
    {
        var output = new byte[length];
        byte[] block = [];
        byte counter = 1;
        for (var at = 0; at < length; at += block.Length)
        {
            block = HMACSHA512.HashData(key, [.. block, .. info, counter++]);
            block.AsSpan(0, Math.Min(block.Length, length - at)).CopyTo(output.AsSpan(at));
        }

        return output;
    }

    private sealed class ChunkSeal((byte[] Key, byte[] Nonce, byte[] Commitment) derived) : IDisposable
    {
        private readonly AesGcm _aes = new(derived.Key, TagSize);

        public byte[] Commitment => derived.Commitment;

        public void SealChunk(long number, ReadOnlySpan<byte> piece, Span<byte> output)
        {
            Span<byte> nonce = stackalloc byte[NonceSize];
            Nonce(derived.Nonce, number, nonce);
            _aes.Encrypt(nonce, piece, output[..piece.Length], output[piece.Length..]);
        }

        public void Dispose() => _aes.Dispose();
    }
}
