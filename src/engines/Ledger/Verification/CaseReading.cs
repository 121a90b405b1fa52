namespace Daylight.Ledger.Verification;

/// <summary>Whether the entries of the case hang together and whether they are all that were recorded.</summary>
internal static class CaseReading
{
    public static void Check(
        string? caseId, EntryReading entries, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CheckList checks)
    {
        if (caseId is null)
        {
            checks.NotChecked("case-chain", "清单不能读取，未核验案件", "the list of files can not be read, so the case was not checked");
            return;
        }

        var ofCase = entries.Proven.Values.Where(entry => entry.Leaf.CaseId == caseId).ToList();
        CheckChain(ofCase, checks);
        CheckCompleteness(caseId, ofCase, files, checks);
        ClosedCase.Check(ofCase, checks);
    }

    // Each entry of a case names the leaf hash of the one before it. All of these entries are proven to stand in the
    // log, so a link that does not fit means that an entry between them was left out of the bundle.
    private static void CheckChain(List<ProvenEntry> ofCase, CheckList checks)
    {
        var problems = new List<Problem>();
        Hash32? before = null;
        foreach (var entry in ofCase)
        {
            if (entry.Leaf.Previous != before)
            {
                problems.Add(Problem.Incomplete(
                    $"entries/{entry.Index}.json 之前缺本案账目", $"an entry of the case is missing before entries/{entry.Index}.json"));
            }

            before = entry.LeafHash;
        }

        checks.Conclude("case-chain", problems, $"本案 {ofCase.Count} 条账目首尾相连", $"the {ofCase.Count} entries of the case link without a gap");
    }

    private static void CheckCompleteness(
        string caseId, List<ProvenEntry> ofCase, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CheckList checks)
    {
        const string Id = "case-complete";
        const string Name = "case/completeness.json";
        if (!files.TryGetValue(Name, out var bytes))
        {
            checks.Fail(
                Id, BundleVerdict.Incomplete, "没有案件快照，不能说明已记录的都在这里", "there is no case snapshot, so nothing shows that these are all recorded entries");
            return;
        }

        LeafObject claim;
        try
        {
            claim = RestrictedJson.Parse(bytes.Span);
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail(Id, BundleVerdict.Malformed, $"{Name} 不能读取：{failure.Problem}", $"{Name} can not be read: {failure.Problem}");
            return;
        }

        var snapshot = ofCase.FirstOrDefault(entry => entry.Index == claim.Number("snapshot") && entry.Leaf.Act is "case.snapshot" or "case.close");
        if (snapshot is null || claim.Text("case") != caseId)
        {
            checks.Fail(Id, BundleVerdict.Incomplete, $"{Name} 所指的快照账目不在包内", $"the snapshot that {Name} names is not in the bundle");
            return;
        }

        CompareWithSnapshot(claim, snapshot, [.. ofCase.Where(entry => entry.Index < snapshot.Index)], checks);
        var later = ofCase.Count(entry => entry.Index > snapshot.Index);
        if (later > 0)
        {
            checks.NotChecked("case-later", $"快照之后另有 {later} 条本案账目，不在计数之内", $"{later} entries of the case lie behind the snapshot and are not counted by it");
        }
    }

    private static void CompareWithSnapshot(LeafObject claim, ProvenEntry snapshot, List<ProvenEntry> earlier, CheckList checks)
    {
        const string Id = "case-complete";
        var stated = new LeafObject(snapshot.Leaf.Details);
        var (count, root) = (stated.Number("count"), stated.Text("root"));
        if (count != claim.Number("count") || root != claim.Text("root"))
        {
            checks.Fail(Id, BundleVerdict.Tampered, "case/completeness.json 与快照账目不符", "case/completeness.json differs from the snapshot entry");
        }
        else if (count > earlier.Count)
        {
            checks.Fail(
                Id, BundleVerdict.Incomplete, $"快照记有 {count} 条，包内只有 {earlier.Count} 条", $"the snapshot counts {count} entries, the bundle holds {earlier.Count}");
        }
        else if (count != earlier.Count || root != MerkleTree.RootOf(earlier.Select(entry => entry.LeafHash)).ToBase64())
        {
            checks.Fail(Id, BundleVerdict.Tampered, "包内账目与快照的条数或根哈希不符", "the entries do not have the count or root of the snapshot");
        }
        else
        {
            checks.Pass(Id, $"快照之前已记录的 {count} 条账目全部在此", $"all {count} entries recorded before the snapshot are here");
        }
    }
}
