namespace Daylight.Evidence;

/// <summary>One row of <c>upload</c>.</summary>
internal sealed class UploadRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string SubjectId { get; init; } = "";

    /// <summary>What it belongs to: a conversation's id.</summary>
    public string Thing { get; init; } = "";

    public string MediaType { get; init; } = "";

    /// <summary>How many bytes are durable: where the next chunk begins.</summary>
    public long Received { get; init; }

    public long Chunks { get; init; }

    /// <summary>When the last chunk came, or the upload began.</summary>
    public long TouchedAt { get; init; }

    /// <summary>The SHA-256 of the whole, once it is complete.</summary>
    public string? Sha256 { get; init; }

    public string? EntryId { get; init; }

    public string? LeafHash { get; init; }

    public string? ExhibitId { get; init; }
}

/// <summary>One row of <c>upload_chunk</c>: a sealed piece in the local folder.</summary>
internal sealed class UploadChunkRow
{
    public string UploadId { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public long Start { get; init; }

    public long Bytes { get; init; }

    public string Object { get; init; } = "";

    public byte[] WrappedKey { get; init; } = [];
}
