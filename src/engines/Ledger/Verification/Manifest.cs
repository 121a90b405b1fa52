namespace Daylight.Ledger.Verification;

/// <summary>The list of files as the verifier reads it.</summary>
internal sealed class Manifest
{
    private const int BytesMax = 16 * 1024 * 1024;

    private readonly LeafObject _files;
    private readonly LeafObject _checkpoint;

    private Manifest(string caseId, LeafObject files, LeafObject checkpoint)
    {
        CaseId = caseId;
        _files = files;
        _checkpoint = checkpoint;
    }

    public string CaseId { get; }

    public static Manifest Parse(ReadOnlySpan<byte> bytes)
    {
        var value = RestrictedJson.Parse(bytes, BytesMax);
        if (value.Text("format") != "daylight-bundle/1")
        {
            throw new LedgerFormatException("manifest", "format is not daylight-bundle/1");
        }

        return value.Text("case") is { } caseId
            && value.Members.TryGetValue("files", out var files) && files is LeafObject list
            && value.Members.TryGetValue("checkpoint", out var checkpoint) && checkpoint is LeafObject head
            ? new Manifest(caseId, list, head)
            : throw new LedgerFormatException("manifest", "case, files or checkpoint is missing");
    }

    public bool Names(Checkpoint checkpoint) =>
        _checkpoint.Text("origin") == checkpoint.Origin
        && _checkpoint.Number("size") == checkpoint.Size
        && _checkpoint.Text("root") == checkpoint.Root.ToBase64();

    /// <summary>What an encrypted file's plaintext is said to be committed to; null if nothing readable is said.</summary>
    public Commitment? Plain(string name) =>
        _files.Members.TryGetValue(name, out var listed) && listed is LeafObject file
        && file.Members.TryGetValue("plain", out var said) && said is LeafObject plain
        && plain.Text("c") is { } c && plain.Text("c3") is { } c3 && Hash32.TryParse(c, out var first) && Hash32.TryParse(c3, out var second)
            ? new Commitment(first, second)
            : null;

    public void CheckFiles(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CheckList checks)
    {
        var present = files.Keys.Where(name => name is not ("manifest.json" or "manifest.json.sig")).ToHashSet(StringComparer.Ordinal);
        var missing = _files.Members.Keys.Where(name => !present.Contains(name)).Select(
            name => Problem.Incomplete($"缺少文件 {name}", $"file {name} is missing"));
        var unlisted = present.Where(name => !_files.Members.ContainsKey(name)).Order(StringComparer.Ordinal).Select(
            name => Problem.Tampered($"清单之外的文件 {name}", $"file {name} is not in the list"));
        checks.Conclude("file-list", [.. unlisted, .. missing], $"清单与文件一一对应（{present.Count} 个）", $"the list and the files match one to one ({present.Count})");

        var changed = present.Where(_files.Members.ContainsKey).Order(StringComparer.Ordinal)
            .Where(name => !Matches(name, files[name].Span))
            .Select(name => Problem.Tampered($"{name} 与清单中的大小或哈希不符", $"{name} does not have the size or hashes of the list"));
        checks.Conclude("file-hashes", [.. changed], "每个文件的 SHA-256 与 SM3 均与清单相符", "every file has the SHA-256 and SM3 of the list");
    }

    private bool Matches(string name, ReadOnlySpan<byte> content) =>
        _files.Members[name] is LeafObject file
        && file.Number("size") == content.Length
        && file.Text("sha256") == Hash32.Sha256(content).ToHex()
        && file.Text("sm3") == Sm3.HashData(content).ToHex();
}
