using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>
/// Seals a payload chunk by chunk, so that a recording need never be in memory as a whole; the other half of
/// <see cref="SealedReader"/>. First comes <see cref="Header"/>, then every chunk in order.
/// </summary>
public sealed class SealedWriter : IDisposable
{
    private readonly byte[] _header;
    private readonly byte[] _nonce;
    private readonly AesGcm _aes;
    private long _next;
    private bool _ended;

    /// <summary>Begins a payload.</summary>
    /// <param name="key">32 uniformly random bytes.</param>
    /// <param name="salt">24 random bytes.</param>
    /// <param name="context">Bound to the payload and needed to open it, such as the exhibit's id.</param>
    public SealedWriter(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> context)
    {
        var derived = ChunkedEncryption.Derive(key, salt, context);
        _header = [.. salt, .. derived.Commitment];
        _nonce = derived.Nonce;
        _aes = new AesGcm(derived.Key, ChunkedEncryption.TagSize);
    }

    /// <summary>What stands before the chunks: <see cref="ChunkedEncryption.HeaderSize"/> bytes.</summary>
    public ReadOnlyMemory<byte> Header => _header;

    /// <summary>
    /// Seals the next chunk. Every chunk has <see cref="ChunkedEncryption.ChunkSize"/> bytes but the last, which is shorter and may be
    /// empty; nothing follows it.
    /// </summary>
    /// <param name="piece">The chunk.</param>
    /// <param name="output">Its sealed form: <see cref="ChunkedEncryption.TagSize"/> bytes more than the chunk, apart from it.</param>
    public void SealChunk(ReadOnlySpan<byte> piece, Span<byte> output)
    {
        if (_ended || piece.Length > ChunkedEncryption.ChunkSize || output.Length != piece.Length + ChunkedEncryption.TagSize)
        {
            throw new ArgumentException("A chunk is too long, its buffer has another length, or it comes after the last.", nameof(piece));
        }

        _ended = piece.Length < ChunkedEncryption.ChunkSize;
        Span<byte> nonce = stackalloc byte[_nonce.Length];
        ChunkedEncryption.Nonce(_nonce, _next++, nonce);
        _aes.Encrypt(nonce, piece, output[..piece.Length], output[piece.Length..]);
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();
}
