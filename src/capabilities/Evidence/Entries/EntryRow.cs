namespace Daylight.Evidence;

/// <summary>One row of <c>ledger_entry</c>.</summary>
internal sealed class EntryRow
{
    public long Seq { get; init; }

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public long Year { get; init; }

    public long? Idx { get; init; }

    public string Act { get; init; } = "";

    public string? CaseId { get; init; }

    public string? SubjectId { get; init; }

    public string? StaffId { get; init; }

    public long ReceivedAt { get; init; }

    public string? ExhibitId { get; init; }

    /// <summary>The exact bytes that are hashed.</summary>
    public byte[] Leaf { get; init; } = [];

    public byte[] LeafHash { get; init; } = [];
}

/// <summary>The newest entry of a case in the log of a year: what the next entry's <c>prev</c> names.</summary>
internal sealed class CaseHeadRow
{
    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public long Year { get; init; }

    public byte[] LeafHash { get; set; } = [];

    public long Entries { get; set; }

    /// <summary>The newest leaf hash of an earlier year's log, told by the first entry of this year's.</summary>
    public byte[]? Continues { get; init; }
}
