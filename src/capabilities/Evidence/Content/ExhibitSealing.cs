using System.Security.Cryptography;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>An exhibit before it is stored, and what its leaf says about it.</summary>
internal sealed record SealedExhibit(ExhibitRow Row, Commitment Commitment, Ciphertext Ciphertext);

/// <summary>
/// Seals content: a fresh key for each exhibit, wrapped under the subject's key (or the institution's <c>content</c> key).
/// What is encrypted is salt (32 bytes) ‖ content, so that the salt of the commitment dies with the key.
/// </summary>
internal sealed class ExhibitSealing(IdSource ids, KeyRing keys, StagedObjects objects)
{
    /// <summary>Seals the content of an act; null if it has none.</summary>
    public SealedExhibit? Seal(Session session, EntryDraft draft, string entryId) => draft switch
    {
        { Prepared: { } prepared } => Adopt(session, draft, entryId, prepared),
        { Content: { } content } => Adopt(session, draft, entryId, Prepare(content)),
        _ => null,
    };

    /// <summary>Does all the work that needs no transaction: enciphering, hashing, writing what is large.</summary>
    public PreparedContent Prepare(EvidenceContent content)
    {
        if (content.Plain.Length > EvidenceContent.PlainBytesMax)
        {
            throw new ArgumentException($"Content has at most {EvidenceContent.PlainBytesMax} bytes.", nameof(content));
        }

        using var writer = Begin(content.MediaType, content.Plain.Length);
        writer.Append(content.Plain.Span);
        return writer.Finish();
    }

    /// <summary>Begins content that comes piece by piece.</summary>
    public ExhibitWriter Begin(string mediaType, long length) => new(ids.New("ex"), mediaType, length, objects.Folder);

    /// <summary>Whether these sealed bytes of an exhibit open to what a leaf has committed to; chunk by chunk, through one buffer.</summary>
    /// <exception cref="CryptographicException">The wrapped key was changed, or the subject's key was destroyed.</exception>
    /// <exception cref="LedgerFormatException">The sealed bytes were changed.</exception>
    public bool Opens(Session session, ExhibitRow row, byte[] body, Commitment commitment)
    {
        using SealedReader reader = new(Key(session, row), body.AsSpan(0, Math.Min(ChunkedEncryption.HeaderSize, body.Length)), body.Length, Context(row.Id));
        if (reader.PlainLength < Commitment.SaltSize)
        {
            return false;
        }

        var plain = new byte[ChunkedEncryption.ChunkSize];
        CommitmentBuilder? built = null;
        for (var number = 0L; number < reader.ChunkCount; number++)
        {
            var (offset, length) = reader.SealedRange(number);
            var piece = plain.AsSpan(0, length - ChunkedEncryption.TagSize);
            reader.OpenChunk(number, body.AsSpan((int)offset, length), piece);
            if (built is null)
            {
                built = new CommitmentBuilder(piece[..Commitment.SaltSize]);
                piece = piece[Commitment.SaltSize..];
            }

            built.Append(piece);
        }

        return built?.Finish() == commitment;
    }

    private SealedExhibit Adopt(Session session, EntryDraft draft, string entryId, PreparedContent prepared)
    {
        ExhibitRow row = new()
        {
            Id = prepared.Id,
            InstitutionId = draft.InstitutionId,
            EntryId = entryId,
            SubjectId = draft.SubjectId,
            MediaType = prepared.Ciphertext.MediaType,
            SealedBytes = prepared.Ciphertext.Length,
            WrappedKey = FieldSeal.Seal(WrappingKey(session, draft.InstitutionId, draft.SubjectId), WrapContext(prepared.Id), prepared.Key),
            Body = prepared.Body,
            Object = prepared.Object,
        };
        return new SealedExhibit(row, prepared.Commitment, prepared.Ciphertext);
    }

    /// <summary>True if the key of the exhibit's subject was destroyed.</summary>
    public bool IsErased(Session session, ExhibitRow row) => row.SubjectId is not null && keys.IsErased(session, row.InstitutionId, row.SubjectId);

    /// <summary>The sealed bytes, or null if they are gone.</summary>
    public byte[]? Body(ExhibitRow row) => row.Body ?? (row.Object is null ? null : objects.Get(row.Object));

    /// <summary>Opens an exhibit into its salt and its content.</summary>
    /// <exception cref="CryptographicException">The wrapped key was changed, or the subject's key was destroyed.</exception>
    /// <exception cref="LedgerFormatException">The sealed bytes were changed or are missing.</exception>
    public OpenedExhibit Open(Session session, ExhibitRow row)
    {
        var body = Body(row) ?? throw new LedgerFormatException("exhibit", "its sealed bytes are missing");
        var plain = ChunkedEncryption.Open(Key(session, row), body, Context(row.Id));
        return plain.Length < Commitment.SaltSize
            ? throw new LedgerFormatException("exhibit", "shorter than its salt")
            : new OpenedExhibit(plain[..Commitment.SaltSize], plain[Commitment.SaltSize..]);
    }

    /// <summary>Opens an exhibit piece by piece, as it is read. The stream may outlive the session.</summary>
    /// <exception cref="CryptographicException">The wrapped key was changed, or the subject's key was destroyed.</exception>
    /// <exception cref="LedgerFormatException">The sealed bytes were changed or are missing.</exception>
    public SealedStream Stream(Session session, ExhibitRow row)
    {
        byte[]? Bytes(long from, int length) => row switch
        {
            { Body: { } body } => body.AsSpan((int)from, (int)Math.Min(length, body.Length - from)).ToArray(),
            { Object: { } name } => objects.ReadRange(name, from, length),
            _ => null,
        };
        var header = Bytes(0, ChunkedEncryption.HeaderSize) ?? throw new LedgerFormatException("exhibit", "its sealed bytes are missing");
        return new SealedStream(new SealedReader(Key(session, row), header, row.SealedBytes, Context(row.Id)), Bytes);
    }

    private byte[] Key(Session session, ExhibitRow row)
    {
        var wrapping = row.SubjectId is null
            ? keys.Institution(session, row.InstitutionId, "content")
            : keys.FindSubject(session, row.InstitutionId, row.SubjectId)?.Key
                ?? throw new SubjectErasedException();
        return FieldSeal.Open(wrapping, WrapContext(row.Id), row.WrappedKey);
    }

    private byte[] WrappingKey(Session session, string institutionId, string? subjectId) => subjectId is null
        ? keys.Institution(session, institutionId, "content")
        : keys.Subject(session, institutionId, subjectId).Key;

    private static byte[] Context(string exhibitId) => ExhibitWriter.Context(exhibitId);

    private static string WrapContext(string exhibitId) => "exhibit.key|" + exhibitId;
}

/// <summary>The salt of the commitment and the content.</summary>
internal sealed record OpenedExhibit(byte[] Salt, byte[] Plain);
