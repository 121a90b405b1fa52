using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>
/// Finds a conversation for the staff member who holds it, and keeps everybody else from changing it until the transaction
/// ends. To anybody but its holder it does not exist here; reading has its own, wider rule.
/// </summary>
internal sealed class HeldConversation
{
    public Result<ConversationRecord> Find(Session session, Caller caller, string id)
    {
        session.Lock($"conversation:{id}");
        return Read(session, caller, id);
    }

    /// <summary>The same without keeping anybody from it: only to look.</summary>
    public Result<ConversationRecord> Read(Session session, Caller caller, string id) =>
        ConductStore.Find(session, caller.InstitutionId, id) is { Imported: 0 } row && row.StaffId == caller.StaffId
            ? row
            : ConductErrors.NoConversation;
}
