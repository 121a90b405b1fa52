using System.Buffers.Binary;
using System.Security.Cryptography;

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

        using var sealing = new SealedWriter(key, salt, context);
        sealing.Header.Span.CopyTo(output);
        var chunks = (plaintext.Length / ChunkSize) + 1;
        for (var number = 0; number < chunks; number++)
        {
            var start = number * ChunkSize;
            var piece = plaintext[start..Math.Min(start + ChunkSize, plaintext.Length)];
            sealing.SealChunk(piece, output.Slice(HeaderSize + (number * SealedChunkSize), piece.Length + TagSize));
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

        byte[] info = [.. "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"u8, .. salt, .. context];
        Span<byte> material = stackalloc byte[KeySize + NonceSize + CommitmentSize];
        Expand(key, info, material);
        return (material[..KeySize].ToArray(), material.Slice(KeySize, NonceSize).ToArray(), material[(KeySize + NonceSize)..].ToArray());
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
    private static void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> info, Span<byte> output)
    {
        // block ‖ info ‖ counter, of which the first has no block before it.
        var input = new byte[HMACSHA512.HashSizeInBytes + info.Length + 1];
        info.CopyTo(input.AsSpan(HMACSHA512.HashSizeInBytes));
        Span<byte> block = stackalloc byte[HMACSHA512.HashSizeInBytes];
        for (var at = 0; at < output.Length; at += block.Length)
        {
            input[^1]++;
            HMACSHA512.HashData(key, input.AsSpan(at == 0 ? block.Length : 0), block);
            block.CopyTo(input);
            block[..Math.Min(block.Length, output.Length - at)].CopyTo(output[at..]);
        }
    }
}
