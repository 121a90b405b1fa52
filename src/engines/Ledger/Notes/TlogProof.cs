namespace Daylight.Ledger;

/// <summary>
/// A proof one can carry away (C2SP tlog-proof v1): index, inclusion path and the signed checkpoint.
/// </summary>
/// <param name="Index">The entry's index.</param>
/// <param name="Path">Hashes from the leaf's sibling towards the root.</param>
/// <param name="Note">The signed checkpoint.</param>
public sealed record TlogProof(long Index, IReadOnlyList<Hash32> Path, SignedNote Note)
{
    private const string Header = "c2sp.org/tlog-proof@v1";

    // A tree of 2^63 leaves has paths of 63 hashes.
    private const int PathMax = 63;

    /// <summary>Opaque bytes for the application; nothing vouches for them.</summary>
    public ReadOnlyMemory<byte>? Extra { get; init; }

    /// <summary>The file content.</summary>
    public override string ToString()
    {
        var extra = Extra is { } bytes ? $"extra {StrictBase64.Encode(bytes.Span)}\n" : "";
        var path = string.Concat(Path.Select(hash => hash.ToBase64() + "\n"));
        return $"{Header}\n{extra}index {StrictText.Decimal(Index)}\n{path}\n{Note}";
    }

    /// <summary>The file content.</summary>
    public byte[] ToBytes() => StrictText.Encode(ToString(), "proof");

    /// <summary>Reads a proof; nothing is verified yet.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> bytes) =>
        bytes.Length > SignedNote.NoteBytesMax
            ? throw new LedgerFormatException("proof", "too long")
            : Parse(StrictText.Decode(bytes, "proof"));

    /// <summary>Reads a proof; nothing is verified yet.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static TlogProof Parse(string text)
    {
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0)
        {
            throw new LedgerFormatException("proof", "no empty line before the checkpoint");
        }

        var lines = text[..split].Split('\n');
        if (lines[0] != Header)
        {
            throw new LedgerFormatException("proof", $"does not start with {Header}");
        }

        var at = 1;
        ReadOnlyMemory<byte>? extra = null;
        if (at < lines.Length && lines[at].StartsWith("extra ", StringComparison.Ordinal))
        {
            extra = StrictBase64.TryDecode(lines[at++][6..], out var bytes)
                ? bytes
                : throw new LedgerFormatException("proof", "extra is not strict base64");
        }

        if (at >= lines.Length || !lines[at].StartsWith("index ", StringComparison.Ordinal)
            || !StrictText.TryReadDecimal(lines[at][6..], out var index))
        {
            throw new LedgerFormatException("proof", "no index line");
        }

        var path = lines[(at + 1)..];
        return path.Length > PathMax
            ? throw new LedgerFormatException("proof", "path is longer than any tree is high")
            : new TlogProof(index, [.. path.Select(Hash32.Parse)], SignedNote.Parse(text[(split + 2)..])) { Extra = extra };
    }

    /// <summary>Whether these entry bytes stand at the index of the checkpoint's tree. The checkpoint's signatures are not looked at.</summary>
    /// <exception cref="LedgerFormatException">The note is not a checkpoint.</exception>
    public bool Includes(ReadOnlySpan<byte> entry)
    {
        var checkpoint = Checkpoint.Parse(Note.Text);
        return InclusionProof.Verify(Index, checkpoint.Size, LeafHash.Of(entry), Path, checkpoint.Root);
    }
}
