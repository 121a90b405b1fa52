using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>Writes publications as views, with the names of those who made and decided them.</summary>
internal sealed class PublicationViews(StaffDirectory staff)
{
    public RulebookPublicationView Of(Session session, PublicationRow row, RulebookVersionRow version, Receipt? receipt = null) => new(
        row.Id,
        row.Hash,
        version.Name,
        version.Version,
        row.Status,
        row.Reason,
        UtcMicros.ToInstant(row.EffectiveFrom),
        row.ProposedBy,
        NameOf(session, row.InstitutionId, row.ProposedBy),
        UtcMicros.ToInstant(row.ProposedAt),
        row.DecidedBy,
        NameOf(session, row.InstitutionId, row.DecidedBy),
        UtcMicros.ToInstant(row.DecidedAt),
        row.DecisionReason,
        version.Author == RulebookVersionRow.Installer ? null : version.Author,
        receipt?.View());

    public string? NameOf(Session session, string institutionId, string? staffId) =>
        staffId is null or RulebookVersionRow.Installer ? null : staff.Find(session, institutionId, staffId)?.DisplayName;
}
