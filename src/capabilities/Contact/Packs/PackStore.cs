using Daylight.Platform.Callers;
using Daylight.Platform.Changes;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>One row of <c>contact_pack_proposal</c>.</summary>
internal sealed record ProposalRow : DatedChangeRow
{
    public const string Proposed = "proposed", Approved = "approved";

    /// <summary>Stands for whoever set the installation up: the first adoption has no second person.</summary>
    public const string Installer = "installer";

    /// <summary>A JSON list of <see cref="PackMember"/>: the whole set, not the difference.</summary>
    public string Members { get; init; } = "[]";
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

    public static readonly ChangeTerms Terms = new(
        "proposal", ProposalRow.Proposed, ProposalRow.Approved, Permissions.PackApprove, ContactErrors.SecondPerson, ContactErrors.ProposalDecided);

    public static readonly ChangeTable<ProposalRow> Proposals = new("contact_pack_proposal", "members AS Members", Terms);

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
