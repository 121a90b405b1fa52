using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>
/// Opens single chunks of a sealed payload, so that a player can seek without reading what lies before.
/// The length it was given is only proven once the last chunk has opened.
/// </summary>
public sealed class SealedReader : IDisposable
{
    // The format's bound: 2^38 chunks, 4 PiB.
    private const long ChunksMax = 1L << 38;

    private readonly byte[] _nonce;
    private readonly AesGcm _aes;
    private readonly int _lastSealed;

    /// <summary>Checks the header against the key before anything is opened.</summary>
    /// <param name="key">The 32-byte input key.</param>
    /// <param name="header">The first <see cref="ChunkedEncryption.HeaderSize"/> bytes.</param>
    /// <param name="sealedLength">The length of the whole sealed payload.</param>
    /// <param name="context">What the payload was sealed with.</param>
    /// <exception cref="LedgerFormatException">Impossible length, or another key or context.</exception>
    public SealedReader(ReadOnlySpan<byte> key, ReadOnlySpan<byte> header, long sealedLength, ReadOnlySpan<byte> context)
    {
        if (key.Length != ChunkedEncryption.KeySize)
        {
            throw new LedgerFormatException("sealed payload", "a key has 32 bytes");
        }

        var body = sealedLength - ChunkedEncryption.HeaderSize;
        _lastSealed = (int)(body % ChunkedEncryption.SealedChunkSize);
        if (header.Length != ChunkedEncryption.HeaderSize || body < 0 || _lastSealed < ChunkedEncryption.TagSize)
        {
            throw new LedgerFormatException("sealed payload", "truncated");
        }

        ChunkCount = (body / ChunkedEncryption.SealedChunkSize) + 1;
        if (ChunkCount > ChunksMax)
        {
            throw new LedgerFormatException("sealed payload", "longer than the format allows");
        }

        var derived = ChunkedEncryption.Derive(key, header[..ChunkedEncryption.SaltSize], context);
        if (!CryptographicOperations.FixedTimeEquals(derived.Commitment, header[ChunkedEncryption.SaltSize..]))
        {
            throw new LedgerFormatException("sealed payload", "another key or context");
        }

        _nonce = derived.Nonce;
        _aes = new AesGcm(derived.Key, ChunkedEncryption.TagSize);
    }

    /// <summary>How many chunks there are, at least one.</summary>
    public long ChunkCount { get; }

    /// <summary>How long the payload is if the length given was true.</summary>
    public long PlainLength => ((ChunkCount - 1) * ChunkedEncryption.ChunkSize) + _lastSealed - ChunkedEncryption.TagSize;

    /// <summary>Where a chunk lies within the sealed payload.</summary>
    public (long Offset, int Length) SealedRange(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, ChunkCount);
        var length = number == ChunkCount - 1 ? _lastSealed : ChunkedEncryption.SealedChunkSize;
        return (ChunkedEncryption.HeaderSize + (number * ChunkedEncryption.SealedChunkSize), length);
    }

    /// <summary>Opens one chunk.</summary>
    /// <param name="number">Its number; byte i of the payload lies in chunk i / 16384.</param>
    /// <param name="sealedChunk">Its bytes, the range that <see cref="SealedRange"/> gives.</param>
    /// <exception cref="LedgerFormatException">Not the chunk that was sealed there.</exception>
    public byte[] OpenChunk(long number, ReadOnlySpan<byte> sealedChunk)
    {
        var plain = new byte[Math.Max(0, sealedChunk.Length - ChunkedEncryption.TagSize)];
        OpenChunk(number, sealedChunk, plain);
        return plain;
    }

    /// <summary>As <see cref="OpenChunk(long, ReadOnlySpan{byte})"/>, into a buffer of the caller's that is exactly as long as what is in the chunk.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="sealedChunk">Its bytes, the range that <see cref="SealedRange"/> gives.</param>
    /// <param name="plain">If it fails, what is written there is nobody's.</param>
    /// <exception cref="LedgerFormatException">Not the chunk that was sealed there.</exception>
    public void OpenChunk(long number, ReadOnlySpan<byte> sealedChunk, Span<byte> plain)
    {
        if (sealedChunk.Length != SealedRange(number).Length)
        {
            throw new LedgerFormatException("sealed payload", "a chunk has another length");
        }

        if (plain.Length != sealedChunk.Length - ChunkedEncryption.TagSize)
        {
            throw new ArgumentException("The buffer has not the length of the chunk.", nameof(plain));
        }

        Span<byte> nonce = stackalloc byte[_nonce.Length];
        ChunkedEncryption.Nonce(_nonce, number, nonce);
        try
        {
            _aes.Decrypt(nonce, sealedChunk[..plain.Length], sealedChunk[plain.Length..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new LedgerFormatException("sealed payload", "chunk does not authenticate");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();
}
