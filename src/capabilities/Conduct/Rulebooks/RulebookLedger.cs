using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>The entries of rulebooks. They name versions and hashes; reasons stay in the table, out of the log.</summary>
internal sealed class RulebookLedger(EvidenceLog log)
{
    public Receipt Uploaded(Session session, Caller caller, RulebookVersionRow version) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "rulebook.uploaded") { StaffId = caller.StaffId, RuleHash = version.Hash, Details = Named(version) });

    public Receipt Proposed(Session session, Caller caller, PublicationRow row, RulebookVersionRow version) =>
        Append(session, "rulebook.proposed", row, version, caller);

    /// <summary>A publication; the installer's own has no caller.</summary>
    public Receipt Published(Session session, PublicationRow row, RulebookVersionRow version, Caller? caller) =>
        Append(session, "rulebook.published", row, version, caller);

    public Receipt Rejected(Session session, Caller caller, PublicationRow row, RulebookVersionRow version) =>
        Append(session, "rulebook.rejected", row, version, caller);

    private Receipt Append(Session session, string act, PublicationRow row, RulebookVersionRow version, Caller? caller)
    {
        var details = Named(version);
        details["publication"] = row.Id;
        details["by"] = caller?.StaffId ?? RulebookVersionRow.Installer;
        if (row.EffectiveFrom is { } from)
        {
            details["effective"] = UtcMicros.Text(UtcMicros.ToInstant(from));
        }

        return log.Append(session, new EntryDraft(row.InstitutionId, act) { StaffId = caller?.StaffId, RuleHash = row.Hash, Details = details });
    }

    private static Dictionary<string, string> Named(RulebookVersionRow version) =>
        new(StringComparer.Ordinal) { ["rulebook"] = version.Name, ["version"] = version.Version };
}
