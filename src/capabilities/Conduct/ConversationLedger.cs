using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>Appends the entries of a conversation and remembers which they are.</summary>
internal sealed class ConversationLedger(EvidenceLog log)
{
    /// <summary>Appends an act of a conversation.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="draft">The act; institution, case and subject are filled in from the conversation.</param>
    public Receipt Append(Session session, ConversationRecord conversation, EntryDraft draft)
    {
        var receipt = log.Append(session, draft with
        {
            InstitutionId = conversation.InstitutionId,
            CaseId = conversation.CaseId,
            SubjectId = conversation.PersonId,
        });
        ConductStore.InsertEntry(session, new EntryRecord
        {
            EntryId = receipt.EntryId,
            InstitutionId = conversation.InstitutionId,
            ConversationId = conversation.Id,
            Act = draft.Act,
            LeafHash = receipt.LeafHash,
            RecordedAt = UtcMicros.From(receipt.At),
        });
        return receipt;
    }

    /// <summary>Appends the recording of a conversation; its exhibit is the receipt's.</summary>
    public Receipt Record(Session session, ConversationRecord conversation, string staffId, PreparedContent recording) =>
        Append(session, conversation, new EntryDraft(conversation.InstitutionId, RecordingUploads.Recorded)
        {
            StaffId = staffId,
            Prepared = recording,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["conversation"] = conversation.Id },
        });
}
