using System.Security.Cryptography;
using System.Text;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Which exhibits a self-check opens. The draw follows from the newest checkpoint's root alone: nobody can choose what is
/// looked at, and whoever has the ledger can repeat it.
/// </summary>
internal static class SelfCheckSample
{
    private static readonly byte[] Label = Encoding.ASCII.GetBytes("daylight self-check\n");

    /// <summary>
    /// The exhibits with the smallest SHA-256(label ‖ root ‖ id), as many as the share of a hundred says, rounded up: at least
    /// one wherever there is one.
    /// </summary>
    public static IReadOnlySet<string> Draw(ReadOnlySpan<byte> root, IReadOnlyList<string> exhibits, int percent)
    {
        var most = (int)((((long)exhibits.Count * percent) + 99) / 100);
        byte[] seed = [.. Label, .. root];
        return exhibits
            .Select(id => (Id: id, Rank: Convert.ToHexStringLower(SHA256.HashData([.. seed, .. Encoding.ASCII.GetBytes(id)]))))
            .OrderBy(one => one.Rank, StringComparer.Ordinal)
            .Take(most)
            .Select(one => one.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The exhibits of all entries under checkpoints.</summary>
    public static List<string> Exhibits(Session session, string institutionId) => session.Query<string>(
        """
        SELECT e.exhibit_id FROM ledger_log l JOIN ledger_number n ON n.institution_id = l.institution_id AND n.year = l.year AND n.idx < l.published
        JOIN ledger_entry e ON e.seq = n.seq
        WHERE l.institution_id = @institutionId AND e.exhibit_id IS NOT NULL
        """,
        new { institutionId });
}
