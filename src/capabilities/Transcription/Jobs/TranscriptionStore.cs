using Daylight.Platform.Storage;

namespace Daylight.Transcription;

/// <summary>One row of <c>transcription</c>: a recording whose words are wanted.</summary>
internal sealed class TranscriptionRow
{
    public const string Waiting = "waiting";
    public const string Working = "working";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string NotNeeded = "not-needed";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    /// <summary>The recording; null where a transcript came without one.</summary>
    public string? ExhibitId { get; init; }

    /// <summary>What the sidecar says of raw samples; null: the file tells by itself.</summary>
    public string? Codec { get; init; }

    /// <summary>Who is heard on which channel, joined with commas; null: as the settings say.</summary>
    public string? Roles { get; init; }

    public string Status { get; init; } = Waiting;

    public long Attempts { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double Share { get; init; }

    public long NextAt { get; init; }

    /// <summary>Until when who works on it is believed to be alive.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>A code of <see cref="TranscriptionErrors"/>.</summary>
    public string? Problem { get; init; }

    public string? Recogniser { get; init; }

    public long? UtteranceCount { get; init; }

    public long CreatedAt { get; init; }

    public long? EndedAt { get; init; }
}

/// <summary>All SQL of the room.</summary>
internal static class TranscriptionStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, conversation_id AS ConversationId, exhibit_id AS ExhibitId, codec AS Codec, roles AS Roles,
        status AS Status, attempts AS Attempts, done AS Share, next_at AS NextAt, lease_until AS LeaseUntil, problem AS Problem,
        recogniser AS Recogniser, utterance_count AS UtteranceCount, created_at AS CreatedAt, ended_at AS EndedAt
        """;

    /// <summary>Nothing if the recording is noted already.</summary>
    public static void Insert(Session session, TranscriptionRow row) => session.Execute(
        """
        INSERT INTO transcription (id, institution_id, conversation_id, exhibit_id, codec, roles, status, attempts, done, next_at,
          recogniser, utterance_count, created_at, ended_at)
        VALUES (@Id, @InstitutionId, @ConversationId, @ExhibitId, @Codec, @Roles, @Status, @Attempts, @Share, @NextAt,
          @Recogniser, @UtteranceCount, @CreatedAt, @EndedAt)
        ON CONFLICT DO NOTHING
        """,
        row);

    public static TranscriptionRow? Find(Session session, string institutionId, string id) => session.First<TranscriptionRow>(
        $"SELECT {Columns} FROM transcription WHERE institution_id = @institutionId AND id = @id", new { institutionId, id });

    /// <summary>The latest of a conversation.</summary>
    public static TranscriptionRow? OfConversation(Session session, string institutionId, string conversationId) => session.First<TranscriptionRow>(
        $"SELECT {Columns} FROM transcription WHERE institution_id = @institutionId AND conversation_id = @conversationId ORDER BY id DESC LIMIT 1",
        new { institutionId, conversationId });

    /// <summary>A page, newest first.</summary>
    public static List<TranscriptionRow> Page(Session session, string institutionId, string? status, string before, int most) => session.Query<TranscriptionRow>(
        $"""
        SELECT {Columns} FROM transcription WHERE institution_id = @institutionId AND id < @before {(status is null ? "" : "AND status = @status")}
        ORDER BY id DESC LIMIT @most
        """,
        new { institutionId, status, before, most });

    /// <summary>The one that has waited longest and is due, or whose worker is gone.</summary>
    public static TranscriptionRow? Due(Session session, long now) => session.First<TranscriptionRow>(
        $"""
        SELECT {Columns} FROM transcription WHERE ended_at IS NULL AND next_at <= @now AND (lease_until IS NULL OR lease_until < @now)
        ORDER BY next_at, id LIMIT 1
        """,
        new { now });

    public static void Take(Session session, string id, long leaseUntil) => session.Execute(
        "UPDATE transcription SET status = 'working', attempts = attempts + 1, done = 0, lease_until = @leaseUntil, problem = NULL WHERE id = @id",
        new { id, leaseUntil });

    /// <summary>Says how far it is, and that somebody is alive.</summary>
    public static void Progress(Session session, string id, double share, long leaseUntil) => session.Execute(
        "UPDATE transcription SET done = @share, lease_until = @leaseUntil WHERE id = @id AND status = 'working'", new { id, share, leaseUntil });

    public static void Wait(Session session, string id, string? problem, long nextAt) => session.Execute(
        "UPDATE transcription SET status = 'waiting', lease_until = NULL, problem = @problem, next_at = @nextAt WHERE id = @id", new { id, problem, nextAt });

    public static void End(Session session, string id, string status, string? problem, string? recogniser, long? utterances, long now) => session.Execute(
        """
        UPDATE transcription SET status = @status, done = CASE WHEN @status = 'failed' THEN done ELSE 1 END, lease_until = NULL, problem = @problem,
          recogniser = @recogniser, utterance_count = @utterances, ended_at = @now
        WHERE id = @id
        """,
        new { id, status, problem, recogniser, utterances, now });

    /// <summary>False unless it had failed.</summary>
    public static bool Again(Session session, string id, long now) => session.Execute(
        "UPDATE transcription SET status = 'waiting', attempts = 0, done = 0, problem = NULL, next_at = @now, ended_at = NULL WHERE id = @id AND status = 'failed'",
        new { id, now }) == 1;
}
