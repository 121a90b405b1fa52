using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>search_archive</c>: the place in an institution's archive, which is gone through backwards.</summary>
internal sealed record SearchArchiveRow
{
    public string InstitutionId { get; init; } = "";

    public long AskedAt { get; init; }

    /// <summary>Who asked; null if it began by itself.</summary>
    public string? AskedBy { get; init; }

    public long BeforeAt { get; init; }

    public string BeforeId { get; init; } = "";

    public long Archived { get; init; }

    public long Seen { get; init; }

    public long Added { get; init; }

    public long Unread { get; init; }

    public long? EndedAt { get; init; }
}

/// <summary>The SQL of the place in the archive.</summary>
internal static class SearchArchiveStore
{
    public static SearchArchiveRow? Find(Session session, string institutionId) => session.First<SearchArchiveRow>(
        """
        SELECT institution_id AS InstitutionId, asked_at AS AskedAt, asked_by AS AskedBy, before_at AS BeforeAt, before_id AS BeforeId,
          archived AS Archived, seen AS Seen, added AS Added, unread AS Unread, ended_at AS EndedAt
        FROM search_archive WHERE institution_id = @institutionId
        """,
        new { institutionId });

    public static void Set(Session session, SearchArchiveRow row) => session.Execute(
        """
        INSERT INTO search_archive (institution_id, asked_at, asked_by, before_at, before_id, archived, seen, added, unread, ended_at)
        VALUES (@InstitutionId, @AskedAt, @AskedBy, @BeforeAt, @BeforeId, @Archived, @Seen, @Added, @Unread, @EndedAt)
        ON CONFLICT (institution_id) DO UPDATE SET asked_at = excluded.asked_at, asked_by = excluded.asked_by, before_at = excluded.before_at,
          before_id = excluded.before_id, archived = excluded.archived, seen = excluded.seen, added = excluded.added,
          unread = excluded.unread, ended_at = excluded.ended_at
        """,
        row);

    /// <summary>Goes on to a place; false if another process has gone on from the same one, or it was begun anew.</summary>
    public static bool Advance(Session session, SearchArchiveRow from, SearchArchiveRow to) => session.Execute(
        """
        UPDATE search_archive SET before_at = @BeforeAt, before_id = @BeforeId, seen = @Seen, unread = @Unread, ended_at = @EndedAt
        WHERE institution_id = @InstitutionId AND asked_at = @AskedAt AND before_at = @fromAt AND before_id = @fromId AND ended_at IS NULL
        """,
        new { to.BeforeAt, to.BeforeId, to.Seen, to.Unread, to.EndedAt, to.InstitutionId, to.AskedAt, fromAt = from.BeforeAt, fromId = from.BeforeId }) == 1;

    /// <summary>Counts conversations that came into the index.</summary>
    public static void Count(Session session, string institutionId, int added)
    {
        if (added > 0)
        {
            session.Execute("UPDATE search_archive SET added = added + @added WHERE institution_id = @institutionId", new { institutionId, added });
        }
    }
}
