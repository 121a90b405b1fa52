using System.Security.Cryptography;
using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>The entries of pack governance. They name packs, versions and hashes; reasons stay in the table, out of the log.</summary>
internal sealed class PackLedger(EvidenceLog log)
{
    public Receipt Proposed(Session session, Caller caller, ProposalRow row) => Append(session, "contact.packs-proposed", row, caller);

    /// <summary>An approval; the set-up's own has no caller.</summary>
    public Receipt Approved(Session session, ProposalRow row, Caller? caller) => Append(session, "contact.packs-approved", row, caller);

    public Receipt Rejected(Session session, Caller caller, ProposalRow row) => Append(session, "contact.packs-rejected", row, caller);

    public Receipt Uploaded(Session session, Caller caller, PackDocument text) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "contact.pack-uploaded")
        {
            StaffId = caller.StaffId,
            RuleHash = text.Hash,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["pack"] = text.Name, ["version"] = text.Version },
        });

    private Receipt Append(Session session, string act, ProposalRow row, Caller? caller)
    {
        var members = PackMember.Read(row.Members);
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["proposal"] = row.Id,
            ["by"] = caller?.StaffId ?? ProposalRow.Installer,
            ["set"] = string.Join("; ", members.Select(member => $"{member.Name} {member.Version} {member.Hash}")),
        };
        if (row.EffectiveFrom is { } from)
        {
            details["effective"] = UtcMicros.Text(UtcMicros.ToInstant(from));
        }

        return log.Append(session, new EntryDraft(row.InstitutionId, act) { StaffId = caller?.StaffId, RuleHash = HashOf(members), Details = details });
    }

    /// <summary>The hash of all names and hashes, one a line.</summary>
    private static string HashOf(IReadOnlyList<PackMember> members) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(members.Select(member => $"{member.Name} {member.Version} {member.Hash}\n")))));
}
