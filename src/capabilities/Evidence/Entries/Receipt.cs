namespace Daylight.Evidence;

/// <summary>
/// Proof to the writer that an act stands in the ledger (once the transaction commits). Only this room can make one, so a
/// use case that returns a receipt has left an entry.
/// </summary>
public sealed class Receipt
{
    internal Receipt(string entryId, string leafHash, string? exhibitId, DateTimeOffset at)
    {
        At = at;
        EntryId = entryId;
        LeafHash = leafHash;
        ExhibitId = exhibitId;
    }

    /// <summary>The entry.</summary>
    public string EntryId { get; }

    /// <summary>RFC 9162 leaf hash of the entry's bytes, base 64.</summary>
    public string LeafHash { get; }

    /// <summary>The sealed content, if the entry has any.</summary>
    public string? ExhibitId { get; }

    /// <summary>
    /// What our clock showed: the entry's time of receipt, less what it says the clock stood behind. Rows that are written
    /// with the entry take this moment as theirs, so that they can be rebuilt from it to the microsecond.
    /// </summary>
    public DateTimeOffset At { get; }

    /// <summary>The form that leaves the server.</summary>
    public ReceiptView View() => new(EntryId, LeafHash);
}

/// <summary>A receipt as answers show it.</summary>
public sealed record ReceiptView(string EntryId, string LeafHash);
