using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_pack_proposal</c>.</summary>
internal sealed record ProposalRow
{
    public const string Proposed = "proposed", Approved = "approved", Rejected = "rejected";

    /// <summary>Stands for whoever set the installation up: the first adoption has no second person.</summary>
    public const string Installer = "installer";

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Status { get; init; } = "";

    /// <summary>A JSON list of <see cref="PackMember"/>: the whole set, not the difference.</summary>
    public string Members { get; init; } = "[]";

    /// <summary>The approval it builds on; another one since makes it stale.</summary>
    public string? BaseId { get; init; }

    public string Reason { get; init; } = "";

    public long? EffectiveFrom { get; init; }

    public string ProposedBy { get; init; } = "";

    public long ProposedAt { get; init; }

    public string? DecidedBy { get; init; }

    public long? DecidedAt { get; init; }

    public string? DecisionReason { get; init; }

    /// <summary>The moment of a decision that follows another: approvals are in order even within one tick of the clock.</summary>
    public static long After(ProposalRow? latest, long now) => Math.Max(now, (latest?.DecidedAt ?? 0) + 1);
}

/// <summary>A pack an institution wrote itself.</summary>
internal sealed record UploadRow
{
    public string Hash { get; init; } = "";

    public string Name { get; init; } = "";

    public string UploadedBy { get; init; } = "";

    public long UploadedAt { get; init; }
}

/// <summary>The SQL of pack texts, uploads and proposals.</summary>
internal static class PackStore
{
    public const int ListMax = 200;

    private const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, status AS Status, members AS Members, base_id AS BaseId, reason AS Reason,
        effective_from AS EffectiveFrom, proposed_by AS ProposedBy, proposed_at AS ProposedAt, decided_by AS DecidedBy,
        decided_at AS DecidedAt, decision_reason AS DecisionReason
        """;

    /// <summary>Keeps a text of an institution; the same text is kept once.</summary>
    public static void Archive(Session session, string institutionId, PackDocument text, long at) =>
        PackTextStore.Insert(session, institutionId, [new PackText { Hash = text.Hash, Name = text.File, Text = text.Text }], at);

    public static string? Text(Session session, string institutionId, string hash) =>
        PackTextStore.ByHash(session, institutionId, [hash]).FirstOrDefault()?.Text;

    public static long? FirstSeen(Session session, string institutionId, string hash) => session.First<long?>(
        "SELECT kept_at FROM contact_pack_text WHERE institution_id = @institutionId AND hash = @hash",
        new { institutionId, hash });

    public static void Insert(Session session, ProposalRow row) => session.Execute(
        """
        INSERT INTO contact_pack_proposal (id, institution_id, status, members, base_id, reason, effective_from, proposed_by, proposed_at,
          decided_by, decided_at, decision_reason)
        VALUES (@Id, @InstitutionId, @Status, @Members, @BaseId, @Reason, @EffectiveFrom, @ProposedBy, @ProposedAt,
          @DecidedBy, @DecidedAt, @DecisionReason)
        """,
        row);

    public static ProposalRow? ById(Session session, string institutionId, string id) => session.First<ProposalRow>(
        $"SELECT {Columns} FROM contact_pack_proposal WHERE institution_id = @institutionId AND id = @id",
        new { institutionId, id });

    /// <summary>The approved set that counts at a moment: of those already effective, the one decided last.</summary>
    public static ProposalRow? InForce(Session session, string institutionId, long at) => QueueInForce(session, institutionId, at).First;

    /// <summary>The same, travelling with what is asked next.</summary>
    public static Queued<ProposalRow> QueueInForce(Session session, string institutionId, long at) => session.Queue<ProposalRow>(
        $"""
        SELECT {Columns} FROM contact_pack_proposal
        WHERE institution_id = @institutionId AND status = 'approved' AND effective_from <= @at
        ORDER BY decided_at DESC, id DESC LIMIT 1
        """,
        new { institutionId, at });

    /// <summary>The set that was approved last, whether it is effective yet or not.</summary>
    public static ProposalRow? Latest(Session session, string institutionId) => session.First<ProposalRow>(
        $"""
        SELECT {Columns} FROM contact_pack_proposal WHERE institution_id = @institutionId AND status = 'approved'
        ORDER BY decided_at DESC, id DESC LIMIT 1
        """,
        new { institutionId });

    /// <summary>Newest first.</summary>
    public static List<ProposalRow> All(Session session, string institutionId) => session.Query<ProposalRow>(
        $"SELECT {Columns} FROM contact_pack_proposal WHERE institution_id = @institutionId ORDER BY proposed_at DESC, id DESC LIMIT {ListMax}",
        new { institutionId });

    /// <summary>Decides a proposal; false if it was decided before.</summary>
    public static bool Decide(Session session, ProposalRow row) => session.Execute(
        """
        UPDATE contact_pack_proposal SET status = @Status, effective_from = @EffectiveFrom, decided_by = @DecidedBy, decided_at = @DecidedAt,
          decision_reason = @DecisionReason
        WHERE id = @Id AND status = 'proposed'
        """,
        row) == 1;

    public static void AddUpload(Session session, string institutionId, UploadRow row) => session.Execute(
        """
        INSERT INTO contact_pack_upload (institution_id, hash, name, uploaded_by, uploaded_at)
        VALUES (@institutionId, @Hash, @Name, @UploadedBy, @UploadedAt) ON CONFLICT DO NOTHING
        """,
        new { institutionId, row.Hash, row.Name, row.UploadedBy, row.UploadedAt });

    /// <summary>Newest first.</summary>
    public static List<UploadRow> Uploads(Session session, string institutionId) => session.Query<UploadRow>(
        $"""
        SELECT hash AS Hash, name AS Name, uploaded_by AS UploadedBy, uploaded_at AS UploadedAt FROM contact_pack_upload
        WHERE institution_id = @institutionId ORDER BY uploaded_at DESC, hash LIMIT {ListMax}
        """,
        new { institutionId });
}
