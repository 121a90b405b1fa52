namespace Daylight.Ledger;

/// <summary>
/// The size and root of a log at one moment (C2SP tlog-checkpoint v1.0.0): the text that the log signs.
/// </summary>
/// <param name="Origin">The log's name, a schema-less URL, which is also the name of its key.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The root over them.</param>
public sealed record Checkpoint(string Origin, long Size, Hash32 Root)
{
    /// <summary>Extension lines of other logs; our own checkpoints carry none, as some cosignatures do not cover them.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The text to sign.</summary>
    public string Text
    {
        get
        {
            var head = $"{Origin}\n{StrictText.Decimal(Size)}\n{Root.ToBase64()}\n";
            return Extensions.Count == 0 ? head : head + string.Join('\n', Extensions) + "\n";
        }
    }

    /// <summary>Signs this checkpoint with the log's key, whose name must be the origin.</summary>
    public SignedNote Sign(NoteSigner log) => log.Name == Origin
        ? new SignedNote(Text, log.Sign(Text))
        : throw new ArgumentException("The log's key is named after its origin.", nameof(log));

    /// <summary>Reads the text of a checkpoint (not yet verified).</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[^1].Length != 0)
        {
            throw new LedgerFormatException("checkpoint", "needs three lines ending in newlines");
        }

        if (!NoteKey.IsName(lines[0]))
        {
            throw new LedgerFormatException("checkpoint", "origin is not a log name");
        }

        if (!StrictText.TryReadDecimal(lines[1], out var size))
        {
            throw new LedgerFormatException("checkpoint", "size is not a decimal without leading zeros");
        }

        if (!Hash32.TryParse(lines[2], out var root))
        {
            throw new LedgerFormatException("checkpoint", "root is not 32 bytes of strict base64");
        }

        if (size == 0 && root != MerkleTree.EmptyRoot)
        {
            throw new LedgerFormatException("checkpoint", "an empty log has another root");
        }

        var extensions = lines[3..^1];
        return extensions.Any(line => line.Length == 0)
            ? throw new LedgerFormatException("checkpoint", "an extension line is empty")
            : new Checkpoint(lines[0], size, root) { Extensions = extensions };
    }

    /// <summary>Verifies a signed note with the log's key and reads it; the origin must be the key's name.</summary>
    /// <exception cref="LedgerFormatException">It is no checkpoint of this log.</exception>
    public static Checkpoint Verify(SignedNote note, NoteVerifier log)
    {
        if (!note.Verify(log).Ok)
        {
            throw new LedgerFormatException("checkpoint", "not signed by the log's key");
        }

        var checkpoint = Parse(note.Text);
        return checkpoint.Origin == log.Name
            ? checkpoint
            : throw new LedgerFormatException("checkpoint", "origin is not the name of the log's key");
    }
}
