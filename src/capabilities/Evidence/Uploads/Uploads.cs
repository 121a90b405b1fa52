using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>How far an upload is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Offset">How many bytes are durable: where the next chunk begins.</param>
/// <param name="Receipt">Of the exhibit it became; null while it is open.</param>
/// <param name="ExhibitId">The exhibit; null while it is open.</param>
public sealed record UploadView(string Id, long Offset, ReceiptView? Receipt, string? ExhibitId);

/// <summary>
/// Takes a recording in chunks while it is being made. Each chunk is sealed under a key of its own before it touches the disk, and
/// acknowledged only when it is durable; whoever lost the answer asks for the offset and goes on there. The whole becomes an
/// exhibit like any other.
/// </summary>
public sealed class Uploads
{
    /// <summary>The most bytes of one chunk.</summary>
    public const int ChunkBytesMax = 1024 * 1024;

    /// <summary>The most bytes of one upload.</summary>
    public const int BytesMax = EvidenceContent.PlainBytesMax;

    /// <summary>The most chunks of one upload: a chunk each second for four hours and a half.</summary>
    public const int ChunksMax = 16_384;

    /// <summary>The most uploads one staff member may have open.</summary>
    public const int OpenMax = 20;

    /// <summary>After so long without a chunk an open upload is given up, and a completed one forgotten.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private const int SweepMax = 100;
    private readonly Database _database;
    private readonly KeyRing _keys;
    private readonly ObjectFolder _folder;
    private readonly EvidenceLog _log;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    // A completion reads and writes the whole: one after the other, so that the disk serves the acts beside it.
    private readonly SemaphoreSlim _completing = new(1, 1);

    internal Uploads(Database database, KeyRing keys, ObjectFolder folder, EvidenceLog log, IdSource ids, TimeProvider clock)
    {
        _database = database;
        _keys = keys;
        _folder = folder;
        _log = log;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Begins an upload; whoever calls has checked that the caller may.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="caller">Who uploads; nobody else can go on with it.</param>
    /// <param name="subjectId">The person whose recording it is.</param>
    /// <param name="thing">What it belongs to.</param>
    /// <param name="mediaType">What it is, for example <c>audio/ogg</c>.</param>
    public Result<UploadView> Begin(Session session, Caller caller, string subjectId, string thing, string mediaType)
    {
        session.Lock($"uploads:{caller.InstitutionId}:{caller.StaffId}");
        if (UploadStore.CountOpen(session, caller.InstitutionId, caller.StaffId) >= OpenMax)
        {
            return new Failure(FailureKind.TooMany, "too-many-uploads", $"You have {OpenMax} uploads open; complete them first.");
        }

        UploadRow row = new()
        {
            Id = _ids.New("up"),
            InstitutionId = caller.InstitutionId,
            StaffId = caller.StaffId,
            SubjectId = subjectId,
            Thing = thing,
            MediaType = mediaType,
            TouchedAt = UtcMicros.From(_clock.GetUtcNow()),
        };
        UploadStore.Insert(session, row);
        return View(row);
    }

    /// <summary>How far an upload is.</summary>
    public async Task<Result<UploadView>> FindAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var row = await _database.ReadAsync(session => Own(session, caller, id), cancellation).ConfigureAwait(false);
        return row is null ? Failure.NotFound("upload") : View(row);
    }

    /// <summary>What an upload belongs to; null if the caller has no such upload.</summary>
    public string? ThingOf(Session session, Caller caller, string id) => Own(session, caller, id)?.Thing;

    /// <summary>Takes the next chunk. When this returns without a failure the chunk is durable and sealed.</summary>
    /// <param name="caller">Who began the upload.</param>
    /// <param name="id">The upload.</param>
    /// <param name="offset">Where the chunk begins, which must be where the last one ended.</param>
    /// <param name="sha256">What the sender says is the chunk's hash.</param>
    /// <param name="chunk">Its bytes.</param>
    /// <param name="cancellation">Gives up before it is kept.</param>
    public async Task<Result<UploadView>> AppendAsync(Caller caller, string id, long offset, byte[] sha256, byte[] chunk, CancellationToken cancellation)
    {
        if (chunk.Length is 0 or > ChunkBytesMax)
        {
            return new Failure(FailureKind.TooLarge, "chunk-size", $"A chunk has 1 to {ChunkBytesMax} bytes.");
        }

        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(chunk), sha256))
        {
            return Failure.Invalid("Upload-Checksum", "The chunk is not the one whose hash was sent: it broke on the way. Send it again.") with { Code = "chunk-hash" };
        }

        // Read first, so that a chunk nobody wants costs no sealing; it is decided under the lock below.
        var key = RandomNumberGenerator.GetBytes(ChunkedEncryption.KeySize);
        var place = Place(id, offset);
        var name = Seal(_folder, key, chunk, place);
        var kept = await _database.WriteAsync(session => Append(session, caller, id, offset, chunk.Length, name, key), cancellation).ConfigureAwait(false);
        if (kept.IsFailure)
        {
            _folder.Remove(name);
        }

        return kept;
    }

    /// <summary>Makes the upload an exhibit. Asked again, it answers with the same receipt.</summary>
    /// <param name="caller">Who began the upload.</param>
    /// <param name="id">The upload.</param>
    /// <param name="sha256">The hash of the whole, lower-case hex: what the sender has is what we have.</param>
    /// <param name="append">Leaves the entry; the content to seal is prepared already.</param>
    /// <param name="cancellation">Gives up before the entry is left.</param>
    public async Task<Result<UploadView>> CompleteAsync(
        Caller caller, string id, string sha256, Func<Session, string, PreparedContent, Result<Receipt>> append, CancellationToken cancellation)
    {
        await _completing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // In a writing session: the subject's key may have to be made.
            var (row, chunks) = await _database.WriteAsync(session => Pieces(session, caller, id), cancellation).ConfigureAwait(false);
            if (row is null)
            {
                return Failure.NotFound("upload");
            }

            if (row.Sha256 is not null)
            {
                return row.Sha256 == sha256 ? View(row) : Mismatch;
            }

            using var writer = _log.Begin(row.MediaType, row.Received);
            if (Join(row, chunks, writer) != sha256)
            {
                return Mismatch;
            }

            var prepared = writer.Finish();
            return await _database.WriteAsync(session => Complete(session, caller, id, sha256, prepared, chunks, append), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _completing.Release();
        }
    }

    /// <summary>Gives up what nothing has come to for a week; how many.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var since = UtcMicros.From(_clock.GetUtcNow() - KeptFor);
        var (count, names) = await _database.WriteAsync(
            session =>
            {
                session.Lock("uploads-sweep");
                var rows = UploadStore.Untouched(session, since, SweepMax);
                var left = rows.SelectMany(row => UploadStore.Chunks(session, row.Id)).Select(chunk => chunk.Object).ToList();
                rows.ForEach(row => UploadStore.RemoveChunks(session, row.Id));
                rows.ForEach(row => UploadStore.Remove(session, row.Id));
                return (rows.Count, left);
            },
            cancellation).ConfigureAwait(false);
        names.ForEach(_folder.Remove);
        return count;
    }

    private static Failure Mismatch { get; } = new(
        FailureKind.Conflict, "upload-hash", "The bytes that were received are not those whose hash was sent. Compare the offset; if it is right, begin a new upload.", "sha256");

    private static UploadRow? Own(Session session, Caller caller, string id) =>
        UploadStore.Find(session, caller.InstitutionId, id) is { } row && row.StaffId == caller.StaffId ? row : null;

    private static UploadView View(UploadRow row) =>
        new(row.Id, row.Received, row.EntryId is null || row.LeafHash is null ? null : new ReceiptView(row.EntryId, row.LeafHash), row.ExhibitId);

    private static string Place(string id, long start) => string.Create(CultureInfo.InvariantCulture, $"daylight upload {id} {start}");

    private Result<UploadView> Append(Session session, Caller caller, string id, long offset, int length, string name, byte[] key)
    {
        session.Lock($"upload:{id}");
        if (Own(session, caller, id) is not { } row)
        {
            return Failure.NotFound("upload");
        }

        if (row.Sha256 is not null)
        {
            return new Failure(FailureKind.Conflict, "upload-complete", "This upload is complete.");
        }

        if (row.Received != offset)
        {
            return new Failure(FailureKind.Conflict, "upload-offset", "The next chunk begins elsewhere: go on at the offset told here.")
            {
                Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["offset"] = row.Received.ToString(CultureInfo.InvariantCulture) },
            };
        }

        if (offset + length > BytesMax || row.Chunks >= ChunksMax)
        {
            return new Failure(FailureKind.TooLarge, "upload-too-large", $"An upload has at most {BytesMax} bytes in at most {ChunksMax} chunks.");
        }

        var wrapping = _keys.Subject(session, row.InstitutionId, row.SubjectId).Key;
        UploadStore.AddChunk(
            session,
            new UploadChunkRow
            {
                UploadId = id,
                InstitutionId = row.InstitutionId,
                Start = offset,
                Bytes = length,
                Object = name,
                WrappedKey = FieldSeal.Seal(wrapping, Place(id, offset), key),
            },
            UtcMicros.From(_clock.GetUtcNow()));
        return new UploadView(id, offset + length, null, null);
    }

    private (UploadRow? Row, List<Piece> Pieces) Pieces(Session session, Caller caller, string id)
    {
        if (Own(session, caller, id) is not { } row)
        {
            return (null, []);
        }

        var wrapping = _keys.Subject(session, row.InstitutionId, row.SubjectId).Key;
        return (row, [.. UploadStore.Chunks(session, id).Select(chunk => new Piece(chunk, FieldSeal.Open(wrapping, Place(id, chunk.Start), chunk.WrappedKey)))]);
    }

    /// <summary>Opens chunk after chunk and seals it again as a part of the whole; the whole's hash, lower-case hex.</summary>
    private string Join(UploadRow row, List<Piece> pieces, ExhibitWriter writer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var plain = ArrayPool<byte>.Shared.Rent(ChunkBytesMax);
        try
        {
            foreach (var (chunk, key) in pieces)
            {
                var body = _folder.Get(chunk.Object) ?? throw new LedgerFormatException("upload", "a chunk that was acknowledged is missing");
                var piece = plain.AsSpan(0, ChunkedEncryption.Open(key, body, Encoding.ASCII.GetBytes(Place(row.Id, chunk.Start)), plain));
                hash.AppendData(piece);
                writer.Append(piece);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Seal(ObjectFolder folder, byte[] key, byte[] chunk, string place)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)ChunkedEncryption.SealedLength(chunk.Length));
        try
        {
            var output = body.AsSpan(0, (int)ChunkedEncryption.SealedLength(chunk.Length));
            ChunkedEncryption.Seal(key, RandomNumberGenerator.GetBytes(ChunkedEncryption.SaltSize), chunk, Encoding.ASCII.GetBytes(place), output);
            return folder.Put(output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private Result<UploadView> Complete(
        Session session, Caller caller, string id, string sha256, PreparedContent prepared, List<Piece> pieces, Func<Session, string, PreparedContent, Result<Receipt>> append)
    {
        session.Lock($"upload:{id}");
        if (Own(session, caller, id) is not { } row)
        {
            return Failure.NotFound("upload");
        }

        if (row.Sha256 is not null)
        {
            return row.Sha256 == sha256 ? View(row) : Mismatch;
        }

        if (row.Chunks != pieces.Count)
        {
            return Mismatch; // A chunk came while the whole was put together.
        }

        var appended = append(session, row.Thing, prepared);
        if (appended.Failure is { } refused)
        {
            return refused;
        }

        UploadStore.Complete(session, id, sha256, appended.Value);
        UploadStore.RemoveChunks(session, id);
        session.AfterCommit(() => pieces.ForEach(piece => _folder.Remove(piece.Chunk.Object)));
        return new UploadView(id, row.Received, appended.Value.View(), appended.Value.ExhibitId);
    }

    private sealed record Piece(UploadChunkRow Chunk, byte[] Key);
}
