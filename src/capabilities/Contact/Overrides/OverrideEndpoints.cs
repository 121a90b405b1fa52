using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Overrides over HTTP: asked for, decided on by a second person, and taken once.</summary>
internal static class OverrideEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contacts/overrides", RequestAsync).Require(Permissions.ContactAsk).Produces<OverrideView>(StatusCodes.Status201Created);
        api.MapGet("/contacts/overrides", ListAsync).Require(Permissions.ContactExplore).Produces<Page<OverrideView>>();
        api.MapGet("/contacts/overrides/{id}", ReadAsync).Require(Permissions.ContactExplore).Produces<OverrideDecisionView>();
        api.MapPost("/contacts/overrides/{id}/approval", ApproveAsync).Require(Permissions.OverrideApprove).Produces<OverrideView>();
        api.MapPost("/contacts/overrides/{id}/denial", DenyAsync).Require(Permissions.OverrideApprove).Produces<OverrideView>();
        api.MapPost("/contacts/overrides/{id}/permit", TakeAsync).Require(Permissions.ContactAsk).Produces<PermitAnswer>();
    }

    private static async Task<IResult> RequestAsync(
        RequestOverrideRequest request, HttpContext http, Database database, Idempotency idempotency, RequestOverride overrides, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => overrides.Request(session, caller, request)), cancellation)).ToCreated();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, Database database, OverrideDesk desk, ReadingLog readings, TimeProvider clock, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var page = await database.ReadAsync(session => desk.List(session, caller, clock.GetUtcNow()), cancellation);
        await LeaveAsync(readings, caller, page.Items, cancellation);
        return Results.Ok(page);
    }

    private static async Task<IResult> ReadAsync(
        string id, HttpContext http, Database database, OverrideDesk desk, ReadingLog readings, TimeProvider clock, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var found = await database.ReadAsync(session => desk.Read(session, caller, id, clock.GetUtcNow()), cancellation);
        if (!found.IsFailure)
        {
            await LeaveAsync(readings, caller, [found.Value.Override], cancellation);
        }

        return found.ToHttp();
    }

    // Who wrote the words of an override reads them again without an entry.
    private static Task LeaveAsync(ReadingLog readings, Caller caller, IEnumerable<OverrideView> shown, CancellationToken cancellation) => readings.LeaveAllAsync(
        new Access(caller, "override", null), "contact.notes-read", null, shown.Where(one => one.RequestedById != caller.StaffId).Select(one => one.Id), cancellation);

    private static async Task<IResult> ApproveAsync(
        string id, DecideOverrideRequest request, HttpContext http, Database database, Idempotency idempotency, DecideOverride decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => decide.Approve(session, caller, id, request)), cancellation)).ToHttp();
    }

    private static async Task<IResult> DenyAsync(
        string id, DecideOverrideRequest request, HttpContext http, Database database, Idempotency idempotency, DecideOverride decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => decide.Deny(session, caller, id, request)), cancellation)).ToHttp();
    }

    private static async Task<IResult> TakeAsync(
        string id, HttpContext http, Database database, Idempotency idempotency, DecideOverride decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, id);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => decide.Take(session, caller, id)), cancellation)).ToHttp();
    }
}
