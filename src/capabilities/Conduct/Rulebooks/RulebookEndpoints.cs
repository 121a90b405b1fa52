using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Conduct;

/// <summary>Rulebooks over HTTP: reading them, and changing which inspects by two people. Each write happens once for an <c>Idempotency-Key</c>.</summary>
internal static class RulebookEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/rulebooks", DeskAsync).Require(Permissions.RulebookRead).Produces<RulebookDeskView>();
        api.MapGet("/rulebooks/comparison", CompareAsync).Require(Permissions.RulebookRead).Produces<RulebookComparisonView>();
        api.MapGet("/rulebooks/versions/{hash}", DetailAsync).Require(Permissions.RulebookRead).Produces<RulebookDetailView>();
        api.MapGet("/rulebooks/versions/{hash}/check", CheckAsync).Require(Permissions.RulebookRead).Produces<RulebookCheckView>();
        api.MapPost("/rulebooks/versions", UploadAsync).Require(Permissions.RulebookPropose).Produces<RulebookUploadView>();
        api.MapPost("/rulebooks/publications", ProposeAsync).Require(Permissions.RulebookPropose).Produces<RulebookPublicationView>(StatusCodes.Status201Created);
        api.MapPost("/rulebooks/publications/{id}/approval", ApproveAsync).Require(Permissions.RulebookApprove).Produces<RulebookPublicationView>();
        api.MapPost("/rulebooks/publications/{id}/rejection", RejectAsync).Require(Permissions.RulebookRead).Produces<RulebookPublicationView>();
    }

    private static async Task<IResult> DeskAsync(HttpContext http, Database database, BrowseRulebooks browse, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => browse.Desk(session, caller), cancellation));
    }

    private static async Task<IResult> DetailAsync(string hash, HttpContext http, Database database, BrowseRulebooks browse, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => browse.Detail(session, caller, hash), cancellation)).ToHttp();
    }

    private static async Task<IResult> CheckAsync(string hash, HttpContext http, Database database, BrowseRulebooks browse, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var reading = await database.ReadAsync(session => browse.Reading(session, caller, hash), cancellation);
        return reading switch
        {
            null => Problems.From(Failure.NotFound("rulebook version")),
            { Rulebook: { } rulebook } => Results.Ok(RulebookTexts.Check(rulebook)),
            { Problems: var problems } => Problems.From(ConductErrors.RulebookBroken(problems[0].ToString())),
        };
    }

    private static async Task<IResult> CompareAsync(
        string from, string to, HttpContext http, Database database, BrowseRulebooks browse, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => browse.Compare(session, caller, from, to), cancellation)).ToHttp();
    }

    private static async Task<IResult> UploadAsync(UploadRulebookRequest request, HttpContext http, UploadRulebook upload, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await upload.RunAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), request, cancellation)).ToHttp();
    }

    private static async Task<IResult> ProposeAsync(ProposeRulebookRequest request, HttpContext http, ProposeRulebook propose, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await propose.RunAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), request, cancellation)).ToCreated();
    }

    private static async Task<IResult> ApproveAsync(
        string id, DecideOnRulebookRequest request, HttpContext http, DecideOnRulebook decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await decide.ApproveAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), id, request, cancellation)).ToHttp();
    }

    private static async Task<IResult> RejectAsync(
        string id, DecideOnRulebookRequest request, HttpContext http, DecideOnRulebook decide, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await decide.RejectAsync(caller, RequestKey.From(http, caller.InstitutionId, caller.StaffId, request), id, request, cancellation)).ToHttp();
    }
}
