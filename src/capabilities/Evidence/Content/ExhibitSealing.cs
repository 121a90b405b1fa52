using System.Security.Cryptography;
using System.Text;
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
    private const int InlineBytesMax = 64 * 1024;

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

        var id = ids.New("ex");
        var key = RandomNumberGenerator.GetBytes(ChunkedEncryption.KeySize);
        var plain = new byte[Commitment.SaltSize + content.Plain.Length];
        RandomNumberGenerator.Fill(plain.AsSpan(0, Commitment.SaltSize));
        content.Plain.Span.CopyTo(plain.AsSpan(Commitment.SaltSize));
        var body = ChunkedEncryption.Seal(key, RandomNumberGenerator.GetBytes(ChunkedEncryption.SaltSize), plain, Context(id));
        var inline = body.Length <= InlineBytesMax;
        return new PreparedContent(
            id,
            key,
            inline ? body : null,
            inline ? null : objects.Put(body),
            Commitment.Of(plain.AsSpan(0, Commitment.SaltSize), content.Plain.Span),
            new Ciphertext(Hash32.Sha256(body), body.Length, content.MediaType));
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

    private static byte[] Context(string exhibitId) => Encoding.ASCII.GetBytes("daylight exhibit " + exhibitId);

    private static string WrapContext(string exhibitId) => "exhibit.key|" + exhibitId;
}

/// <summary>The salt of the commitment and the content.</summary>
internal sealed record OpenedExhibit(byte[] Salt, byte[] Plain);
