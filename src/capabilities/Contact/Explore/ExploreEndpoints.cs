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
        api.MapPost("/contacts/week", WeekAsync).Require(Permissions.ContactExplore).Produces<WeekView>();
    }

    private static async Task<IResult> ExplainAsync(
        ExploreContactRequest request, HttpContext http, Database database, ExploreContact explore, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => explore.Explain(session, caller, request), cancellation)).ToHttp();
    }

    private static async Task<IResult> WeekAsync(
        ExploreWeekRequest request, HttpContext http, Database database, ExploreContact explore, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => explore.Week(session, caller, request), cancellation)).ToHttp();
    }
}
