using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>One row of <c>finding</c>; the words are sealed, the rest holds nothing personal.</summary>
internal sealed record FindingRecord
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string ConversationId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Rule { get; init; } = "";

    public string RuleVersion { get; init; } = "";

    public string Category { get; init; } = "";

    /// <summary>See <see cref="Severities"/>.</summary>
    public long Severity { get; init; }

    public string TitleZh { get; init; } = "";

    public string TitleEn { get; init; } = "";

    public string? Basis { get; init; }

    /// <summary>-1 for a finding about absence; likewise the span.</summary>
    public long UtteranceSeq { get; init; } = -1;

    public long SpanFrom { get; init; } = -1;

    public long SpanTo { get; init; } = -1;

    public double? StartS { get; init; }

    public double? EndS { get; init; }

    public double Confidence { get; init; }

    /// <summary>Sealed <see cref="FindingWords"/>.</summary>
    public byte[] Words { get; init; } = [];

    public long RaisedAt { get; init; }

    /// <summary>open, upheld, overturned, unclear, or withdrawn: the words it was raised on were corrected.</summary>
    public string Status { get; init; } = "open";

    /// <summary>JSON: the rules of law that forbid its category in this contact; null for none.</summary>
    public string? Law { get; init; }

    /// <summary>The severity that the rulebook gives it, where the law holds it to be worse.</summary>
    public long? RaisedFrom { get; init; }

    /// <summary>Name and version of the rulebook that held the rule; null for a finding from before they were kept.</summary>
    public string? Rulebook { get; init; }

    /// <summary>The hash of the detector that found it; null where none took part.</summary>
    public string? Model { get; init; }

    /// <summary>When a later inspection by another rulebook no longer found it; null while it stands.</summary>
    public long? SupersededAt { get; init; }

    public string? SupersededBy { get; init; }

    public string EntryId { get; init; } = "";

    public string LeafHash { get; init; } = "";
}

/// <summary>A rule that spoke in a conversation.</summary>
internal sealed class FoundRule
{
    public string ConversationId { get; init; } = "";

    public string Rule { get; init; } = "";

    public string Category { get; init; } = "";
}

/// <summary>The SQL of findings.</summary>
internal static class FindingStore
{
    private const int ConversationMax = 5_000;

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, conversation_id AS ConversationId, case_id AS CaseId, person_id AS PersonId,
        staff_id AS StaffId, rule AS Rule, rule_version AS RuleVersion, category AS Category, severity AS Severity,
        title_zh AS TitleZh, title_en AS TitleEn, basis AS Basis, utterance_seq AS UtteranceSeq, span_from AS SpanFrom,
        span_to AS SpanTo, start_s AS StartS, end_s AS EndS, confidence AS Confidence, words AS Words, raised_at AS RaisedAt,
        status AS Status, law AS Law, raised_from AS RaisedFrom, rulebook AS Rulebook, model AS Model, superseded_at AS SupersededAt, superseded_by AS SupersededBy, entry_id AS EntryId, leaf_hash AS LeafHash
        """;

    public static void Insert(Session session, IReadOnlyList<FindingRecord> rows) => session.Execute(
        """
        INSERT INTO finding (id, institution_id, conversation_id, case_id, person_id, staff_id, rule, rule_version, category,
          severity, title_zh, title_en, basis, utterance_seq, span_from, span_to, start_s, end_s, confidence, words, raised_at,
          status, law, raised_from, rulebook, model, entry_id, leaf_hash)
        VALUES (@Id, @InstitutionId, @ConversationId, @CaseId, @PersonId, @StaffId, @Rule, @RuleVersion, @Category,
          @Severity, @TitleZh, @TitleEn, @Basis, @UtteranceSeq, @SpanFrom, @SpanTo, @StartS, @EndS, @Confidence, @Words, @RaisedAt,
          @Status, @Law, @RaisedFrom, @Rulebook, @Model, @EntryId, @LeafHash)
        """,
        rows);

    /// <summary>The findings of a conversation, in order of utterance; those about absence last.</summary>
    public static List<FindingRecord> OfConversation(Session session, string institutionId, string conversationId) => session.Query<FindingRecord>(
        $"""
        SELECT {Columns} FROM finding WHERE institution_id = @institutionId AND conversation_id = @conversationId
        ORDER BY CASE WHEN utterance_seq < 0 THEN 1 ELSE 0 END, utterance_seq, span_from, rule LIMIT @most
        """,
        new { institutionId, conversationId, most = ConversationMax });

    public static List<FindingRecord> FindAll(Session session, string institutionId, IReadOnlyCollection<string> ids) => ids.Count == 0
        ? []
        : session.Query<FindingRecord>(
            $"SELECT {Columns} FROM finding WHERE institution_id = @institutionId AND id IN @ids",
            new { institutionId, ids });

    /// <summary>The finding says something else now, and stands.</summary>
    public static void Restate(Session session, FindingRecord row) => session.Execute(
        "UPDATE finding SET words = @Words, start_s = @StartS, end_s = @EndS, status = 'open' WHERE id = @Id", row);

    /// <summary>Marks a finding that another rulebook no longer gives, or takes the mark off.</summary>
    public static void SetSuperseded(Session session, string id, long? at, string? by) =>
        session.Execute("UPDATE finding SET superseded_at = @at, superseded_by = @by WHERE id = @id", new { id, at, by });

    /// <summary>The rules that spoke in conversations, once each, without what was overturned or superseded.</summary>
    public static List<FoundRule> RulesOf(Session session, string institutionId, IReadOnlyCollection<string> conversationIds) => conversationIds.Count == 0
        ? []
        : session.Query<FoundRule>(
            """
            SELECT DISTINCT conversation_id AS ConversationId, rule AS Rule, category AS Category FROM finding
            WHERE institution_id = @institutionId AND conversation_id IN @conversationIds AND status NOT IN ('overturned', 'withdrawn') AND superseded_at IS NULL
            LIMIT 50000
            """,
            new { institutionId, conversationIds });

    public static void SetStatus(Session session, string id, string status) =>
        session.Execute("UPDATE finding SET status = @status WHERE id = @id", new { id, status });
}
