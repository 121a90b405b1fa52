using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>A message that was sent.</summary>
internal sealed record Sent(string MessageId, string ConversationId, int Seq, Receipt Receipt);

/// <summary>
/// Puts a sent message where it belongs: into the open thread of this staff member with this person on this channel, if there
/// is one. Otherwise a chat begins such a thread; an SMS or an e-mail is a conversation of one utterance, closed at once,
/// because nobody can say when it would end.
/// </summary>
internal sealed class MessageThreads(
    Conversations conversations, UtteranceIntake intake, CloseConversation closing, ConversationLedger ledger, ContactEvents contacts, CaseFile cases, IdSource ids, TimeProvider clock)
{
    /// <summary>Records the sending; the permit that allows it was used up for it.</summary>
    public Result<Sent> Send(Session session, Caller caller, Permit permit, string kind, string text, Screened screened)
    {
        var thread = Thread(session, caller, permit, kind);
        if (thread.Failure is { } failed)
        {
            return failed;
        }

        var id = ids.New("ms");
        var conversation = thread.Value;
        var goesOn = conversation.PermitId != permit.Id;
        var seq = (int)conversation.NextSeq;
        var taken = intake.Take(session, conversation, caller.StaffId, WordsFrom.Screening,
        [
            new Utterance
            {
                Seq = seq,
                Role = UtteranceRole.Staff,
                Text = text,
                Id = id,
                At = NodaTime.Instant.FromDateTimeOffset(clock.GetUtcNow()),
            },
        ]);
        if (taken.Failure is { } refused)
        {
            return refused;
        }

        var receipt = ledger.Append(session, conversation, Draft(id, conversation, caller, permit, screened));
        return Ended(session, caller, permit, conversation, goesOn) is { } open
            ? open
            : new Sent(id, conversation.Id, seq, receipt);
    }

    /// <summary>
    /// States what came of the contact: at once where the message stands alone or only goes on in a thread, which has its own
    /// end; of a chat that it began, when that chat is closed.
    /// </summary>
    private Failure? Ended(Session session, Caller caller, Permit permit, ConversationRecord conversation, bool goesOn)
    {
        if (goesOn)
        {
            return contacts.StateOutcome(session, caller, permit.ContactId, "delivered", clock.GetUtcNow(), null).Failure;
        }

        // The row was read before the message came in; closing needs its count as it is now.
        return conversation.Kind == "chat"
            ? null
            : closing.End(session, caller, ConductStore.Find(session, caller.InstitutionId, conversation.Id)!, new CloseConversationRequest("delivered"));
    }

    private Result<ConversationRecord> Thread(Session session, Caller caller, Permit permit, string kind)
    {
        if (ConductStore.OpenThread(session, caller.InstitutionId, permit.CaseId, permit.PersonId, caller.StaffId, kind) is { } open)
        {
            session.Lock($"conversation:{open.Id}");
            return ConductStore.Find(session, caller.InstitutionId, open.Id)!; // Conversations are never removed.
        }

        var attributes = cases.LiveAttributes(
            session, caller.InstitutionId, permit.ConsentedHours ? new Dictionary<string, string>(StringComparer.Ordinal) { ["consent"] = "true" } : null);
        var begun = conversations.BeginOutbound(session, caller, permit, new ConversationStart { Kind = kind, Attributes = attributes });
        return begun.Failure is { } refused ? refused : begun.Value.Conversation;
    }

    private EntryDraft Draft(string messageId, ConversationRecord conversation, Caller caller, Permit permit, Screened screened) =>
        new(caller.InstitutionId, "message.sent")
        {
            StaffId = caller.StaffId,
            RuleHash = screened.Rulebook,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["message"] = messageId,
                ["conversation"] = conversation.Id,
                ["channel"] = permit.Channel,
                ["permit"] = permit.Id,
                ["verdict"] = screened.Verdict,
                ["rules"] = string.Join(' ', screened.Rules),
            },
        };
}
