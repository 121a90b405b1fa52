using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Conduct;

/// <summary>Own models over HTTP: reading them, and changing the champion by two people. Each write happens once for an <c>Idempotency-Key</c>.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/models", ListAsync).Require(Permissions.ModelRead).Produces<IReadOnlyList<ModelSummaryView>>();
        api.MapGet("/models/{name}", ReadAsync).Require(Permissions.ModelRead).Produces<ModelView>();
        api.MapPost("/models/publications", ProposeAsync).Require(Permissions.ModelTrain).Produces<ModelPublicationView>(StatusCodes.Status201Created);
        api.MapPost("/models/publications/{id}/approval", ApproveAsync).Require(Permissions.ModelApprove).Produces<ModelPublicationView>();
        api.MapPost("/models/publications/{id}/rejection", RejectAsync).Require(Permissions.ModelRead).Produces<ModelPublicationView>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Database database, BrowseModels browse, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => browse.List(session, caller), cancellation));
    }

    private static async Task<IResult> ReadAsync(string name, HttpContext http, Database database, BrowseModels browse, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => browse.Read(session, caller, name), cancellation)).ToHttp();
    }

    private static async Task<IResult> ProposeAsync(ProposeModelRequest request, HttpContext http, ProposeModel propose, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await propose.RunAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), request, cancellation)).ToCreated();
    }

    private static async Task<IResult> ApproveAsync(string id, DecideOnModelRequest request, HttpContext http, DecideOnModel decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await decide.ApproveAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), id, request, cancellation)).ToHttp();
    }

    private static async Task<IResult> RejectAsync(string id, DecideOnModelRequest request, HttpContext http, DecideOnModel decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await decide.RejectAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), id, request, cancellation)).ToHttp();
    }
}
