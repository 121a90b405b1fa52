namespace Daylight.Ledger;

/// <summary>Everything an evidence bundle is made of. Nothing in it is fetched or decided here.</summary>
public sealed record BundleParts
{
    /// <summary>The case whose entries these are.</summary>
    public required string CaseId { get; init; }

    /// <summary>Who runs the ledger, as it shall stand in the bundle.</summary>
    public required string Operator { get; init; }

    /// <summary>Why the bundle is made.</summary>
    public required string Purpose { get; init; }

    /// <summary>When, by the server's own clock.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Name and version of the software that made it.</summary>
    public required string Software { get; init; }

    /// <summary>The policy a reader may check against (C2SP tlog-policy).</summary>
    public required string Policy { get; init; }

    /// <summary>The signed checkpoint every proof leads to.</summary>
    public required SignedNote Checkpoint { get; init; }

    /// <summary>The entries: all of the case, and others that explain them.</summary>
    public required IReadOnlyList<BundleEntry> Entries { get; init; }

    /// <summary>The index of the <c>case.snapshot</c> or <c>case.close</c> entry that counts the case's entries; null if there is none.</summary>
    public long? SnapshotIndex { get; init; }

    /// <summary>Earlier checkpoints, shown to be prefixes of this one.</summary>
    public IReadOnlyList<EarlierCheckpoint> Earlier { get; init; } = [];

    /// <summary>To whom payloads are encrypted; null if they are handed over in the clear.</summary>
    public AgeRecipient? Recipient { get; init; }

    /// <summary>Time stamps over this checkpoint or earlier ones; each earlier one also stands in <see cref="Earlier"/>.</summary>
    public IReadOnlyList<BundleStamp> Stamps { get; init; } = [];

    /// <summary>The report (<see cref="BundleReport"/>) as a document to print; null leaves it out.</summary>
    public ReadOnlyMemory<byte>? ReportPdf { get; init; }
}

/// <summary>One entry with its proof.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="Leaf">Its exact bytes.</param>
/// <param name="Path">Its inclusion path to the bundle's checkpoint.</param>
/// <param name="Payload">The payload, if it is handed over.</param>
public sealed record BundleEntry(long Index, ReadOnlyMemory<byte> Leaf, IReadOnlyList<Hash32> Path, BundlePayload? Payload = null);

/// <summary>A payload handed over.</summary>
public abstract record BundlePayload
{
    private BundlePayload()
    {
    }

    /// <summary>In the clear.</summary>
    /// <param name="Content">The original bytes.</param>
    /// <param name="Salt">The 32 bytes of its commitment.</param>
    public sealed record Clear(ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Salt) : BundlePayload;

    /// <summary>For one recipient only.</summary>
    /// <param name="AgeFile">Salt and content, one behind the other, encrypted to the recipient.</param>
    public sealed record Encrypted(ReadOnlyMemory<byte> AgeFile) : BundlePayload
    {
        /// <summary>Encrypts salt and content.</summary>
        /// <param name="clear">The payload.</param>
        /// <param name="recipient">Who shall be able to open it.</param>
        /// <param name="randomness">As <see cref="Ledger.AgeFile.Seal"/> takes it.</param>
        public static Encrypted Of(Clear clear, AgeRecipient recipient, ReadOnlySpan<byte> randomness) =>
            new(Ledger.AgeFile.Seal(recipient, (byte[])[.. clear.Salt.Span, .. clear.Content.Span], randomness));
    }
}

/// <summary>A checkpoint published before, with the proof that the log only grew since.</summary>
/// <param name="Note">The earlier signed checkpoint.</param>
/// <param name="Proof">The consistency proof to the bundle's checkpoint.</param>
public sealed record EarlierCheckpoint(SignedNote Note, IReadOnlyList<Hash32> Proof);

/// <summary>A time stamp of an RFC 3161 authority over a checkpoint.</summary>
/// <param name="Size">The checkpoint's size.</param>
/// <param name="Note">The exact bytes that were stamped: the checkpoint with the log's signature.</param>
/// <param name="Authority">A name for the authority, of small letters, digits and dashes.</param>
/// <param name="Digest">By which digest.</param>
/// <param name="Query">What was asked.</param>
/// <param name="Reply">What was answered.</param>
/// <param name="ChainPem">The certificates, the signer's first, the root last.</param>
public sealed record BundleStamp(
    long Size, ReadOnlyMemory<byte> Note, string Authority, StampDigest Digest, ReadOnlyMemory<byte> Query, ReadOnlyMemory<byte> Reply, string ChainPem);

/// <summary>What a <c>case.snapshot</c> entry says: how many entries the case has, and their Merkle root.</summary>
public static class CaseSnapshot
{
    /// <summary>The act of such entries.</summary>
    public const string Act = "case.snapshot";

    /// <summary>The act of the entry that closes a case, which counts as a snapshot does.</summary>
    public const string CloseAct = "case.close";

    /// <summary>The act of the entry that opens a closed case again.</summary>
    public const string ReopenAct = "case.reopen";

    /// <summary>The details to put into the entry.</summary>
    /// <param name="leafHashes">Leaf hashes of all earlier entries of the case, in the order of their indexes.</param>
    public static IReadOnlyDictionary<string, LeafValue> Details(IReadOnlyList<Hash32> leafHashes) =>
        new Dictionary<string, LeafValue>(StringComparer.Ordinal)
        {
            ["count"] = leafHashes.Count,
            ["root"] = MerkleTree.RootOf(leafHashes).ToBase64(),
        };
}
