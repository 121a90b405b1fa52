namespace Daylight.Platform.Storage;

/// <summary>
/// The SQL that tables of runs have in common: they stand in line, are worked off one at a time, and pass to another process
/// when theirs has fallen silent. What a run brings is written by the rooms' own stores.
/// </summary>
/// <param name="table">The table; it has a column for each property of <see cref="RunRow"/>.</param>
/// <param name="columns">The table's other columns, each <c>column AS Property</c>.</param>
public sealed class RunTable<TRow>(string table, string columns)
    where TRow : RunRow
{
    /// <summary>A run that has not said how far it is for so long was left behind by its process.</summary>
    private static readonly TimeSpan LeftBehind = TimeSpan.FromMinutes(2);

    private string Select =>
        $"""
        SELECT id AS Id, institution_id AS InstitutionId, from_at AS FromAt, to_at AS ToAt, status AS Status, asked_by AS AskedBy, asked_at AS AskedAt,
          beat_at AS BeatAt, ended_at AS EndedAt, error AS Error, {columns}
        FROM {table}
        """;

    /// <summary>One run of an institution.</summary>
    public TRow? ById(Session session, string institutionId, string id) =>
        session.First<TRow>($"{Select} WHERE institution_id = @institutionId AND id = @id", new { institutionId, id });

    /// <summary>Runs of an institution, newest first.</summary>
    public List<TRow> Newest(Session session, string institutionId, int most) => session.Query<TRow>(
        $"{Select} WHERE institution_id = @institutionId ORDER BY asked_at DESC, id DESC LIMIT @most", new { institutionId, most });

    /// <summary>Runs of one kind, newest first; for tables that have a column <c>kind</c>.</summary>
    public List<TRow> Newest(Session session, string institutionId, string kind, int most) => session.Query<TRow>(
        $"{Select} WHERE institution_id = @institutionId AND kind = @kind ORDER BY asked_at DESC, id DESC LIMIT @most", new { institutionId, kind, most });

    /// <summary>How many of an institution wait or run.</summary>
    public long Open(Session session, string institutionId) => session.First<long>(
        $"SELECT COUNT(*) FROM {table} WHERE institution_id = @institutionId AND status IN ('waiting', 'running')", new { institutionId });

    /// <summary>Takes the oldest run that waits, or that its process has left behind, for this process; null if there is none.</summary>
    public TRow? Take(Session session, DateTimeOffset now)
    {
        session.Lock(table.Replace('_', '-'));
        var row = session.First<TRow>(
            $"{Select} WHERE status = 'waiting' OR (status = 'running' AND beat_at < @leftBehind) ORDER BY asked_at, id LIMIT 1",
            new { leftBehind = UtcMicros.From(now - LeftBehind) });
        if (row is not null)
        {
            session.Execute($"UPDATE {table} SET status = 'running', beat_at = @now WHERE id = @Id", new { row.Id, now = UtcMicros.From(now) });
        }

        return row;
    }

    /// <summary>Ends a run of which nothing more is to be written; false if it had ended before.</summary>
    public bool End(Session session, string id, string status, string? error, DateTimeOffset now) => session.Execute(
        $"UPDATE {table} SET status = @status, error = @error, ended_at = @now WHERE id = @id AND status IN ('waiting', 'running')",
        new { id, status, error, now = UtcMicros.From(now) }) == 1;
}
