using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>rulebook_run</c>: work over the archive, how far it is and what came of it so far.</summary>
internal sealed record RulebookRunRow : RunRow
{
    public const string WhatIf = "what-if", Again = "reinspection";

    public string Kind { get; init; } = "";

    /// <summary>The version that is tried, or inspected by.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The version in force when it was asked for.</summary>
    public string BaseHash { get; init; } = "";

    public string? TeamId { get; init; }

    /// <summary>How many conversations are looked at, spread evenly over the period; null for all.</summary>
    public long? Sample { get; init; }

    public long WithAlerts { get; init; }

    /// <summary>How many conversations the period had when it was asked for.</summary>
    public long Archived { get; init; }

    /// <summary>How many of them were passed.</summary>
    public long Seen { get; init; }

    /// <summary>The last conversation that was passed, in order of beginning and id.</summary>
    public long AfterAt { get; init; }

    public string AfterId { get; init; } = "";

    /// <summary>JSON: a <see cref="DraftTally"/> or an <see cref="AgainTally"/>.</summary>
    public string Tally { get; init; } = "{}";
}

/// <summary>The SQL of work over the archive.</summary>
internal static class RulebookRunStore
{
    public static readonly RunTable<RulebookRunRow> Runs = new(
        "rulebook_run",
        """
        kind AS Kind, hash AS Hash, base_hash AS BaseHash, team_id AS TeamId, sample AS Sample, with_alerts AS WithAlerts, archived AS Archived,
          seen AS Seen, after_at AS AfterAt, after_id AS AfterId, tally AS Tally
        """);

    public static void Insert(Session session, RulebookRunRow row) => session.Execute(
        """
        INSERT INTO rulebook_run (id, institution_id, kind, hash, base_hash, from_at, to_at, team_id, sample, with_alerts, status, asked_by,
          asked_at, beat_at, archived, seen, after_at, after_id, tally)
        VALUES (@Id, @InstitutionId, @Kind, @Hash, @BaseHash, @FromAt, @ToAt, @TeamId, @Sample, @WithAlerts, @Status, @AskedBy,
          @AskedAt, @BeatAt, @Archived, @Seen, @AfterAt, @AfterId, @Tally)
        """,
        row);

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
}
