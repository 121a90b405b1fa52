using System.Text;

namespace Daylight.Ledger.Verification;

/// <summary>
/// The lines about what was done with the evidence and with the keys. They say nothing that proven entries of the bundle do not
/// say, and leave none of them out: the expected lines are made from the entries and compared.
/// </summary>
internal static class HistoryReading
{
    public static void Check(string? caseId, EntryReading entries, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CheckList checks)
    {
        if (caseId is null)
        {
            checks.NotChecked("custody", "清单不能读取，未核验查阅记录", "the list of files can not be read, so the records of reading were not checked");
        }
        else
        {
            Check("custody", "custody/readings.jsonl", ("查阅与处置记录", "records of what was done with the evidence"), Lines(entries, leaf => IsCustody(leaf, caseId)), files, checks);
        }

        Check("key-history", "keys/history.jsonl", ("密钥记录", "records of keys"), Lines(entries, leaf => leaf.Act.StartsWith("key.", StringComparison.Ordinal)), files, checks);
    }

    private static void Check(
        string id, string name, (string Zh, string En) what, List<string> expected, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CheckList checks)
    {
        if (!files.TryGetValue(name, out var bytes) && expected.Count == 0)
        {
            checks.NotChecked(id, $"包内没有{what.Zh}", $"the bundle holds no {what.En}");
            return;
        }

        // Latin-1 keeps every byte apart, so that lines compare as bytes.
        var text = Encoding.Latin1.GetString(bytes.Span);
        var lines = text.Split('\n').SkipLast(1).ToList();
        List<Problem> problems =
        [
            .. expected.Except(lines, StringComparer.Ordinal).Select(_ => Problem.Incomplete($"{name} 缺一条账目所载的记录", $"{name} leaves out what an entry says")),
            .. lines.Except(expected, StringComparer.Ordinal).Select(_ => Problem.Tampered($"{name} 有一行不见于账目", $"a line of {name} is in no entry")),
        ];
        if (problems.Count == 0 && text != string.Concat(expected.Select(line => line + "\n")))
        {
            problems.Add(Problem.Tampered($"{name} 的各行重复、未按序或不完整", $"the lines of {name} stand twice, out of order or cut short"));
        }

        checks.Conclude(id, problems, $"{what.Zh} {expected.Count} 条，均有账目为证，无一缺漏", $"{expected.Count} {what.En}, each proven by an entry, none left out");
    }

    // Opened, held, erased, unmasked, exported; the states of a person belong to no case.
    private static bool IsCustody(EntryLeaf leaf, string caseId) => leaf.Act.Split('.')[0] switch
    {
        "subject" => leaf.Act.Contains('.', StringComparison.Ordinal),
        "exhibit" or "hold" or "erasure" or "access" => leaf.CaseId == caseId && leaf.Act.Contains('.', StringComparison.Ordinal),
        _ => leaf.CaseId == caseId && leaf.Act is ("person.unmask" or "bundle.exported"),
    };

    private static List<string> Lines(EntryReading entries, Func<EntryLeaf, bool> belongs) =>
        [.. entries.Proven.Values.Where(entry => belongs(entry.Leaf)).Select(Line)];

    private static string Line(ProvenEntry entry) => Encoding.Latin1.GetString(RestrictedJson.Write(
        new LeafObject(new Dictionary<string, LeafValue>(StringComparer.Ordinal)
        {
            ["act"] = entry.Leaf.Act,
            ["at"] = LeafTime.Format(entry.Leaf.Received),
            ["entry"] = entry.Leaf.Id,
            ["index"] = entry.Index,
            ["operator"] = entry.Leaf.Operator ?? "",
        })));
}
