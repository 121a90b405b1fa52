using System.Text.Json;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>Which file, read in which way, for whom.</summary>
internal sealed record ImportFileKey(string InstitutionId, string Kind, string Sha256, string Mapping);

/// <summary>How far a file has been imported; written in the transaction of each batch.</summary>
internal sealed class ImportProgressRow
{
    public long RowsRead { get; init; }

    public long RowsAdded { get; init; }

    public long RowsUpdated { get; init; }

    public long RowsUnchanged { get; init; }

    public long RowsRejected { get; init; }

    public long Done { get; init; }
}

/// <summary>The SQL of progress and rejects.</summary>
internal sealed class ImportProgressStore(KeyRing keys)
{
    private const string OfFile = "institution_id = @InstitutionId AND kind = @Kind AND sha256 = @Sha256 AND mapping = @Mapping";

    public static ImportProgressRow? Find(Session session, ImportFileKey file) => session.First<ImportProgressRow>(
        $"""
        SELECT rows_read AS RowsRead, rows_added AS RowsAdded, rows_updated AS RowsUpdated, rows_unchanged AS RowsUnchanged,
          rows_rejected AS RowsRejected, done AS Done
        FROM import_progress WHERE {OfFile}
        """,
        file);

    /// <summary>Where to go on: behind the rows of an interrupted run, or at the start.</summary>
    public static ImportProgressRow Begin(Session session, ImportFileKey file)
    {
        session.Lock($"import:{file.InstitutionId}:{file.Kind}:{file.Sha256}:{file.Mapping}");
        if (Find(session, file) is { Done: 0 } interrupted)
        {
            return interrupted;
        }

        session.Execute($"DELETE FROM import_reject WHERE {OfFile}", file);
        session.Execute($"DELETE FROM import_progress WHERE {OfFile}", file);
        session.Execute(
            """
            INSERT INTO import_progress (institution_id, kind, sha256, mapping, rows_read, rows_added, rows_updated, rows_unchanged, rows_rejected, done)
            VALUES (@InstitutionId, @Kind, @Sha256, @Mapping, 0, 0, 0, 0, 0, 0)
            """,
            file);
        return new ImportProgressRow();
    }

    /// <summary>Counts a batch. It fails if another run has moved the same file on meanwhile.</summary>
    public static ImportProgressRow Advance(Session session, ImportFileKey file, ImportProgressRow before, int rows, ImportTally tally, int rejected)
    {
        var moved = session.Execute(
            $"""
            UPDATE import_progress SET rows_read = rows_read + @rows, rows_added = rows_added + @Added, rows_updated = rows_updated + @Updated,
              rows_unchanged = rows_unchanged + @Unchanged, rows_rejected = rows_rejected + @rejected
            WHERE {OfFile} AND rows_read = @RowsRead AND done = 0
            """,
            new { file.InstitutionId, file.Kind, file.Sha256, file.Mapping, before.RowsRead, rows, tally.Added, tally.Updated, tally.Unchanged, rejected });
        return moved == 1
            ? Find(session, file)!
            : throw new InvalidOperationException("This file is being imported by another run at the same time.");
    }

    public static void Finish(Session session, ImportFileKey file) =>
        session.Execute($"UPDATE import_progress SET done = 1 WHERE {OfFile}", file);

    public void AddRejects(Session session, ImportFileKey file, IReadOnlyList<ImportReject> rejects)
    {
        if (rejects.Count == 0)
        {
            return;
        }

        var key = keys.Institution(session, file.InstitutionId, "content");
        session.Execute(
            """
            INSERT INTO import_reject (institution_id, kind, sha256, mapping, line, reject)
            VALUES (@InstitutionId, @Kind, @Sha256, @Mapping, @Line, @Reject)
            """,
            rejects.Select(reject => new
            {
                file.InstitutionId,
                file.Kind,
                file.Sha256,
                file.Mapping,
                reject.Line,
                Reject = FieldSeal.Seal(key, Context(file), JsonSerializer.SerializeToUtf8Bytes(reject)),
            }).ToList());
    }

    /// <summary>Removes rejected rows that were first seen before a moment; new ones are seen now.</summary>
    public static int RemoveRejects(Session session, long now, long before)
    {
        session.Execute("UPDATE import_reject SET kept_since = @now WHERE kept_since IS NULL", new { now });
        return session.Execute("DELETE FROM import_reject WHERE kept_since < @before", new { before });
    }

    /// <summary>Removes all rejected rows of an institution.</summary>
    public static void RemoveAllRejects(Session session, string institutionId) =>
        session.Execute("DELETE FROM import_reject WHERE institution_id = @institutionId", new { institutionId });

    /// <summary>A page of rejected rows in the order of the file, behind a position.</summary>
    public IReadOnlyList<(long Position, ImportReject Reject)> Rejects(Session session, ImportFileKey file, long after, int most)
    {
        var key = keys.Institution(session, file.InstitutionId, "content");
        return session.Query<RejectRow>(
            $"SELECT id AS Id, reject AS Reject FROM import_reject WHERE {OfFile} AND id > @after ORDER BY id LIMIT @most",
            new { file.InstitutionId, file.Kind, file.Sha256, file.Mapping, after, most })
            .ConvertAll(row => (row.Id, JsonSerializer.Deserialize<ImportReject>(FieldSeal.Open(key, Context(file), row.Reject))!));
    }

    private static string Context(ImportFileKey file) => $"import_reject.reject|{file.Kind}|{file.Sha256}";

    private sealed class RejectRow
    {
        public long Id { get; init; }

        public byte[] Reject { get; init; } = [];
    }
}
