using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What may be told of an exhibit without opening it.</summary>
/// <param name="Id">The exhibit.</param>
/// <param name="EntryId">The entry it belongs to.</param>
/// <param name="SubjectId">Whose content it is; null if nobody's.</param>
/// <param name="MediaType">For example <c>audio/wav</c>.</param>
public sealed record ExhibitCard(string Id, string EntryId, string? SubjectId, string MediaType);

/// <summary>Opens sealed content.</summary>
public sealed class Exhibits
{
    private readonly ExhibitSealing _sealing;
    private readonly EvidenceLog _log;
    private readonly ReadingLog _readings;

    internal Exhibits(ExhibitSealing sealing, EvidenceLog log, ReadingLog readings)
    {
        _sealing = sealing;
        _log = log;
        _readings = readings;
    }

    /// <summary>An exhibit of the institution, or null.</summary>
    public ExhibitCard? Find(Session session, string institutionId, string exhibitId) =>
        ExhibitStore.ById(session, institutionId, exhibitId) is { } row ? new ExhibitCard(row.Id, row.EntryId, row.SubjectId, row.MediaType) : null;

    /// <summary>The exhibits of some entries, a few hundred at most.</summary>
    public IReadOnlyList<ExhibitCard> OfEntries(Session session, string institutionId, IReadOnlyList<string> entryIds) =>
        entryIds.Count == 0 ? [] : ExhibitStore.OfEntries(session, institutionId, entryIds);

    /// <summary>
    /// Opens a recording for a person, piece by piece as it is read. The entry <c>exhibit.opened</c>, once for each reader and
    /// recording in ten minutes, is durable before anything is handed out; a player asks many times while it plays.
    /// </summary>
    /// <returns>Its content, to be disposed; null if the person was erased.</returns>
    /// <exception cref="KeyNotFoundException">There is no such exhibit in the caller's institution.</exception>
    /// <exception cref="Ledger.LedgerFormatException">The sealed bytes were changed or are missing; so too while the stream is read.</exception>
    public async Task<Stream?> OpenStreamAsync(Database database, Access access, string exhibitId, CancellationToken cancellation)
    {
        var card = await database.ReadAsync(session => Find(session, access.Caller.InstitutionId, exhibitId), cancellation).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"There is no exhibit {exhibitId} in this institution.");
        await _readings.LeaveAsync(access, "exhibit.opened", card.SubjectId, exhibitId, cancellation).ConfigureAwait(false);
        return await database.ReadAsync(
            session => ExhibitStore.ById(session, access.Caller.InstitutionId, exhibitId) is { } row && !_sealing.IsErased(session, row) ? _sealing.Stream(session, row) : null,
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Opens an exhibit for a person and leaves the entry <c>exhibit.opened</c> that says who read it and why.</summary>
    /// <exception cref="KeyNotFoundException">There is no such exhibit in the caller's institution.</exception>
    public byte[] Open(Session session, Access access, string exhibitId)
    {
        var row = ExhibitStore.ById(session, access.Caller.InstitutionId, exhibitId) ?? throw new KeyNotFoundException($"There is no exhibit {exhibitId} in this institution.");
        var plain = _sealing.Open(session, row).Plain;
        _log.Append(session, new EntryDraft(access.Caller.InstitutionId, "exhibit.opened")
        {
            CaseId = access.CaseId,
            SubjectId = row.SubjectId,
            StaffId = access.Caller.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["exhibit"] = exhibitId, ["purpose"] = access.Purpose },
        });
        return plain;
    }

    /// <summary>
    /// The machine's own reading (inspection, screens that show a conversation within the reader's scope): it leaves no entry
    /// itself; the findings, scores and decisions that come of it are its record.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such exhibit in the institution.</exception>
    public byte[] OpenForInspection(Session session, string institutionId, string exhibitId) =>
        ExhibitStore.ById(session, institutionId, exhibitId) is { } row
            ? _sealing.Open(session, row).Plain
            : throw new KeyNotFoundException($"There is no exhibit {exhibitId} in this institution.");
}
