namespace Daylight.Ledger;

/// <summary>
/// What a log hands a witness (C2SP tlog-witness v1.0.0, add-checkpoint): the size the witness is believed to know, the proof
/// that the log only grew since, and the signed checkpoint.
/// </summary>
/// <param name="OldSize">The size of the checkpoint the witness cosigned last; 0 if none.</param>
/// <param name="Proof">The consistency proof from that size to the checkpoint's.</param>
/// <param name="Note">The signed checkpoint.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<Hash32> Proof, SignedNote Note)
{
    /// <summary>The longest request read.</summary>
    public const int BytesMax = 64 * 1024;

    /// <summary>The most lines of a proof.</summary>
    public const int ProofMax = 63;

    private const string Old = "old ";

    /// <summary>The body of the request.</summary>
    public byte[] ToBytes() => StrictText.Encode(
        $"{Old}{StrictText.Decimal(OldSize)}\n{string.Concat(Proof.Select(hash => hash.ToBase64() + "\n"))}\n{Note}", "witness request");

    /// <summary>Reads a request; nothing is verified yet.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static AddCheckpointRequest Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax)
        {
            throw new LedgerFormatException("witness request", "too long");
        }

        var text = StrictText.Decode(bytes, "witness request");
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = split < 0 ? [] : text[..split].Split('\n');
        if (lines.Length == 0 || !lines[0].StartsWith(Old, StringComparison.Ordinal) || !StrictText.TryReadDecimal(lines[0][Old.Length..], out var oldSize))
        {
            throw new LedgerFormatException("witness request", "does not begin with a line 'old <size>' and an empty line before the checkpoint");
        }

        return lines.Length - 1 > ProofMax
            ? throw new LedgerFormatException("witness request", $"more than {ProofMax} proof lines")
            : new AddCheckpointRequest(oldSize, [.. lines[1..].Select(Hash32.Parse)], SignedNote.Parse(text[(split + 2)..]));
    }
}
