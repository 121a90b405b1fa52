using System.Buffers.Binary;

namespace Daylight.Ledger;

/// <summary>One signature line.</summary>
/// <param name="Name">The key name.</param>
/// <param name="KeyId">The key id.</param>
/// <param name="Bytes">The signature behind the id.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The line without its newline.</summary>
    public string Line
    {
        get
        {
            var bytes = new byte[4 + Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
            Bytes.CopyTo(bytes.AsMemory(4));
            return $"— {Name} {StrictBase64.Encode(bytes)}";
        }
    }
}

/// <summary>What verifying a note with known keys gave.</summary>
/// <param name="Verified">Known keys whose signature verified, in the order of the lines.</param>
/// <param name="Failed">A known key whose signature did not verify: the note must be rejected.</param>
public sealed record NoteVerification(IReadOnlyList<NoteVerifier> Verified, NoteVerifier? Failed)
{
    /// <summary>At least one known key signed, and none failed.</summary>
    public bool Ok => Failed is null && Verified.Count > 0;
}

/// <summary>
/// Text with Ed25519 signatures (C2SP signed-note v1.0.0). The text means nothing until <see cref="Verify"/> says so.
/// Every note has exactly one spelling: parsing and writing gives the same bytes.
/// </summary>
public sealed record SignedNote
{
    /// <summary>The longest note read.</summary>
    public const int NoteBytesMax = 1_000_000;

    /// <summary>The most signature lines read; the specification demands at least 16.</summary>
    public const int SignaturesMax = 100;

    /// <summary>Joins a text with its signatures.</summary>
    /// <exception cref="LedgerFormatException">The text does not end in a newline or holds control characters.</exception>
    public SignedNote(string text, params IReadOnlyList<NoteSignature> signatures)
    {
        CheckedText(text);
        if (signatures.Count is 0 or > SignaturesMax)
        {
            throw new LedgerFormatException("note", $"needs 1 to {SignaturesMax} signatures");
        }

        Text = text;
        Signatures = signatures;
    }

    /// <summary>The signed text, its last newline included.</summary>
    public string Text { get; }

    /// <summary>The signature lines.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes) =>
        bytes.Length > NoteBytesMax
            ? throw new LedgerFormatException("note", "too long")
            : Parse(StrictText.Decode(bytes, "note"));

    /// <summary>Reads a note.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static SignedNote Parse(string note)
    {
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n') || note.Length > NoteBytesMax)
        {
            throw new LedgerFormatException("note", "no empty line before the signatures, or no newline at the end");
        }

        var lines = note[(split + 2)..^(split + 2 == note.Length ? 0 : 1)].Split('\n');
        return lines.Length > SignaturesMax
            ? throw new LedgerFormatException("note", $"more than {SignaturesMax} signatures")
            : new SignedNote(note[..(split + 1)], [.. lines.Select(ReadLine)]);
    }

    /// <summary>
    /// Checks every signature of a known key. Lines of unknown keys are passed over; a known key that fails rejects the note.
    /// </summary>
    public NoteVerification Verify(params IReadOnlyList<NoteVerifier> known)
    {
        var verified = new List<NoteVerifier>();
        foreach (var signature in Signatures)
        {
            if (known.FirstOrDefault(key => key.Claims(signature)) is not { } claimed)
            {
                continue;
            }

            if (!claimed.Verify(Text, signature))
            {
                return new NoteVerification([], claimed);
            }

            if (!verified.Contains(claimed))
            {
                verified.Add(claimed);
            }
        }

        return new NoteVerification(verified, null);
    }

    /// <summary>The note with further signatures behind its own.</summary>
    public SignedNote With(params IReadOnlyList<NoteSignature> more) => new(Text, [.. Signatures, .. more]);

    /// <summary>The note as text.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => s.Line + "\n"))}";

    /// <summary>The note as bytes.</summary>
    public byte[] ToBytes() => StrictText.Encode(ToString(), "note");

    /// <summary>The bytes that are signed.</summary>
    internal static byte[] CheckedText(string text)
    {
        if (!text.EndsWith('\n') || text.Any(c => c < 0x20 && c != '\n'))
        {
            throw new LedgerFormatException("note", "text holds control characters or does not end in a newline");
        }

        return StrictText.Encode(text, "note");
    }

    private static NoteSignature ReadLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0] != "—" || !NoteKey.IsName(parts[1]))
        {
            throw new LedgerFormatException("note", "a signature line is not '— name base64'");
        }

        if (!StrictBase64.TryDecode(parts[2], out var bytes) || bytes.Length <= 4)
        {
            throw new LedgerFormatException("note", "a signature is not strict base64 of more than four bytes");
        }

        return new NoteSignature(parts[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4));
    }
}
