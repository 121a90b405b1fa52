using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Exploring the gate over HTTP: nothing is reserved and no entry is left.</summary>
internal static class ExploreEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contacts/decisions", ExplainAsync).Require(Permissions.ContactExplore).Produces<DecisionView>();
        api.MapGet("/contacts/week", WeekAsync).Require(Permissions.ContactExplore).Produces<WeekView>();
        api.MapGet("/contacts/packs", PacksAsync).Require(Permissions.PackRead).Produces<IReadOnlyList<PackView>>();
    }

    private static async Task<IResult> ExplainAsync(
        ExploreContactRequest request, HttpContext http, Database database, ExploreContact explore, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => explore.Explain(session, caller, request), cancellation)).ToHttp();
    }

    private static async Task<IResult> WeekAsync(
        [AsParameters] WeekQuery query, HttpContext http, Database database, ExploreContact explore, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        ExploreContactRequest request = new(
            query.CaseId, query.PersonId, query.Channel, query.ContactPointId, query.Purpose, null, query.Place, query.StaffCount);
        return (await database.ReadAsync(session => explore.Week(session, caller, request, query.From), cancellation)).ToHttp();
    }

    private static async Task<IResult> PacksAsync(HttpContext http, Database database, PackShelf shelf, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var chosen = await database.ReadAsync(session => shelf.PolicyOf(session, caller.InstitutionId), cancellation);
        var applying = chosen.Packs.Select(pack => pack.Ref.Hash).ToHashSet(StringComparer.Ordinal);
        return Results.Ok(shelf.Packs.Select(pack => DecisionViews.Pack(pack, applying.Contains(pack.Ref.Hash))).ToList());
    }
}

/// <summary>The query of a week.</summary>
internal sealed record WeekQuery(
    string CaseId, string PersonId, string Channel, string? ContactPointId, string? Purpose, string? Place, int? StaffCount, DateOnly? From);
