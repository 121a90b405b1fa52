namespace Daylight.Ledger.Verification;

/// <summary>An entry whose proof leads to the checkpoint.</summary>
internal sealed record ProvenEntry(long Index, EntryLeaf Leaf, Hash32 LeafHash);

/// <summary>The entries of a bundle and their proofs.</summary>
internal sealed class EntryReading
{
    private readonly SortedDictionary<long, ProvenEntry> _proven = [];
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _files;

    private EntryReading(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) => _files = files;

    /// <summary>By index.</summary>
    public IReadOnlyDictionary<long, ProvenEntry> Proven => _proven;

    public static EntryReading Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, Checkpoint checkpoint, CheckList checks)
    {
        var reading = new EntryReading(files);
        var malformed = new List<Problem>();
        var unproven = new List<Problem>();
        foreach (var (index, name) in Numbered(files.Keys, "entries/", ".json", malformed))
        {
            reading.ReadEntry(index, name, checkpoint, malformed, unproven);
        }

        foreach (var (index, name) in Numbered(files.Keys, "proofs/", ".tlog-proof", malformed))
        {
            if (!files.ContainsKey($"entries/{StrictText.Decimal(index)}.json"))
            {
                malformed.Add(Problem.Malformed($"{name} 没有对应的账目", $"{name} has no entry"));
            }
        }

        var count = reading._proven.Count;
        checks.Conclude("entries", malformed, $"{count} 条账目格式正确", $"{count} entries are well-formed");
        checks.Conclude("proofs", unproven, $"{count} 条账目均证明在检查点之内", $"{count} entries are proven to lie within the checkpoint");
        return reading;
    }

    private void ReadEntry(long index, string name, Checkpoint checkpoint, List<Problem> malformed, List<Problem> unproven)
    {
        var bytes = _files[name].Span;
        EntryLeaf leaf;
        try
        {
            leaf = EntryLeaf.Parse(bytes);
        }
        catch (LedgerFormatException failure)
        {
            malformed.Add(Problem.Malformed($"{name} 不能读取：{failure.Problem}", $"{name} can not be read: {failure.Problem}"));
            return;
        }

        var proofName = $"proofs/{StrictText.Decimal(index)}.tlog-proof";
        if (!_files.TryGetValue(proofName, out var proofBytes))
        {
            unproven.Add(Problem.Incomplete($"{name} 没有证明", $"{name} has no proof"));
            return;
        }

        try
        {
            var proof = TlogProof.Parse(proofBytes.Span);
            var hash = LeafHash.Of(bytes);
            if (proof.Index == index && proof.Extra is null
                && proof.Note.ToBytes().AsSpan().SequenceEqual(_files["checkpoint"].Span)
                && InclusionProof.Verify(index, checkpoint.Size, hash, proof.Path, checkpoint.Root))
            {
                _proven.Add(index, new ProvenEntry(index, leaf, hash));
                return;
            }

            unproven.Add(Problem.Tampered($"{proofName} 不能把 {name} 证明到检查点", $"{proofName} does not lead {name} to the checkpoint"));
        }
        catch (LedgerFormatException failure)
        {
            unproven.Add(Problem.Tampered($"{proofName} 不能读取：{failure.Problem}", $"{proofName} can not be read: {failure.Problem}"));
        }
    }

    private static IEnumerable<(long Index, string Name)> Numbered(
        IEnumerable<string> names, string folder, string ending, List<Problem> malformed)
    {
        foreach (var name in names.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (name.EndsWith(ending, StringComparison.Ordinal) && name.Length > folder.Length + ending.Length
                && StrictText.TryReadDecimal(name[folder.Length..^ending.Length], out var index))
            {
                yield return (index, name);
            }
            else
            {
                malformed.Add(Problem.Malformed($"{name} 的文件名没有序号", $"{name} has no index in its name"));
            }
        }
    }
}
