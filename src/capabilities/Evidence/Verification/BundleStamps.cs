using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>Chooses the time stamps that say most about a case: of each authority, the first one after each of its entries.</summary>
internal static class BundleStamps
{
    private const int StampsMax = 64;
    private const int LookedAtMax = 10_000;

    public static List<BundleStamp> Choose(Session session, DataDirectory data, LogRow log, List<EntryRow> rows)
    {
        var stamps = StampStore.OfLog(session, log.InstitutionId, log.Year, LookedAtMax).Where(stamp => stamp.Size <= log.Published).ToList();
        StampFiles files = new(data, log.Origin);
        return
        [
            .. stamps.GroupBy(stamp => (stamp.Authority, stamp.Digest))
                .SelectMany(each => First(each.Select(stamp => stamp.Size).Order().ToList(), rows).Select(size => each.First(stamp => stamp.Size == size)))
                .OrderBy(stamp => stamp.Size).ThenBy(stamp => stamp.Authority, StringComparer.Ordinal).ThenBy(stamp => stamp.Digest, StringComparer.Ordinal)
                .TakeLast(StampsMax).Select(stamp => Read(files, stamp)).OfType<BundleStamp>(),
        ];
    }

    /// <summary>For each entry the smallest stamped size that covers it.</summary>
    private static HashSet<long> First(List<long> sizes, List<EntryRow> rows)
    {
        HashSet<long> first = [];
        foreach (var row in rows)
        {
            var at = sizes.BinarySearch(row.Idx!.Value + 1);
            var place = at < 0 ? ~at : at;
            if (place < sizes.Count)
            {
                first.Add(sizes[place]);
            }
        }

        return first;
    }

    // A stamp whose files are gone is told by the verification of the ledger; a bundle goes without it.
    private static BundleStamp? Read(StampFiles files, StampRow row) => files.Read(row) is { } parts
        ? new BundleStamp(row.Size, parts.Note, row.Authority, StampDigests.FromWord(row.Digest)!.Value, parts.Query, parts.Reply, parts.Chain)
        : null;
}
