using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Packs over HTTP: reading them, and changing which decide by two people. Each write happens once for an <c>Idempotency-Key</c>.</summary>
internal static class PackEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/contacts/packs", ListAsync).Require(Permissions.PackRead).Produces<IReadOnlyList<PackView>>();
        api.MapGet("/contacts/packs/desk", DeskAsync).Require(Permissions.PackRead).Produces<PackDeskView>();
        api.MapGet("/contacts/packs/{name}/versions", VersionsAsync).Require(Permissions.PackRead).Produces<IReadOnlyList<PackVersionView>>();
        api.MapGet("/contacts/packs/{name}/versions/{hash}", DetailAsync).Require(Permissions.PackRead).Produces<PackDetailView>();
        api.MapGet("/contacts/packs/{name}/versions/{hash}/check", CheckAsync).Require(Permissions.PackRead).Produces<PackCheckView>();
        api.MapGet("/contacts/packs/{name}/comparison", CompareAsync).Require(Permissions.PackRead).Produces<PackComparisonView>();
        api.MapPost("/contacts/packs/uploads", UploadAsync).Require(Permissions.PackPropose).Produces<PackUploadView>();
        api.MapGet("/contacts/packs/proposals", ProposalsAsync).Require(Permissions.PackRead).Produces<IReadOnlyList<ProposalView>>();
        api.MapPost("/contacts/packs/proposals", ProposeAsync).Require(Permissions.PackPropose).Produces<ProposalView>(StatusCodes.Status201Created);
        api.MapPost("/contacts/packs/proposals/{id}/approval", ApproveAsync).Require(Permissions.PackApprove).Produces<ProposalView>();
        api.MapPost("/contacts/packs/proposals/{id}/rejection", RejectAsync).Require(Permissions.PackRead).Produces<ProposalView>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => packs.List(session, caller), cancellation));
    }

    private static async Task<IResult> DeskAsync(HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => packs.Desk(session, caller), cancellation));
    }

    private static async Task<IResult> VersionsAsync(string name, HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => packs.Versions(session, caller, name), cancellation)).ToHttp();
    }

    private static async Task<IResult> DetailAsync(string name, string hash, HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => packs.Detail(session, caller, name, hash), cancellation)).ToHttp();
    }

    private static async Task<IResult> CheckAsync(string name, string hash, HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => packs.Check(session, caller, name, hash), cancellation)).ToHttp();
    }

    private static async Task<IResult> CompareAsync(
        string name, string from, string to, HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => packs.Compare(session, caller, name, from, to), cancellation)).ToHttp();
    }

    private static async Task<IResult> UploadAsync(
        UploadPackRequest request, HttpContext http, Database database, Idempotency idempotency, UploadPack upload, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => upload.Upload(session, caller, request)), cancellation)).ToHttp();
    }

    private static async Task<IResult> ProposalsAsync(HttpContext http, Database database, BrowsePacks packs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => packs.Proposals(session, caller), cancellation));
    }

    private static async Task<IResult> ProposeAsync(
        ProposePacksRequest request, HttpContext http, Database database, Idempotency idempotency, ProposePacks propose, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => propose.Propose(session, caller, request)), cancellation)).ToCreated();
    }

    private static Task<IResult> ApproveAsync(
        string id, DecideOnPacksRequest request, HttpContext http, Database database, Idempotency idempotency, DecideOnPacks decide, CancellationToken cancellation) =>
        DecideAsync(id, request, http, database, idempotency, decide.Approve, cancellation);

    private static Task<IResult> RejectAsync(
        string id, DecideOnPacksRequest request, HttpContext http, Database database, Idempotency idempotency, DecideOnPacks decide, CancellationToken cancellation) =>
        DecideAsync(id, request, http, database, idempotency, decide.Reject, cancellation);

    private static async Task<IResult> DecideAsync(
        string id,
        DecideOnPacksRequest request,
        HttpContext http,
        Database database,
        Idempotency idempotency,
        Func<Session, Caller, string, DecideOnPacksRequest, Result<ProposalView>> decide,
        CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => decide(session, caller, id, request)), cancellation)).ToHttp();
    }
}
