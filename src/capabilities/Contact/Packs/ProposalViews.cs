using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Writes proposals as views, with the names of those who made and decided them.</summary>
internal sealed class ProposalViews(StaffDirectory staff)
{
    public ProposalView Of(Session session, ProposalRow row, Receipt? receipt = null)
    {
        var before = row.BaseId is null ? [] : PackMember.Read(PackStore.Proposals.ById(session, row.InstitutionId, row.BaseId)?.Members ?? "[]");
        var after = PackMember.Read(row.Members);
        return new ProposalView(
            row.Id,
            row.Status,
            [.. after.Select(member => new PackMemberView(member.Kind, member.Name, member.Version, member.Hash))],
            [.. Changes(before, after)],
            row.Reason,
            UtcMicros.ToInstant(row.EffectiveFrom),
            row.ProposedBy,
            NameOf(session, row, row.ProposedBy),
            UtcMicros.ToInstant(row.ProposedAt),
            row.DecidedBy,
            NameOf(session, row, row.DecidedBy),
            UtcMicros.ToInstant(row.DecidedAt),
            row.DecisionReason,
            receipt?.View());
    }

    /// <summary>What differs between two sets; texts of one name are told apart by their hashes.</summary>
    internal static IEnumerable<PackChangeView> Changes(IReadOnlyList<PackMember> before, IReadOnlyList<PackMember> after)
    {
        var gone = before.Where(old => after.All(now => now.Hash != old.Hash)).ToList();
        foreach (var now in after.Where(now => before.All(old => old.Hash != now.Hash)))
        {
            var old = gone.Find(one => one.Kind == now.Kind && one.Name == now.Name);
            if (old is not null)
            {
                gone.Remove(old);
            }

            yield return new PackChangeView(now.Kind, now.Name, old is null ? "added" : "changed", old?.Version, old?.Hash, now.Version, now.Hash);
        }

        foreach (var old in gone)
        {
            yield return new PackChangeView(old.Kind, old.Name, "removed", old.Version, old.Hash, null, null);
        }
    }

    private string? NameOf(Session session, ProposalRow row, string? staffId) =>
        staffId is null or ProposalRow.Installer ? null : staff.Find(session, row.InstitutionId, staffId)?.DisplayName;
}
