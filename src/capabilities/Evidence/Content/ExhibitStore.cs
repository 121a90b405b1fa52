using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>One row of <c>exhibit</c>.</summary>
internal sealed class ExhibitRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string EntryId { get; init; } = "";

    public string? SubjectId { get; init; }

    public string MediaType { get; init; } = "";

    public long SealedBytes { get; init; }

    public byte[] WrappedKey { get; init; } = [];

    /// <summary>The sealed bytes, if they are short enough to live in the table.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The name in the object store otherwise.</summary>
    public string? Object { get; init; }
}

/// <summary>One row of <see cref="ExhibitStore.OfEntries"/>.</summary>
internal sealed class ExhibitCardRow
{
    public string Id { get; init; } = "";

    public string EntryId { get; init; } = "";

    public string? SubjectId { get; init; }

    public string MediaType { get; init; } = "";
}

/// <summary>The SQL of exhibits.</summary>
internal static class ExhibitStore
{
    private const string Columns =
        "id AS Id, institution_id AS InstitutionId, entry_id AS EntryId, subject_id AS SubjectId, media_type AS MediaType, sealed_bytes AS SealedBytes, wrapped_key AS WrappedKey, body AS Body, object AS Object";

    public static void Insert(Session session, IReadOnlyList<ExhibitRow> rows)
    {
        if (rows.Count > 0)
        {
            session.Write(
                """
                INSERT INTO exhibit (id, institution_id, entry_id, subject_id, media_type, sealed_bytes, wrapped_key, body, object)
                VALUES (@Id, @InstitutionId, @EntryId, @SubjectId, @MediaType, @SealedBytes, @WrappedKey, @Body, @Object)
                """,
                rows);
        }
    }

    public static ExhibitRow? ById(Session session, string institutionId, string exhibitId) => session.First<ExhibitRow>(
        $"SELECT {Columns} FROM exhibit WHERE institution_id = @institutionId AND id = @exhibitId",
        new { institutionId, exhibitId });

    /// <summary>Exhibits by the entries they belong to, without their bytes.</summary>
    public static List<ExhibitCard> OfEntries(Session session, string institutionId, IReadOnlyList<string> entryIds) => session.Query<ExhibitCardRow>(
        """
        SELECT id AS Id, entry_id AS EntryId, subject_id AS SubjectId, media_type AS MediaType
        FROM exhibit WHERE institution_id = @institutionId AND entry_id IN @entryIds ORDER BY id
        """,
        new { institutionId, entryIds }).ConvertAll(row => new ExhibitCard(row.Id, row.EntryId, row.SubjectId, row.MediaType));

    public static long Count(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM exhibit WHERE institution_id = @institutionId",
        new { institutionId });

    /// <summary>Those of the names that an exhibit refers to.</summary>
    public static IReadOnlyList<string> Referenced(Session session, IReadOnlyList<string> objects) => session.Query<string>(
        "SELECT object FROM exhibit WHERE object IN @objects", new { objects });

    /// <summary>Names of objects behind a name, in their order.</summary>
    public static IReadOnlyList<string> Objects(Session session, string after, int most) => session.Query<string>(
        "SELECT object FROM exhibit WHERE object IS NOT NULL AND object > @after ORDER BY object LIMIT @most", new { after, most });

    /// <summary>How many exhibits of all institutions lie in the object store.</summary>
    public static long CountObjects(Session session) => session.First<long>("SELECT COUNT(*) FROM exhibit WHERE object IS NOT NULL");
}
