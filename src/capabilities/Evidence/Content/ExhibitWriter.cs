using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform.Objects;

namespace Daylight.Evidence;

/// <summary>
/// Seals content that comes piece by piece and commits to it on the way, through two buffers that are used again: a recording is
/// never in memory as a whole. What is enciphered is salt (32 bytes) ‖ content, so that the salt of the commitment dies with the key.
/// </summary>
internal sealed class ExhibitWriter : IDisposable
{
    /// <summary>So much sealed content lives in the table; more becomes an object.</summary>
    public const int InlineBytesMax = 64 * 1024;

    private const int PieceBytes = ChunkedEncryption.HeaderSize + (64 * ChunkedEncryption.SealedChunkSize);
    private readonly string _id;
    private readonly string _mediaType;
    private readonly ObjectFolder _folder;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(ChunkedEncryption.KeySize);
    private readonly byte[] _chunk;
    private readonly byte[] _sealed;
    private readonly int _sealedMax;
    private readonly SealedWriter _sealing;
    private readonly CommitmentBuilder _commitment;
    private ObjectDraft? _draft;
    private long _expected;
    private int _inChunk;
    private int _inSealed;

    /// <param name="id">The exhibit it will be.</param>
    /// <param name="mediaType">What the content is.</param>
    /// <param name="length">How many bytes of content will come.</param>
    /// <param name="folder">Where it goes if it is large.</param>
    public ExhibitWriter(string id, string mediaType, long length, ObjectFolder folder)
    {
        (_id, _mediaType, _expected, _folder) = (id, mediaType, length, folder);
        _sealedMax = (int)Math.Min(PieceBytes, ChunkedEncryption.SealedLength(Commitment.SaltSize + length));
        _sealed = ArrayPool<byte>.Shared.Rent(_sealedMax);
        _chunk = ArrayPool<byte>.Shared.Rent((int)Math.Min(ChunkedEncryption.ChunkSize, Commitment.SaltSize + length));
        _sealing = new SealedWriter(_key, RandomNumberGenerator.GetBytes(ChunkedEncryption.SaltSize), Context(id));
        _sealing.Header.Span.CopyTo(_sealed);
        _inSealed = ChunkedEncryption.HeaderSize;
        var salt = _chunk.AsSpan(0, Commitment.SaltSize);
        RandomNumberGenerator.Fill(salt);
        _inChunk = salt.Length;
        _commitment = new CommitmentBuilder(salt);
    }

    /// <summary>What an exhibit is bound to when it is sealed, and needed to open it.</summary>
    public static byte[] Context(string exhibitId) => Encoding.ASCII.GetBytes("daylight exhibit " + exhibitId);

    /// <summary>Adds the next piece of the content.</summary>
    /// <exception cref="ArgumentException">More comes than was said.</exception>
    public void Append(ReadOnlySpan<byte> piece)
    {
        _expected = piece.Length <= _expected ? _expected - piece.Length : throw new ArgumentException("More content comes than was said.", nameof(piece));
        _commitment.Append(piece);
        while (!piece.IsEmpty)
        {
            if (_inChunk == 0 && piece.Length >= ChunkedEncryption.ChunkSize)
            {
                Seal(piece[..ChunkedEncryption.ChunkSize]);
                piece = piece[ChunkedEncryption.ChunkSize..];
                continue;
            }

            var taken = Math.Min(ChunkedEncryption.ChunkSize - _inChunk, piece.Length);
            piece[..taken].CopyTo(_chunk.AsSpan(_inChunk));
            _inChunk += taken;
            piece = piece[taken..];
            if (_inChunk == ChunkedEncryption.ChunkSize)
            {
                Seal(_chunk.AsSpan(0, _inChunk));
                _inChunk = 0;
            }
        }
    }

    /// <summary>Ends the content; what is large is durable when this returns. The writer is used up.</summary>
    public PreparedContent Finish()
    {
        Seal(_chunk.AsSpan(0, _inChunk)); // The last chunk is always shorter.
        if (_draft is null && _inSealed <= InlineBytesMax)
        {
            var body = _sealed.AsSpan(0, _inSealed).ToArray();
            return Prepared(body, null, Hash32.Sha256(body), body.Length);
        }

        var draft = Flush();
        var hash = draft.Keep();
        return Prepared(null, Convert.ToHexStringLower(hash), new Hash32(hash), draft.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _draft?.Dispose();
        _sealing.Dispose();
        _chunk.AsSpan(0, Math.Min(_chunk.Length, ChunkedEncryption.ChunkSize)).Clear();
        ArrayPool<byte>.Shared.Return(_chunk);
        ArrayPool<byte>.Shared.Return(_sealed);
    }

    private PreparedContent Prepared(byte[]? body, string? name, Hash32 hash, long length) =>
        new(_id, _key, body, name, _commitment.Finish(), new Ciphertext(hash, length, _mediaType));

    private void Seal(ReadOnlySpan<byte> chunk)
    {
        var length = chunk.Length + ChunkedEncryption.TagSize;
        if (_sealedMax - _inSealed < length)
        {
            Flush();
        }

        _sealing.SealChunk(chunk, _sealed.AsSpan(_inSealed, length));
        _inSealed += length;
    }

    private ObjectDraft Flush()
    {
        _draft ??= _folder.Begin();
        _draft.Write(_sealed.AsSpan(0, _inSealed));
        _inSealed = 0;
        return _draft;
    }
}
