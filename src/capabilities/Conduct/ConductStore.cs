using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>One row of <c>conversation</c>.</summary>
internal sealed record ConversationRecord
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string PersonRole { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string? TeamId { get; init; }

    public string Kind { get; init; } = "";

    public string Direction { get; init; } = "";

    public string Zone { get; init; } = "";

    public string? PermitId { get; init; }

    public string? ContactId { get; init; }

    /// <summary>1 if it was held elsewhere and loaded afterwards.</summary>
    public long Imported { get; init; }

    /// <summary>A keyed fingerprint of the sender's own id, so that loading it again changes nothing.</summary>
    public string? ExternalMark { get; init; }

    /// <summary>What else the sender said about it, sealed: attributes may hold anything.</summary>
    public byte[] Head { get; init; } = [];

    /// <summary>When it began, as the sender says.</summary>
    public long StartedAt { get; init; }

    /// <summary>When it reached us; both are kept.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>When something last came in.</summary>
    public long LastAt { get; init; }

    /// <summary>When it ended, as the sender says.</summary>
    public long? EndedAt { get; init; }

    public long? ClosedAt { get; init; }

    public string? Outcome { get; init; }

    public long UtteranceCount { get; init; }

    /// <summary>The first seq that has not come in: everything before it is there.</summary>
    public long NextSeq { get; init; }

    /// <summary>How many written words of ours a program recorded that had gone out unscreened.</summary>
    public long UnscreenedCount { get; init; }

    /// <summary>How many times words were replaced by corrected ones.</summary>
    public long CorrectionCount { get; init; }
}

/// <summary>One row of <c>utterance</c>, or of <c>utterance_revision</c> for words that were replaced: where they are sealed, never the words.</summary>
internal sealed record UtteranceRecord
{
    public string ConversationId { get; init; } = "";

    public long Seq { get; init; }

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string ExhibitId { get; init; } = "";

    /// <summary>Its place in the exhibit's batch, from 0.</summary>
    public long Place { get; init; }

    public string Role { get; init; } = "";

    /// <summary>A keyed fingerprint of role and words, to tell a repetition from a contradiction.</summary>
    public string Mark { get; init; } = "";

    public long ReceivedAt { get; init; }

    /// <summary>1 if it was written by us and went out without having been screened.</summary>
    public long Unscreened { get; init; }

    /// <summary>How often its words were corrected.</summary>
    public long Revision { get; init; }
}

/// <summary>What a batch adds to its conversation.</summary>
internal sealed record Advance(long Utterances, long Unscreened, long Corrections, long NextSeq, long LastAt);

/// <summary>One row of <c>conversation_entry</c>: a ledger entry of a conversation.</summary>
internal sealed class EntryRecord
{
    public string EntryId { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    public string Act { get; init; } = "";

    public string LeafHash { get; init; } = "";

    public long RecordedAt { get; init; }
}

/// <summary>All SQL of Conduct but that of its figures.</summary>
internal static class ConductStore
{
    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, person_role AS PersonRole,
        staff_id AS StaffId, team_id AS TeamId, kind AS Kind, direction AS Direction, zone AS Zone, permit_id AS PermitId,
        contact_id AS ContactId, imported AS Imported, external_mark AS ExternalMark, head AS Head, started_at AS StartedAt,
        received_at AS ReceivedAt, last_at AS LastAt, ended_at AS EndedAt, closed_at AS ClosedAt, outcome AS Outcome,
        utterance_count AS UtteranceCount, next_seq AS NextSeq, unscreened_count AS UnscreenedCount,
        correction_count AS CorrectionCount
        """;

    private const string UtteranceColumns =
        """
        conversation_id AS ConversationId, seq AS Seq, id AS Id, institution_id AS InstitutionId, exhibit_id AS ExhibitId,
        place AS Place, role AS Role, mark AS Mark, received_at AS ReceivedAt, unscreened AS Unscreened,
        revision AS Revision
        """;

    public static void Insert(Session session, ConversationRecord row) => session.Execute(
        """
        INSERT INTO conversation (id, institution_id, case_id, person_id, person_role, staff_id, team_id, kind, direction, zone,
          permit_id, contact_id, imported, external_mark, head, started_at, received_at, last_at, ended_at, closed_at, outcome,
          utterance_count, next_seq, unscreened_count, correction_count)
        VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @PersonRole, @StaffId, @TeamId, @Kind, @Direction, @Zone,
          @PermitId, @ContactId, @Imported, @ExternalMark, @Head, @StartedAt, @ReceivedAt, @LastAt, @EndedAt, @ClosedAt, @Outcome,
          @UtteranceCount, @NextSeq, @UnscreenedCount, @CorrectionCount)
        """,
        row);

    public static ConversationRecord? Find(Session session, string institutionId, string id) => session.First<ConversationRecord>(
        $"SELECT {Columns} FROM conversation WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    public static List<ConversationRecord> FindAll(Session session, string institutionId, IReadOnlyCollection<string> ids) => ids.Count == 0
        ? []
        : session.Query<ConversationRecord>(
            $"SELECT {Columns} FROM conversation WHERE institution_id = @institutionId AND id IN @ids",
            new { institutionId, ids });

    public static ConversationRecord? ByMark(Session session, string institutionId, string mark) => session.First<ConversationRecord>(
        $"SELECT {Columns} FROM conversation WHERE institution_id = @institutionId AND external_mark = @mark",
        new { institutionId, mark });

    /// <summary>The conversations that are not closed, latest activity first.</summary>
    public static List<ConversationRecord> Live(Session session, string institutionId, int most) => session.Query<ConversationRecord>(
        $"SELECT {Columns} FROM conversation WHERE institution_id = @institutionId AND closed_at IS NULL ORDER BY last_at DESC LIMIT @most",
        new { institutionId, most });

    /// <summary>Closed conversations of a span, in order of beginning, those after its place.</summary>
    public static List<ConversationRecord> Closed(Session session, string institutionId, ArchiveSpan span, int most) => session.Query<ConversationRecord>(
        $"""
        SELECT {Columns} FROM conversation
        WHERE {InSpan(span)} AND (started_at > @AfterAt OR (started_at = @AfterAt AND id > @AfterId))
        ORDER BY started_at, id LIMIT @most
        """,
        new { institutionId, span.From, span.To, span.TeamId, span.AfterAt, span.AfterId, most });

    public static long CountClosed(Session session, string institutionId, ArchiveSpan span) => session.First<long>(
        $"SELECT COUNT(*) FROM conversation WHERE {InSpan(span)}",
        new { institutionId, span.From, span.To, span.TeamId });

    private static string InSpan(ArchiveSpan span) =>
        "institution_id = @institutionId AND closed_at IS NOT NULL AND started_at >= @From AND started_at < @To"
        + (span.TeamId is null ? "" : " AND team_id = @TeamId");

    /// <summary>Conversations of a person that began before a moment, newest first.</summary>
    public static List<ConversationRecord> Earlier(
        Session session, string institutionId, string personId, long since, long before, int most) => session.Query<ConversationRecord>(
        $"""
        SELECT {Columns} FROM conversation
        WHERE institution_id = @institutionId AND person_id = @personId AND started_at >= @since AND started_at < @before
        ORDER BY started_at DESC, id DESC LIMIT @most
        """,
        new { institutionId, personId, since, before, most });

    /// <summary>Conversations that began before a place in the order of beginning, latest first.</summary>
    public static List<ConversationRecord> Before(Session session, string institutionId, long startedAt, string id, int most) =>
        session.Query<ConversationRecord>(
            $"""
            SELECT {Columns} FROM conversation
            WHERE institution_id = @institutionId AND started_at <= @startedAt AND (started_at < @startedAt OR id < @id)
            ORDER BY started_at DESC, id DESC LIMIT @most
            """,
            new { institutionId, startedAt, id, most });

    public static long Count(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM conversation WHERE institution_id = @institutionId", new { institutionId });

    /// <summary>Live conversations of any institution in which nothing came in since a moment that depends on their kind.</summary>
    public static List<ConversationRecord> Silent(Session session, long spokenBefore, long writtenBefore, int most) => session.Query<ConversationRecord>(
        $"""
        SELECT {Columns} FROM conversation
        WHERE closed_at IS NULL AND last_at < CASE WHEN kind IN ('call', 'visit') THEN @spokenBefore ELSE @writtenBefore END
        ORDER BY last_at LIMIT @most
        """,
        new { spokenBefore, writtenBefore, most });

    /// <summary>The open written thread of this staff member with this person, or null.</summary>
    public static ConversationRecord? OpenThread(Session session, string institutionId, string caseId, string personId, string staffId, string kind) =>
        session.First<ConversationRecord>(
            $"""
            SELECT {Columns} FROM conversation
            WHERE institution_id = @institutionId AND case_id = @caseId AND person_id = @personId AND staff_id = @staffId
              AND kind = @kind AND closed_at IS NULL ORDER BY started_at DESC LIMIT 1
            """,
            new { institutionId, caseId, personId, staffId, kind });

    public static void Advance(Session session, string id, Advance batch) => session.Execute(
        """
        UPDATE conversation SET utterance_count = utterance_count + @Utterances, unscreened_count = unscreened_count + @Unscreened,
          correction_count = correction_count + @Corrections, next_seq = @NextSeq, last_at = @LastAt
        WHERE id = @id
        """,
        new { id, batch.Utterances, batch.Unscreened, batch.Corrections, batch.NextSeq, batch.LastAt });

    public static void Close(Session session, string id, string? outcome, long? endedAt, long closedAt) => session.Execute(
        "UPDATE conversation SET outcome = @outcome, ended_at = @endedAt, closed_at = @closedAt, last_at = @closedAt WHERE id = @id",
        new { id, outcome, endedAt, closedAt });

    public static void InsertUtterances(Session session, IReadOnlyList<UtteranceRecord> rows) => session.Execute(
        """
        INSERT INTO utterance (conversation_id, seq, id, institution_id, exhibit_id, place, role, mark, received_at, unscreened, revision)
        VALUES (@ConversationId, @Seq, @Id, @InstitutionId, @ExhibitId, @Place, @Role, @Mark, @ReceivedAt, @Unscreened, @Revision)
        """,
        rows);

    /// <summary>Keeps where words lie that do not count, because a higher revision of them is here.</summary>
    public static void InsertRevisions(Session session, IReadOnlyList<UtteranceRecord> rows) => session.Execute(
        """
        INSERT INTO utterance_revision (conversation_id, seq, revision, id, institution_id, exhibit_id, place, role, mark, received_at, unscreened)
        VALUES (@ConversationId, @Seq, @Revision, @Id, @InstitutionId, @ExhibitId, @Place, @Role, @Mark, @ReceivedAt, @Unscreened)
        """,
        rows);

    /// <summary>Lets rows tell of corrected words; what they told before is kept by <see cref="InsertRevisions"/>.</summary>
    public static void Correct(Session session, IReadOnlyList<UtteranceRecord> rows) => session.Execute(
        """
        UPDATE utterance SET exhibit_id = @ExhibitId, place = @Place, role = @Role, mark = @Mark, received_at = @ReceivedAt,
          unscreened = @Unscreened, revision = @Revision
        WHERE conversation_id = @ConversationId AND seq = @Seq
        """,
        rows);

    /// <summary>Words that were replaced, in the order of their seq and revision.</summary>
    public static List<UtteranceRecord> Revisions(Session session, string conversationId, IReadOnlyCollection<long> seqs) => seqs.Count == 0
        ? []
        : session.Query<UtteranceRecord>(
            $"SELECT {UtteranceColumns} FROM utterance_revision WHERE conversation_id = @conversationId AND seq IN @seqs ORDER BY seq, revision",
            new { conversationId, seqs });

    /// <summary>The utterances with these positions that are already there.</summary>
    public static List<UtteranceRecord> Known(Session session, string conversationId, IReadOnlyCollection<long> seqs) => session.Query<UtteranceRecord>(
        $"SELECT {UtteranceColumns} FROM utterance WHERE conversation_id = @conversationId AND seq IN @seqs",
        new { conversationId, seqs });

    /// <summary>The positions of a conversation and how often each was corrected, ascending.</summary>
    public static List<UtteranceRecord> Versions(Session session, string institutionId, string conversationId, int most) => session.Query<UtteranceRecord>(
        "SELECT seq AS Seq, revision AS Revision FROM utterance WHERE conversation_id = @conversationId AND institution_id = @institutionId ORDER BY seq LIMIT @most",
        new { institutionId, conversationId, most });

    /// <summary>The positions from one on, ascending.</summary>
    public static List<long> SeqsFrom(Session session, string conversationId, long from, int most) => session.Query<long>(
        "SELECT seq FROM utterance WHERE conversation_id = @conversationId AND seq >= @from ORDER BY seq LIMIT @most",
        new { conversationId, from, most });

    /// <summary>The utterances from one position (included) to another (excluded), ascending.</summary>
    public static List<UtteranceRecord> Utterances(Session session, string conversationId, long from, long to, int most) => session.Query<UtteranceRecord>(
        $"SELECT {UtteranceColumns} FROM utterance WHERE conversation_id = @conversationId AND seq >= @from AND seq < @to ORDER BY seq LIMIT @most",
        new { conversationId, from, to, most });

    public static void InsertEntry(Session session, EntryRecord row) => session.Execute(
        """
        INSERT INTO conversation_entry (entry_id, institution_id, conversation_id, act, leaf_hash, recorded_at)
        VALUES (@EntryId, @InstitutionId, @ConversationId, @Act, @LeafHash, @RecordedAt)
        """,
        row);

    /// <summary>The conversation that an entry of a kind belongs to, or null.</summary>
    public static string? ConversationOf(Session session, string institutionId, string entryId, string act) => session.First<string>(
        "SELECT conversation_id FROM conversation_entry WHERE institution_id = @institutionId AND entry_id = @entryId AND act = @act",
        new { institutionId, entryId, act });

    public static List<EntryRecord> Entries(Session session, string conversationId, int most) => session.Query<EntryRecord>(
        """
        SELECT entry_id AS EntryId, institution_id AS InstitutionId, conversation_id AS ConversationId, act AS Act,
          leaf_hash AS LeafHash, recorded_at AS RecordedAt
        FROM conversation_entry WHERE conversation_id = @conversationId ORDER BY entry_id LIMIT @most
        """,
        new { conversationId, most });
}
