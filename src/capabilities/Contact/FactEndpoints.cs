using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Facts about people over HTTP.</summary>
internal static class FactEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contacts/facts", RecordAsync).Require(Permissions.ContactFact).Produces<FactView>(StatusCodes.Status201Created);
        api.MapPost("/contacts/facts/{id}/withdrawal", WithdrawAsync).Require(Permissions.ContactFact).Produces<FactView>();
        api.MapGet("/contacts/facts", ListAsync).Require(Permissions.ContactExplore).Produces<Page<FactView>>();
    }

    private static async Task<IResult> RecordAsync(
        RecordFactRequest request, HttpContext http, Database database, Idempotency idempotency, RecordFact facts, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => facts.Record(session, caller, request)), cancellation)).ToCreated();
    }

    private static async Task<IResult> WithdrawAsync(
        string id, HttpContext http, Database database, Idempotency idempotency, RecordFact facts, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, id);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => facts.Withdraw(session, caller, id)), cancellation)).ToHttp();
    }

    private static async Task<IResult> ListAsync(
        string personId, string? caseId, HttpContext http, Database database, RecordFact facts, ReadingLog readings, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var page = await database.ReadAsync(session => facts.List(session, caller, personId, caseId), cancellation);
        if (!page.IsFailure)
        {
            var noted = page.Value.Items.Where(fact => fact.Note is not null).Select(fact => fact.Id);
            await readings.LeaveAllAsync(new Access(caller, "case-work", null), "contact.notes-read", personId, noted, cancellation);
        }

        return page.ToHttp();
    }
}
