using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>
/// Keeps calls that were recorded elsewhere, and takes the words that were heard in a recording. Such a call is an imported
/// conversation: it needed no permit of ours, and its rows and entries say so.
/// </summary>
public sealed class RecordedCalls
{
    private readonly Conversations _conversations;
    private readonly ConversationLedger _ledger;
    private readonly UtteranceIntake _intake;
    private readonly CaseFile _cases;
    private readonly CounterpartSearch _counterparts;
    private readonly ContactEvents _contacts;

    internal RecordedCalls(
        Conversations conversations, ConversationLedger ledger, UtteranceIntake intake, CaseFile cases, CounterpartSearch counterparts, ContactEvents contacts)
    {
        _conversations = conversations;
        _ledger = ledger;
        _intake = intake;
        _cases = cases;
        _counterparts = counterparts;
        _contacts = contacts;
    }

    /// <summary>The conversation that a recorded call became before; null if it is new.</summary>
    public string? Find(Session session, string institutionId, string externalId) =>
        ConductStore.ByMark(session, institutionId, _conversations.Mark(session, institutionId, externalId)!)?.Id; // An id has a mark.

    /// <summary>
    /// Keeps a call with its recording. It is inspected once its words are there (<see cref="TakeWords"/>), not before: an
    /// empty conversation would lack every step.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="call">What the recorder tells.</param>
    /// <param name="recording">The recording, prepared; null if only a transcript is there.</param>
    public Result<KeptCall> Keep(Session session, string institutionId, RecordedCall call, PreparedContent? recording)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Find(session, institutionId, call.ExternalId) is { } known)
        {
            return new KeptCall(known, false, null, null);
        }

        if (_cases.StaffByName(session, institutionId, call.Staff) is not { } staffId)
        {
            return Failure.Invalid("employeeId", "This names nobody of the institution; give the sign-in name of who held the call.");
        }

        var counterpart = _counterparts.Find(session, institutionId, call);
        if (counterpart.Failure is { } nobody)
        {
            return nobody;
        }

        var start = ConversationStart.Check(new ConversationStart
        {
            Kind = "call",
            StartedAt = call.StartedAt,
            EndedAt = call.EndedAt,
            ExternalId = call.ExternalId,
            Attributes = _cases.ImportedAttributes(session, institutionId, call.Attributes),
        });
        if (start.Failure is { } wrong)
        {
            return wrong;
        }

        var contact = _contacts.RecordPast(session, new PastContact(
            institutionId,
            counterpart.Value.CaseId,
            counterpart.Value.PersonId,
            staffId,
            "call",
            call.Direction == "inbound",
            call.StartedAt,
            call.Outcome ?? "effective-talk", // The stricter reading, as of imported conversations.
            Seconds(call)));
        return contact.Failure is { } refused
            ? refused
            : Begin(session, institutionId, call.Direction, start.Value, counterpart.Value with { ContactId = contact.Value }, staffId, recording);
    }

    /// <summary>Takes the words of a recording into a conversation that has none, and has them inspected.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="from">Who heard them, for the entry: the recogniser's name.</param>
    /// <param name="utterances">In their order, numbered from 0.</param>
    /// <returns>How many were taken; 0 if the conversation has words of its own, which stand.</returns>
    public Result<int> TakeWords(Session session, string institutionId, string conversationId, string from, IReadOnlyList<Utterance> utterances)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        session.Lock($"conversation:{conversationId}");
        if (ConductStore.Find(session, institutionId, conversationId) is not { } row)
        {
            return ConductErrors.NoConversation;
        }

        if (row.UtteranceCount > 0)
        {
            return 0;
        }

        if (utterances.Count > UtteranceLimits.SeqMax + 1 || utterances.Any(item => item.Text.Length > UtteranceLimits.TextLengthMax))
        {
            return ConductErrors.TooMany(UtteranceLimits.SeqMax + 1);
        }

        _ledger.Append(session, row, new EntryDraft(institutionId, "conversation.transcribed")
        {
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conversation"] = conversationId,
                ["from"] = from,
                ["utterances"] = utterances.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        });
        foreach (var batch in UtteranceBatches.Of(utterances))
        {
            var current = ConductStore.Find(session, institutionId, conversationId)!; // It was there above, and is locked.
            if (_intake.Take(session, current, row.StaffId, WordsFrom.Recording, batch).Failure is { } refused)
            {
                return refused;
            }
        }

        session.Publish(institutionId, new ConversationCaptured(institutionId, conversationId, Captured.Transcribed));
        return utterances.Count;
    }

    private Result<KeptCall> Begin(
        Session session, string institutionId, string direction, ConversationStart start, Counterpart counterpart, string staffId, PreparedContent? recording)
    {
        var begun = _conversations.BeginImported(session, institutionId, staffId, direction, counterpart, start);
        if (begun.Failure is { } exists)
        {
            return exists;
        }

        var row = begun.Value.Conversation;
        var receipt = recording is null ? begun.Value.Receipt : _ledger.Record(session, row, staffId, recording);
        ConductStore.Close(session, row.Id, null, row.EndedAt, row.ReceivedAt);
        return new KeptCall(row.Id, true, recording is null ? null : receipt.ExhibitId, receipt.View());
    }

    private static long? Seconds(RecordedCall call) =>
        call.EndedAt - call.StartedAt is { Ticks: >= 0 } length && length <= TimeSpan.FromDays(1) ? (long)length.TotalSeconds : null;
}
