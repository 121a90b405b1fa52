using System.Globalization;
using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Conduct;

/// <summary>Ends a conversation.</summary>
/// <param name="Outcome">What came of it, one of <see cref="Words.Outcomes"/>.</param>
/// <param name="EndedAt">When it ended; now if absent.</param>
public sealed record CloseConversationRequest(string Outcome, DateTimeOffset? EndedAt = null);

internal sealed class CloseConversation(
    Database database, HeldConversation held, ConversationLedger ledger, ContactEvents contacts, Transcripts transcripts, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/conversations/{id}/close", async (string id, CloseConversationRequest request, HttpContext http, CloseConversation useCase, CancellationToken cancellation) =>
            (await useCase.RunAsync(Caller.Of(http), id, request, cancellation).ConfigureAwait(false)).ToHttp())
        .Require(Permissions.ConversationHold)
        .Produces<TranscriptView>();

    public async Task<Result<TranscriptView>> RunAsync(Caller caller, string id, CloseConversationRequest request, CancellationToken cancellation)
    {
        if (!Words.Outcomes.Contains(request.Outcome, StringComparer.Ordinal))
        {
            return Failure.Invalid("outcome", $"The outcome is one of {string.Join(", ", Words.Outcomes)}.");
        }

        var closed = await database.WriteAsync(session => Close(session, caller, id, request), cancellation).ConfigureAwait(false);
        return closed.Failure is { } refused
            ? refused
            : (await database.ReadAsync(session => transcripts.Of(session, caller.InstitutionId, id), cancellation).ConfigureAwait(false))!; // It was closed just now.
    }

    private Result<string> Close(Session session, Caller caller, string id, CloseConversationRequest request)
    {
        var found = held.Find(session, caller, id);
        if (found.Failure is { } unknown)
        {
            return unknown;
        }

        if (found.Value.ClosedAt is not null)
        {
            return found.Value.Outcome == request.Outcome ? id : ConductErrors.ClosedOtherwise;
        }

        return End(session, caller, found.Value, request) is { } refused ? refused : id;
    }

    /// <summary>Ends an open conversation: the row, the entry, the contact's outcome, the fact.</summary>
    /// <returns>What stood in its way, or null.</returns>
    public Failure? End(Session session, Caller caller, ConversationRecord conversation, CloseConversationRequest request)
    {
        var now = clock.GetUtcNow();
        var ended = request.EndedAt ?? now;
        if (conversation.ContactId is not null)
        {
            var stated = contacts.StateOutcome(
                session, caller, conversation.ContactId, request.Outcome, ended < now ? ended : now, Seconds(conversation, ended));
            if (stated.Failure is { } refused)
            {
                return refused;
            }
        }

        var receipt = ledger.Append(session, conversation, new EntryDraft(conversation.InstitutionId, "conversation.closed")
        {
            StaffId = caller.StaffId,
            ClaimedAt = request.EndedAt,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conversation"] = conversation.Id,
                ["outcome"] = request.Outcome,
                ["utterances"] = conversation.UtteranceCount.ToString(CultureInfo.InvariantCulture),
            },
        });
        ConductStore.Close(session, conversation.Id, request.Outcome, UtcMicros.From(request.EndedAt ?? receipt.At), UtcMicros.From(receipt.At));
        session.Publish(conversation.InstitutionId, new ConversationCaptured(conversation.InstitutionId, conversation.Id, Captured.Closed));
        return null;
    }

    /// <summary>How long they spoke; not known where the claimed times contradict each other, or tell of more than a day.</summary>
    private static long? Seconds(ConversationRecord conversation, DateTimeOffset ended)
    {
        var micros = UtcMicros.From(ended) - conversation.StartedAt;
        return micros is >= 0 and <= 86_400_000_000 ? micros / 1_000_000 : null;
    }
}
