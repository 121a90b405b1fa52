using Daylight.Platform.Callers;
using Daylight.Platform.Changes;
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
internal sealed record PublicationRow : DatedChangeRow
{
    public const string Awaiting = "awaiting", Published = "published";

    public string Hash { get; init; } = "";
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

    public static readonly ChangeTerms Terms = new(
        "publication", PublicationRow.Awaiting, PublicationRow.Published, Permissions.RulebookApprove, ConductErrors.SecondPerson, ConductErrors.PublicationDecided);

    public static readonly ChangeTable<PublicationRow> Publications = new("rulebook_publication", "hash AS Hash", Terms);

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
}
