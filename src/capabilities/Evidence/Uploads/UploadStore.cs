using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>The SQL of uploads.</summary>
internal static class UploadStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, staff_id AS StaffId, subject_id AS SubjectId, thing AS Thing, media_type AS MediaType,
        received AS Received, chunks AS Chunks, touched_at AS TouchedAt, sha256 AS Sha256, entry_id AS EntryId, leaf_hash AS LeafHash, exhibit_id AS ExhibitId
        """;

    public static void Insert(Session session, UploadRow row) => session.Write(
        """
        INSERT INTO upload (id, institution_id, staff_id, subject_id, thing, media_type, received, chunks, touched_at)
        VALUES (@Id, @InstitutionId, @StaffId, @SubjectId, @Thing, @MediaType, 0, 0, @TouchedAt)
        """,
        row);

    public static UploadRow? Find(Session session, string institutionId, string id) => session.First<UploadRow>(
        $"SELECT {Columns} FROM upload WHERE institution_id = @institutionId AND id = @id", new { institutionId, id });

    /// <summary>How many uploads a staff member has begun and not completed.</summary>
    public static long CountOpen(Session session, string institutionId, string staffId) => session.First<long>(
        "SELECT COUNT(*) FROM upload WHERE institution_id = @institutionId AND staff_id = @staffId AND sha256 IS NULL", new { institutionId, staffId });

    public static void AddChunk(Session session, UploadChunkRow chunk, long now)
    {
        session.Write(
            """
            INSERT INTO upload_chunk (upload_id, institution_id, start, bytes, object, wrapped_key)
            VALUES (@UploadId, @InstitutionId, @Start, @Bytes, @Object, @WrappedKey)
            """,
            chunk);
        session.Write(
            "UPDATE upload SET received = received + @Bytes, chunks = chunks + 1, touched_at = @now WHERE id = @UploadId",
            new { chunk.Bytes, chunk.UploadId, now });
    }

    public static List<UploadChunkRow> Chunks(Session session, string uploadId) => session.Query<UploadChunkRow>(
        """
        SELECT upload_id AS UploadId, institution_id AS InstitutionId, start AS Start, bytes AS Bytes, object AS Object, wrapped_key AS WrappedKey
        FROM upload_chunk WHERE upload_id = @uploadId ORDER BY start
        """,
        new { uploadId });

    /// <summary>Those of the names that a chunk lies under.</summary>
    public static IReadOnlyList<string> Referenced(Session session, IReadOnlyList<string> objects) => session.Query<string>(
        "SELECT object FROM upload_chunk WHERE object IN @objects", new { objects });

    public static void Complete(Session session, string id, string sha256, Receipt receipt) => session.Write(
        "UPDATE upload SET sha256 = @sha256, entry_id = @EntryId, leaf_hash = @LeafHash, exhibit_id = @ExhibitId WHERE id = @id",
        new { id, sha256, receipt.EntryId, receipt.LeafHash, receipt.ExhibitId });

    public static void RemoveChunks(Session session, string uploadId) =>
        session.Execute("DELETE FROM upload_chunk WHERE upload_id = @uploadId", new { uploadId });

    public static void Remove(Session session, string id) => session.Execute("DELETE FROM upload WHERE id = @id", new { id });

    /// <summary>Uploads that nothing has come to since, completed or not.</summary>
    public static List<UploadRow> Untouched(Session session, long since, int most) => session.Query<UploadRow>(
        $"SELECT {Columns} FROM upload WHERE touched_at < @since ORDER BY touched_at LIMIT @most", new { since, most });
}
