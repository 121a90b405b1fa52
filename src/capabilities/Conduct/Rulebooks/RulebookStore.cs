using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>One row of <c>rulebook_version</c>: a text, fixed to the letter by its hash.</summary>
internal sealed record RulebookVersionRow
{
    /// <summary>Stands for whoever set the installation up: texts that ship have no author here.</summary>
    public const string Installer = "installer";

    public string InstitutionId { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    public string TitleZh { get; init; } = "";

    public string TitleEn { get; init; } = "";

    public long RuleCount { get; init; }

    /// <summary>Only to be kept: empty where rows are read (<see cref="RulebookStore.Text"/>).</summary>
    public string Text { get; init; } = "";

    public string Author { get; init; } = "";

    public long UploadedAt { get; init; }
}

/// <summary>One row of <c>rulebook_publication</c>: a version proposed to inspect from a moment on, and what a second person said.</summary>
internal sealed record PublicationRow
{
    public const string Awaiting = "awaiting", Published = "published", Rejected = "rejected";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Status { get; init; } = "";

    /// <summary>The publication it builds on; another one since makes it stale.</summary>
    public string? BaseId { get; init; }

    public string Reason { get; init; } = "";

    public long? EffectiveFrom { get; init; }

    public string ProposedBy { get; init; } = "";

    public long ProposedAt { get; init; }

    public string? DecidedBy { get; init; }

    public long? DecidedAt { get; init; }

    public string? DecisionReason { get; init; }

    /// <summary>The moment of a decision that follows another: publications are in order even within one tick of the clock.</summary>
    public static long After(PublicationRow? latest, long now) => Math.Max(now, (latest?.DecidedAt ?? 0) + 1);
}

/// <summary>The SQL of rulebooks.</summary>
internal static class RulebookStore
{
    /// <summary>More are neither listed nor taken in.</summary>
    public const int VersionsMax = 1_000;

    private const string Head =
        """
        institution_id AS InstitutionId, hash AS Hash, name AS Name, version AS Version, title_zh AS TitleZh, title_en AS TitleEn,
        rule_count AS RuleCount, author AS Author, uploaded_at AS UploadedAt
        """;

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, hash AS Hash, status AS Status, base_id AS BaseId, reason AS Reason,
        effective_from AS EffectiveFrom, proposed_by AS ProposedBy, proposed_at AS ProposedAt, decided_by AS DecidedBy,
        decided_at AS DecidedAt, decision_reason AS DecisionReason
        """;

    /// <summary>Keeps a text; the same text is kept once.</summary>
    public static void Insert(Session session, RulebookVersionRow row) => session.Execute(
        """
        INSERT INTO rulebook_version (institution_id, hash, name, version, title_zh, title_en, rule_count, text, author, uploaded_at)
        VALUES (@InstitutionId, @Hash, @Name, @Version, @TitleZh, @TitleEn, @RuleCount, @Text, @Author, @UploadedAt)
        ON CONFLICT DO NOTHING
        """,
        row);

    public static RulebookVersionRow? Find(Session session, string institutionId, string hash) => session.First<RulebookVersionRow>(
        $"SELECT {Head} FROM rulebook_version WHERE institution_id = @institutionId AND hash = @hash",
        new { institutionId, hash });

    /// <summary>The text of a version, which may be large.</summary>
    public static string? Text(Session session, string institutionId, string hash) => session.First<string>(
        "SELECT text FROM rulebook_version WHERE institution_id = @institutionId AND hash = @hash",
        new { institutionId, hash });

    /// <summary>Newest first.</summary>
    public static List<RulebookVersionRow> All(Session session, string institutionId) => session.Query<RulebookVersionRow>(
        $"SELECT {Head} FROM rulebook_version WHERE institution_id = @institutionId ORDER BY uploaded_at DESC, hash LIMIT {VersionsMax}",
        new { institutionId });

    public static void Insert(Session session, PublicationRow row) => session.Execute(
        """
        INSERT INTO rulebook_publication (id, institution_id, hash, status, base_id, reason, effective_from, proposed_by, proposed_at,
          decided_by, decided_at, decision_reason)
        VALUES (@Id, @InstitutionId, @Hash, @Status, @BaseId, @Reason, @EffectiveFrom, @ProposedBy, @ProposedAt,
          @DecidedBy, @DecidedAt, @DecisionReason)
        """,
        row);

    public static PublicationRow? Publication(Session session, string institutionId, string id) => session.First<PublicationRow>(
        $"SELECT {Columns} FROM rulebook_publication WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>The publication that counts at a moment: of those already effective, the one decided last.</summary>
    public static PublicationRow? InForce(Session session, string institutionId, long at) => session.First<PublicationRow>(
        $"""
        SELECT {Columns} FROM rulebook_publication
        WHERE institution_id = @institutionId AND status = 'published' AND effective_from <= @at
        ORDER BY decided_at DESC, id DESC LIMIT 1
        """,
        new { institutionId, at });

    /// <summary>The publication decided last, whether it is effective yet or not.</summary>
    public static PublicationRow? Latest(Session session, string institutionId) => session.First<PublicationRow>(
        $"""
        SELECT {Columns} FROM rulebook_publication WHERE institution_id = @institutionId AND status = 'published'
        ORDER BY decided_at DESC, id DESC LIMIT 1
        """,
        new { institutionId });

    /// <summary>Newest first.</summary>
    public static List<PublicationRow> Publications(Session session, string institutionId) => session.Query<PublicationRow>(
        $"SELECT {Columns} FROM rulebook_publication WHERE institution_id = @institutionId ORDER BY proposed_at DESC, id DESC LIMIT {VersionsMax}",
        new { institutionId });

    /// <summary>Decides; false if it was decided before.</summary>
    public static bool Decide(Session session, PublicationRow row) => session.Execute(
        """
        UPDATE rulebook_publication SET status = @Status, effective_from = @EffectiveFrom, decided_by = @DecidedBy, decided_at = @DecidedAt,
          decision_reason = @DecisionReason
        WHERE id = @Id AND status = 'awaiting'
        """,
        row) == 1;
}
