namespace Daylight.Ledger.Verification;

/// <summary>
/// Whether what a closing entry counts is here, and what was recorded while the case was closed. A bundle in which the case
/// was never closed says nothing of it.
/// </summary>
internal static class ClosedCase
{
    private const string Id = "case-closed", Close = "case.close", Reopen = "case.reopen";

    public static void Check(List<ProvenEntry> ofCase, CheckList checks)
    {
        if (!ofCase.Exists(entry => entry.Leaf.Act == Close))
        {
            return;
        }

        List<Problem> problems = [];
        List<ProvenEntry> behind = [];
        var closed = false;
        var counted = 0;
        foreach (var (entry, earlier) in ofCase.Select((entry, place) => (entry, place)))
        {
            if (entry.Leaf.Act == Close)
            {
                (closed, counted) = (true, earlier);
                problems.AddRange(Problems(entry, ofCase[..earlier]));
            }
            else if (entry.Leaf.Act == Reopen)
            {
                closed = false;
            }
            else if (closed && entry.Leaf.Act is not ("case.snapshot" or "bundle.exported"))
            {
                behind.Add(entry);
            }
        }

        checks.Conclude(Id, problems, $"结案之前已记录的 {counted} 条账目全部在此", $"all {counted} entries recorded before the case was closed are here");
        if (behind.Count > 0)
        {
            var acts = behind.Select(entry => entry.Leaf.Act).Distinct(StringComparer.Ordinal).ToList();
            checks.NotChecked(
                "case-after-close",
                $"结案之后另有 {behind.Count} 条本案账目：{string.Join("、", acts)}",
                $"{behind.Count} entries were recorded while the case was closed: {string.Join(", ", acts)}");
        }
    }

    private static IEnumerable<Problem> Problems(ProvenEntry close, List<ProvenEntry> earlier)
    {
        LeafObject stated = new(close.Leaf.Details);
        var (count, root) = (stated.Number("count"), stated.Text("root"));
        if (count is null || root is null)
        {
            yield return Problem.Incomplete($"entries/{close.Index}.json 结案而未记条数", $"entries/{close.Index}.json closes the case and counts nothing");
        }
        else if (count > earlier.Count)
        {
            yield return Problem.Incomplete(
                $"entries/{close.Index}.json 记有 {count} 条，包内只有 {earlier.Count} 条", $"entries/{close.Index}.json counts {count} entries, the bundle holds {earlier.Count}");
        }
        else if (count != earlier.Count || root != MerkleTree.RootOf(earlier.Select(entry => entry.LeafHash)).ToBase64())
        {
            yield return Problem.Tampered(
                $"包内账目与 entries/{close.Index}.json 的条数或根哈希不符", $"the entries do not have the count or root of entries/{close.Index}.json");
        }
    }
}
