namespace Daylight.Ledger.Bundles;

/// <summary>What was done with the evidence and with the keys: one line for each such entry of the bundle, which proves it.</summary>
internal static class BundleHistories
{
    public static void Add(BundleFileSet files, BundleParts parts)
    {
        var entries = parts.Entries.OrderBy(entry => entry.Index).Select(entry => (entry.Index, Leaf: TryParse(entry.Leaf.Span))).ToList();
        Add(files, "custody/readings.jsonl", "custody", entries, leaf => IsCustody(leaf, parts.CaseId));
        Add(files, "keys/history.jsonl", "keys", entries, leaf => leaf.Act.StartsWith("key.", StringComparison.Ordinal));
    }

    // Opened, held, erased, unmasked, exported; the states of a person belong to no case.
    public static bool IsCustody(EntryLeaf leaf, string caseId) => leaf.Act.StartsWith("subject.", StringComparison.Ordinal)
        || (leaf.CaseId == caseId && (leaf.Act is "person.unmask" or "bundle.exported"
            || new[] { "exhibit.", "hold.", "erasure.", "access." }.Any(kind => leaf.Act.StartsWith(kind, StringComparison.Ordinal))));

    // An entry that can not be read is for the verifier to report.
    public static EntryLeaf? TryParse(ReadOnlySpan<byte> leaf)
    {
        try
        {
            return EntryLeaf.Parse(leaf);
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    private static void Add(
        BundleFileSet files, string name, string role, List<(long Index, EntryLeaf? Leaf)> entries, Func<EntryLeaf, bool> belongs)
    {
        var lines = entries.Where(entry => entry.Leaf is { } leaf && belongs(leaf)).SelectMany(entry => Line(entry.Index, entry.Leaf!)).ToArray();
        if (lines.Length > 0)
        {
            files.Add(name, role, lines);
        }
    }

    private static byte[] Line(long index, EntryLeaf leaf) =>
    [
        .. RestrictedJson.Write(new LeafObject(new Dictionary<string, LeafValue>(StringComparer.Ordinal)
        {
            ["act"] = leaf.Act,
            ["at"] = LeafTime.Format(leaf.Received),
            ["entry"] = leaf.Id,
            ["index"] = index,
            ["operator"] = leaf.Operator ?? "",
        })),
        (byte)'\n',
    ];
}
