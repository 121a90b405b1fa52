using System.Globalization;
using Daylight.Ledger;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>An entry of a case as other rooms list it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Act">What was done.</param>
/// <param name="ClaimedAt">When it is said to have happened; when received, if nobody said.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="StaffId">Who did it.</param>
/// <param name="SubjectId">Whom it is about.</param>
/// <param name="Details">Its details as texts.</param>
/// <param name="ExhibitId">Its sealed content.</param>
/// <param name="Index">Its index; null while it waits for the sequencer.</param>
/// <param name="LeafHash">Its leaf hash, base 64.</param>
/// <param name="Position">Where it stands; for cursors.</param>
public sealed record EntryCard(
    string Id, string Act, DateTimeOffset ClaimedAt, DateTimeOffset ReceivedAt, string? StaffId, string? SubjectId,
    IReadOnlyDictionary<string, string> Details, string? ExhibitId, long? Index, string LeafHash, long Position)
{
    /// <summary>The case it belongs to.</summary>
    public string? CaseId { get; init; }
}

/// <summary>Reads entries for rooms above. It checks no scope.</summary>
public sealed class EntryReading
{
    /// <summary>Entries of a case, newest first, before a position (null: from the newest).</summary>
    public IReadOnlyList<EntryCard> OfCase(Session session, string institutionId, string caseId, long? before, int most) =>
        EntryStore.Newest(session, institutionId, caseId, before ?? long.MaxValue, most).ConvertAll(Card);

    /// <summary>Entries which say that somebody saw this person's data, newest first, before a position (null: from the newest).</summary>
    public IReadOnlyList<EntryCard> AccessesTo(Session session, string institutionId, string subjectId, long? before, int most) =>
        EntryStore.AccessesTo(session, institutionId, subjectId, before ?? long.MaxValue, most).ConvertAll(Card);

    private static EntryCard Card(EntryRow row)
    {
        var leaf = EntryLeaf.Parse(row.Leaf);
        return new EntryCard(
            row.Id, row.Act, leaf.Claimed ?? leaf.Received, leaf.Received, row.StaffId, row.SubjectId,
            leaf.Details.ToDictionary(detail => detail.Key, detail => Text(detail.Value), StringComparer.Ordinal),
            row.ExhibitId, row.Idx, Convert.ToBase64String(row.LeafHash), row.Seq) { CaseId = row.CaseId };
    }

    private static string Text(LeafValue value) => value switch
    {
        LeafText text => text.Value,
        LeafNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
