using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>Opens sealed content.</summary>
public sealed class Exhibits
{
    private readonly ExhibitSealing _sealing;
    private readonly EvidenceLog _log;

    internal Exhibits(ExhibitSealing sealing, EvidenceLog log)
    {
        _sealing = sealing;
        _log = log;
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
