using Daylight.Platform.Changes;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>One row of <c>model_version</c>: a trained model, fixed to the letter by its hash.</summary>
internal sealed record ModelVersionRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Category { get; init; } = "";

    public string? Rule { get; init; }

    /// <summary>JSON: a <see cref="ModelReport"/>.</summary>
    public string Report { get; init; } = "";

    /// <summary>Sealed under a key of its own; only to be kept, and empty once it is gone (<see cref="ModelStore.File"/>).</summary>
    public byte[] File { get; init; } = [];

    public string TrainedBy { get; init; } = "";

    public long TrainedAt { get; init; }

    /// <summary>When somebody was erased whose texts went in: it is to be trained anew without them, and is never promoted again.</summary>
    public long? AnewAt { get; init; }

    /// <summary>When its file and the list of its conversations were removed for that.</summary>
    public long? GoneAt { get; init; }
}

/// <summary>One row of <c>model_publication</c>: a version proposed as champion of its name, and what a second person said.</summary>
internal sealed record ModelPublicationRow : ChangeRow
{
    public string Name { get; init; } = "";

    public string VersionId { get; init; } = "";
}

/// <summary>The champion of a name.</summary>
internal sealed class ChampionRow
{
    public string Name { get; init; } = "";

    public string VersionId { get; init; } = "";

    public string Hash { get; init; } = "";
}

/// <summary>The SQL of an institution's own models.</summary>
internal static class ModelStore
{
    /// <summary>More names are not taken in.</summary>
    public const int NamesMax = 50;

    /// <summary>More versions of a name are not taken in.</summary>
    public const int VersionsMax = 200;

    private const int PublicationsMax = 1_000;

    private const string Head =
        """
        id AS Id, institution_id AS InstitutionId, name AS Name, hash AS Hash, category AS Category, rule AS Rule, report AS Report,
        trained_by AS TrainedBy, trained_at AS TrainedAt, anew_at AS AnewAt, gone_at AS GoneAt
        """;

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, name AS Name, version_id AS VersionId, status AS Status, base_id AS BaseId, reason AS Reason,
        proposed_by AS ProposedBy, proposed_at AS ProposedAt, decided_by AS DecidedBy, decided_at AS DecidedAt, decision_reason AS DecisionReason
        """;

    public static void Insert(Session session, ModelVersionRow row, IReadOnlyList<ModelSource> sources)
    {
        session.Execute(
            """
            INSERT INTO model_version (id, institution_id, name, hash, category, rule, report, file, trained_by, trained_at)
            VALUES (@Id, @InstitutionId, @Name, @Hash, @Category, @Rule, @Report, @File, @TrainedBy, @TrainedAt)
            """,
            row);
        session.Execute(
            "INSERT INTO model_source (version_id, conversation_id, institution_id, person_id) VALUES (@Id, @ConversationId, @InstitutionId, @PersonId)",
            sources.Select(source => new { row.Id, source.ConversationId, row.InstitutionId, source.PersonId }).ToList());
    }

    public static ModelVersionRow? Find(Session session, string institutionId, string id) => session.First<ModelVersionRow>(
        $"SELECT {Head} FROM model_version WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    public static ModelVersionRow? OfHash(Session session, string institutionId, string hash) => session.First<ModelVersionRow>(
        $"SELECT {Head} FROM model_version WHERE institution_id = @institutionId AND hash = @hash",
        new { institutionId, hash });

    /// <summary>The sealed file of a version.</summary>
    public static byte[]? File(Session session, string institutionId, string id) => session.First<byte[]>(
        "SELECT file FROM model_version WHERE institution_id = @institutionId AND id = @id AND gone_at IS NULL",
        new { institutionId, id });

    /// <summary>Versions of a name, or of all names; newest first.</summary>
    public static List<ModelVersionRow> All(Session session, string institutionId, string? name = null) => session.Query<ModelVersionRow>(
        $"""
        SELECT {Head} FROM model_version WHERE institution_id = @institutionId {(name is null ? "" : "AND name = @name")}
        ORDER BY trained_at DESC, id DESC LIMIT {NamesMax * VersionsMax}
        """,
        new { institutionId, name });

    /// <summary>Which of some conversations a version learned from.</summary>
    public static List<string> Sources(Session session, string versionId, IReadOnlyCollection<string> conversationIds) => conversationIds.Count == 0
        ? []
        : session.Query<string>(
            "SELECT conversation_id FROM model_source WHERE version_id = @versionId AND conversation_id IN @conversationIds",
            new { versionId, conversationIds });

    /// <summary>Marks the versions that learned from a person's conversations; those that were not marked before.</summary>
    public static List<ModelVersionRow> MarkAnew(Session session, string institutionId, string personId, long now)
    {
        var rows = session.Query<ModelVersionRow>(
            $"""
            SELECT {Head} FROM model_version WHERE institution_id = @institutionId AND anew_at IS NULL
              AND id IN (SELECT version_id FROM model_source WHERE institution_id = @institutionId AND person_id = @personId)
            ORDER BY trained_at LIMIT {NamesMax * VersionsMax}
            """,
            new { institutionId, personId });
        session.Execute("UPDATE model_version SET anew_at = @now WHERE id = @Id", rows.ConvertAll(row => new { row.Id, now }));
        return rows;
    }

    /// <summary>Removes the file of a version and the list of what it learned from.</summary>
    public static void Discard(Session session, string id, long now)
    {
        session.Execute("UPDATE model_version SET file = @empty, gone_at = @now WHERE id = @id", new { id, now, empty = Array.Empty<byte>() });
        session.Execute("DELETE FROM model_source WHERE version_id = @id", new { id });
    }

    public static void Insert(Session session, ModelPublicationRow row) => session.Execute(
        """
        INSERT INTO model_publication (id, institution_id, name, version_id, status, base_id, reason, proposed_by, proposed_at)
        VALUES (@Id, @InstitutionId, @Name, @VersionId, @Status, @BaseId, @Reason, @ProposedBy, @ProposedAt)
        """,
        row);

    public static ModelPublicationRow? Publication(Session session, string institutionId, string id) => session.First<ModelPublicationRow>(
        $"SELECT {Columns} FROM model_publication WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>Publications of a name, or of all; newest first.</summary>
    public static List<ModelPublicationRow> Publications(Session session, string institutionId, string? name = null) => session.Query<ModelPublicationRow>(
        $"""
        SELECT {Columns} FROM model_publication WHERE institution_id = @institutionId {(name is null ? "" : "AND name = @name")}
        ORDER BY proposed_at DESC, id DESC LIMIT {PublicationsMax}
        """,
        new { institutionId, name });

    /// <summary>The publication of a name that was decided last: its version is the champion.</summary>
    public static ModelPublicationRow? Latest(Session session, string institutionId, string name) => session.First<ModelPublicationRow>(
        $"""
        SELECT {Columns} FROM model_publication WHERE institution_id = @institutionId AND name = @name AND status = 'published'
        ORDER BY decided_at DESC LIMIT 1
        """,
        new { institutionId, name });

    /// <summary>The champions of all names, by name.</summary>
    public static List<ChampionRow> Champions(Session session, string institutionId) => session.Query<ChampionRow>(
        $"""
        SELECT p.name AS Name, v.id AS VersionId, v.hash AS Hash FROM model_publication p JOIN model_version v ON v.id = p.version_id
        WHERE p.institution_id = @institutionId AND p.status = 'published' AND NOT EXISTS (
          SELECT 1 FROM model_publication q
          WHERE q.institution_id = @institutionId AND q.name = p.name AND q.status = 'published' AND q.decided_at > p.decided_at)
        ORDER BY p.name LIMIT {NamesMax}
        """,
        new { institutionId });

    /// <summary>Decides; false if it was decided before.</summary>
    public static bool Decide(Session session, ModelPublicationRow row) => session.Execute(
        """
        UPDATE model_publication SET status = @Status, decided_by = @DecidedBy, decided_at = @DecidedAt, decision_reason = @DecisionReason
        WHERE id = @Id AND status = 'awaiting'
        """,
        row) == 1;
}
