namespace Daylight.Ledger.Verification;

/// <summary>Earlier checkpoints in a bundle: signed by the same log, and prefixes of the bundle's checkpoint.</summary>
internal static class EarlierReading
{
    public static void Check(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, TlogPolicy? policy, Checkpoint checkpoint, CheckList checks)
    {
        var names = files.Keys.Where(name => name.StartsWith("consistency/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0 || policy is null)
        {
            checks.NotChecked("consistency", "包内没有较早的检查点", "the bundle holds no earlier checkpoint");
            return;
        }

        var problems = names.Where(name => !IsPrefix(files[name].Span, policy, checkpoint, name))
            .Select(name => Problem.Tampered($"{name} 不能证明账本只增未改", $"{name} does not show that the log only grew"));
        checks.Conclude("consistency", [.. problems], $"{names.Count} 个较早检查点与本检查点一致", $"{names.Count} earlier checkpoints are consistent with this one");
    }

    /// <summary>Whether the bundle shows that exactly this note is an earlier checkpoint of the same log.</summary>
    public static bool Shows(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, TlogPolicy policy, Checkpoint checkpoint, long size, ReadOnlySpan<byte> note)
    {
        var name = $"consistency/{StrictText.Decimal(size)}-{StrictText.Decimal(checkpoint.Size)}.txt";
        return files.TryGetValue(name, out var bytes) && IsPrefix(bytes.Span, policy, checkpoint, name) && bytes.Span[NoteAt(bytes.Span)..].SequenceEqual(note);
    }

    // Behind the first empty line.
    private static int NoteAt(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\n"u8) ? 1 : bytes.IndexOf("\n\n"u8) + 2;

    private static bool IsPrefix(ReadOnlySpan<byte> bytes, TlogPolicy policy, Checkpoint checkpoint, string name)
    {
        try
        {
            var text = StrictText.Decode(bytes, "consistency");
            var split = text.StartsWith('\n') ? 0 : text.IndexOf("\n\n", StringComparison.Ordinal) + 1;
            var proof = text[..split].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Hash32.Parse).ToList();
            var note = SignedNote.Parse(text[(split + 1)..]);
            var old = Checkpoint.Parse(note.Text);
            return policy.Evaluate(note) is not PolicyOutcome.Rejected
                && old.Origin == checkpoint.Origin
                && name == $"consistency/{StrictText.Decimal(old.Size)}-{StrictText.Decimal(checkpoint.Size)}.txt"
                && ConsistencyProof.Verify(old.Size, checkpoint.Size, old.Root, checkpoint.Root, proof);
        }
        catch (LedgerFormatException)
        {
            return false;
        }
    }
}
