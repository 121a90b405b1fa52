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

/// <summary>Begins a conversation: outbound with a permit, inbound with the case and the person who rang or wrote.</summary>
/// <param name="Kind"><c>call</c>, <c>chat</c>, <c>sms</c>, <c>email</c> or <c>visit</c>.</param>
/// <param name="Direction"><c>outbound</c> or <c>inbound</c>.</param>
/// <param name="PermitId">The permit; required for outbound, used up by it.</param>
/// <param name="CaseId">Required for inbound; otherwise, if given, it must be the permit's.</param>
/// <param name="PersonId">As <paramref name="CaseId"/>.</param>
/// <param name="StartedAt">When it began; now if absent. A time that does not fit ours is kept beside ours.</param>
/// <param name="Zone">The person's IANA zone; from the case if absent.</param>
/// <param name="ExternalId">The sender's own id; the same one twice is refused.</param>
/// <param name="Attributes">Operands for rules, such as <c>continuing</c>; <c>employer</c> and <c>consent</c> are not taken from here.</param>
public sealed record OpenConversationRequest(
    string Kind,
    string Direction,
    string? PermitId = null,
    string? CaseId = null,
    string? PersonId = null,
    DateTimeOffset? StartedAt = null,
    string? Zone = null,
    string? ExternalId = null,
    IReadOnlyDictionary<string, string>? Attributes = null);

/// <summary>The conversation that was begun, and its ledger entry.</summary>
public sealed record ConversationOpened(string Id, ReceiptView Receipt);

internal sealed class OpenConversation(
    Database database, Permits permits, ContactEvents contacts, Conversations conversations, CaseFile cases, Idempotency idempotency, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/conversations", async (OpenConversationRequest request, HttpContext http, OpenConversation useCase, CancellationToken cancellation) =>
            (await useCase.RunAsync(Caller.Of(http), RequestKey.From(http, Caller.Of(http).InstitutionId, Caller.Of(http).StaffId, request), request, cancellation)
                .ConfigureAwait(false)).ToCreated())
        .Require(Permissions.ConversationHold)
        .Produces<ConversationOpened>(StatusCodes.Status201Created);

    public Task<Result<ConversationOpened>> RunAsync(Caller caller, RequestKey key, OpenConversationRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => idempotency.Once(session, key, () => Open(session, caller, request)), cancellation);

    private Result<ConversationOpened> Open(Session session, Caller caller, OpenConversationRequest request)
    {
        var start = ConversationStart.Check(new ConversationStart
        {
            Kind = request.Kind,
            StartedAt = request.StartedAt,
            Zone = request.Zone,
            ExternalId = request.ExternalId,
            Attributes = WithoutConsent(cases.LiveAttributes(session, caller.InstitutionId, request.Attributes)),
        });
        if (start.Failure is { } wrong)
        {
            return wrong;
        }

        var begun = request.Direction switch
        {
            "outbound" => Outbound(session, caller, request, start.Value),
            "inbound" => Inbound(session, caller, request, start.Value),
            _ => Failure.Invalid("direction", "The direction is outbound or inbound."),
        };
        return begun.Failure is { } refused
            ? refused
            : new ConversationOpened(begun.Value.Conversation.Id, begun.Value.Receipt.View());
    }

    private Result<Begun> Outbound(Session session, Caller caller, OpenConversationRequest request, ConversationStart start)
    {
        if (request.PermitId is null)
        {
            return ConductErrors.PermitRequired;
        }

        var permit = permits.Use(session, caller, request.PermitId, new PermitExpectation
        {
            CaseId = request.CaseId,
            PersonId = request.PersonId,
            Channels = PermitExpectation.ChannelsOf(start.Kind),
        });
        if (permit.Failure is { } refused)
        {
            return refused;
        }

        // What the gate relied on, rules may rely on too: consent to this hour, as far as the person gave it.
        return conversations.BeginOutbound(session, caller, permit.Value, permit.Value.ConsentedHours ? Consented(start) : start);
    }

    private Result<Begun> Inbound(Session session, Caller caller, OpenConversationRequest request, ConversationStart start)
    {
        if (request.CaseId is null || request.PersonId is null)
        {
            return Failure.Invalid(request.CaseId is null ? "caseId" : "personId", "An inbound conversation names its case and the person who rang or wrote.");
        }

        var party = cases.Party(session, caller, request.CaseId, request.PersonId);
        if (party.Failure is { } unknown)
        {
            return unknown;
        }

        var contact = contacts.RecordInbound(session, caller, new InboundContact(
            request.CaseId, request.PersonId, PermitExpectation.ChannelsOf(start.Kind)[0], NotAhead(start.StartedAt)));
        return contact.Failure is { } refused
            ? refused
            : conversations.BeginInbound(
                session,
                caller,
                new Counterpart(request.CaseId, request.PersonId, party.Value.Role, party.Value.Zone, null, contact.Value),
                start);
    }

    /// <summary>A contact counts from when we heard of it at the latest; the claimed beginning stays with the conversation.</summary>
    private DateTimeOffset NotAhead(DateTimeOffset? claimed) =>
        claimed is { } at && at < clock.GetUtcNow() ? at : clock.GetUtcNow();

    /// <summary>Whether the person agreed to this hour is known from the permit, never from whoever holds the conversation.</summary>
    private static Dictionary<string, string> WithoutConsent(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Where(pair => pair.Key != "consent").ToDictionary(StringComparer.Ordinal);

    private static ConversationStart Consented(ConversationStart start) => start with
    {
        Attributes = new Dictionary<string, string>(start.Attributes, StringComparer.Ordinal) { ["consent"] = "true" },
    };
}
