using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>rulebook_run</c>: work over the archive, how far it is and what came of it so far.</summary>
internal sealed record RulebookRunRow
{
    public const string WhatIf = "what-if", Again = "reinspection";

    public const string Waiting = "waiting", Running = "running", Done = "done", Cancelled = "cancelled", Failed = "failed";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>The version that is tried, or inspected by.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The version in force when it was asked for.</summary>
    public string BaseHash { get; init; } = "";

    public long FromAt { get; init; }

    public long ToAt { get; init; }

    public string? TeamId { get; init; }

    /// <summary>How many conversations are looked at, spread evenly over the period; null for all.</summary>
    public long? Sample { get; init; }

    public long WithAlerts { get; init; }

    public string Status { get; init; } = "";

    public string AskedBy { get; init; } = "";

    public long AskedAt { get; init; }

    /// <summary>When the process that works on it last said so.</summary>
    public long BeatAt { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>How many conversations the period had when it was asked for.</summary>
    public long Archived { get; init; }

    /// <summary>How many of them were passed.</summary>
    public long Seen { get; init; }

    /// <summary>The last conversation that was passed, in order of beginning and id.</summary>
    public long AfterAt { get; init; }

    public string AfterId { get; init; } = "";

    /// <summary>JSON: a <see cref="DraftTally"/> or an <see cref="AgainTally"/>.</summary>
    public string Tally { get; init; } = "{}";

    public string? Error { get; init; }
}

/// <summary>The SQL of work over the archive.</summary>
internal static class RulebookRunStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, kind AS Kind, hash AS Hash, base_hash AS BaseHash, from_at AS FromAt, to_at AS ToAt,
        team_id AS TeamId, sample AS Sample, with_alerts AS WithAlerts, status AS Status, asked_by AS AskedBy, asked_at AS AskedAt,
        beat_at AS BeatAt, ended_at AS EndedAt, archived AS Archived, seen AS Seen, after_at AS AfterAt, after_id AS AfterId,
        tally AS Tally, error AS Error
        """;

    public static void Insert(Session session, RulebookRunRow row) => session.Execute(
        """
        INSERT INTO rulebook_run (id, institution_id, kind, hash, base_hash, from_at, to_at, team_id, sample, with_alerts, status, asked_by,
          asked_at, beat_at, archived, seen, after_at, after_id, tally)
        VALUES (@Id, @InstitutionId, @Kind, @Hash, @BaseHash, @FromAt, @ToAt, @TeamId, @Sample, @WithAlerts, @Status, @AskedBy,
          @AskedAt, @BeatAt, @Archived, @Seen, @AfterAt, @AfterId, @Tally)
        """,
        row);

    public static RulebookRunRow? ById(Session session, string institutionId, string id) => session.First<RulebookRunRow>(
        $"SELECT {Columns} FROM rulebook_run WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>Newest first.</summary>
    public static List<RulebookRunRow> Newest(Session session, string institutionId, string kind, int most) => session.Query<RulebookRunRow>(
        $"SELECT {Columns} FROM rulebook_run WHERE institution_id = @institutionId AND kind = @kind ORDER BY asked_at DESC, id DESC LIMIT @most",
        new { institutionId, kind, most });

    /// <summary>How many wait or run.</summary>
    public static long Open(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM rulebook_run WHERE institution_id = @institutionId AND status IN ('waiting', 'running')",
        new { institutionId });

    /// <summary>Takes the oldest that waits, or that its process has left behind: it goes on where that one stopped.</summary>
    public static RulebookRunRow? Take(Session session, long now, long leftBehind)
    {
        session.Lock("rulebook-run");
        var row = session.First<RulebookRunRow>(
            $"""
            SELECT {Columns} FROM rulebook_run
            WHERE status = 'waiting' OR (status = 'running' AND beat_at < @leftBehind) ORDER BY asked_at, id LIMIT 1
            """,
            new { leftBehind });
        if (row is not null)
        {
            session.Execute("UPDATE rulebook_run SET status = 'running', beat_at = @now WHERE id = @Id", new { row.Id, now });
        }

        return row;
    }

    /// <summary>
    /// Goes one page on; false if it was cancelled, or if another process has gone on from the same place: then nothing that
    /// belongs to the page may be written.
    /// </summary>
    public static bool Advance(Session session, RulebookRunRow from, RulebookRunRow to) => session.Execute(
        """
        UPDATE rulebook_run SET beat_at = @BeatAt, seen = @Seen, after_at = @AfterAt, after_id = @AfterId, tally = @Tally
        WHERE id = @Id AND status = 'running' AND after_at = @fromAt AND after_id = @fromId
        """,
        new { to.Id, to.BeatAt, to.Seen, to.AfterAt, to.AfterId, to.Tally, fromAt = from.AfterAt, fromId = from.AfterId }) == 1;

    /// <summary>Keeps what came of a page beside its place, once <see cref="Advance"/> has made sure of it.</summary>
    public static void SetTally(Session session, string id, string tally) =>
        session.Execute("UPDATE rulebook_run SET tally = @tally WHERE id = @id", new { id, tally });

    /// <summary>False if it had ended before.</summary>
    public static bool End(Session session, string id, string status, string? error, long now) => session.Execute(
        "UPDATE rulebook_run SET status = @status, error = @error, ended_at = @now WHERE id = @id AND status IN ('waiting', 'running')",
        new { id, status, error, now }) == 1;
}
