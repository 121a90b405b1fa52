using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Conduct;

/// <summary>A message to be screened and, if nothing speaks against it, sent.</summary>
/// <param name="PermitId">A permit for the channel sms, im or email.</param>
/// <param name="Text">The words.</param>
/// <param name="Acknowledged">The rules whose warnings the writer has seen and sends in spite of.</param>
public sealed record SendMessageRequest(string PermitId, string Text, IReadOnlyList<string>? Acknowledged = null);

/// <summary>What became of a message.</summary>
/// <param name="Verdict"><c>allowed</c>: sent. <c>warned</c>: not sent until the rules are acknowledged. <c>blocked</c>: not sent; the permit stays.</param>
/// <param name="Findings">What the screening found.</param>
/// <param name="MessageId">The message, if it was sent.</param>
/// <param name="ConversationId">Its thread, if it was sent.</param>
/// <param name="Receipt">The ledger entry of the sending or of the refusal.</param>
/// <param name="Seq">Its position in its thread, if it was sent; what the other side writes next comes under the next one.</param>
public sealed record MessageVerdict(
    string Verdict, IReadOnlyList<FindingView> Findings, string? MessageId, string? ConversationId, ReceiptView? Receipt, int? Seq = null);

internal sealed class SendMessage(
    Database database, Permits permits, MessageThreads threads, MessageScreening screening, Idempotency idempotency)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/messages", async (LimitedBody<SendMessageRequest> body, HttpContext http, SendMessage useCase, CancellationToken cancellation) =>
        {
            if (body.Request.Failure is { } wrong)
            {
                return Problems.From(wrong);
            }

            var caller = Caller.Of(http);
            var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, body.Request.Value);
            return (await useCase.RunAsync(caller, key, body.Request.Value, cancellation).ConfigureAwait(false)).ToHttp();
        })
        .Require(Permissions.ConversationHold)
        .Produces<MessageVerdict>();

    public Task<Result<MessageVerdict>> RunAsync(Caller caller, RequestKey key, SendMessageRequest request, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return Task.FromResult<Result<MessageVerdict>>(Failure.Invalid("text", "A message has words."));
        }

        return request.Text.Length > UtteranceLimits.TextLengthMax
            ? Task.FromResult<Result<MessageVerdict>>(ConductErrors.TooLong("text", UtteranceLimits.TextLengthMax))
            : database.WriteAsync(session => idempotency.Once(session, key, () => Run(session, caller, request)), cancellation);
    }

    private Result<MessageVerdict> Run(Session session, Caller caller, SendMessageRequest request)
    {
        var terms = permits.Look(session, caller, request.PermitId ?? "", new PermitExpectation());
        if (terms.Failure is { } refused)
        {
            return refused;
        }

        if (Words.WrittenKind(terms.Value.Channel) is not { } kind)
        {
            return ConductErrors.TextMismatch(terms.Value.Channel);
        }

        var text = UtteranceBatch.Storable(request.Text);
        var screened = screening.Screen(session, caller, terms.Value, text, request.Acknowledged ?? []);
        return screened.Verdict == "allowed"
            ? Send(session, caller, request.PermitId!, kind, text, screened) // Look found the permit, so it has an id.
            : new MessageVerdict(screened.Verdict, screened.Findings, null, null, screening.Refuse(session, caller, terms.Value, text, screened).View());
    }

    private Result<MessageVerdict> Send(Session session, Caller caller, string permitId, string kind, string text, Screened screened)
    {
        var permit = permits.Use(session, caller, permitId, new PermitExpectation { Channels = PermitExpectation.ChannelsOf(kind) });
        if (permit.Failure is { } refused)
        {
            return refused;
        }

        var sent = threads.Send(session, caller, permit.Value, kind, text, screened);
        return sent.Failure is { } failed
            ? failed
            : new MessageVerdict(screened.Verdict, screened.Findings, sent.Value.MessageId, sent.Value.ConversationId, sent.Value.Receipt.View(), sent.Value.Seq);
    }
}
