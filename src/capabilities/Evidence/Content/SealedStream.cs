using Daylight.Ledger;

namespace Daylight.Evidence;

/// <summary>
/// The content of an exhibit, opened piece by piece as it is read, so that a player can seek without anything being opened
/// before. Reading blocks on the object store. Not thread-safe.
/// </summary>
/// <param name="reader">Opens the chunks; disposed with the stream.</param>
/// <param name="sealedBytes">Some of the sealed bytes by offset and length; null where they are missing.</param>
internal sealed class SealedStream(SealedReader reader, Func<long, int, byte[]?> sealedBytes) : Stream
{
    private long _position;
    private (long Number, byte[] Plain)? _chunk;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => Math.Max(0, reader.PlainLength - Commitment.SaltSize);

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerFormatException">The sealed bytes were changed or are missing.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var at = _position + Commitment.SaltSize; // The salt of the commitment stands before the content.
        var plain = Chunk(at / ChunkedEncryption.ChunkSize).AsSpan((int)(at % ChunkedEncryption.ChunkSize));
        var read = Math.Min(plain.Length, buffer.Length);
        plain[..read].CopyTo(buffer);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        SeekOrigin.End => Length,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        reader.Dispose();
        base.Dispose(disposing);
    }

    private byte[] Chunk(long number)
    {
        if (_chunk is { } known && known.Number == number)
        {
            return known.Plain;
        }

        var (from, length) = reader.SealedRange(number);
        var plain = reader.OpenChunk(number, sealedBytes(from, length) ?? throw new LedgerFormatException("exhibit", "its sealed bytes are missing"));
        _chunk = (number, plain);
        return plain;
    }
}
