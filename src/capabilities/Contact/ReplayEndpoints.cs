using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Deciding again over HTTP. The entry <c>exhibit.opened</c> says who looked into the record.</summary>
internal static class ReplayEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/contacts/decisions/{id}/replay", ReplayAsync).Require(Permissions.DecisionReplay).Produces<ReplayView>();

    private static async Task<IResult> ReplayAsync(
        string id, HttpContext http, Database database, ReplayDecision replay, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.WriteAsync(session => replay.Replay(session, caller, id), cancellation)).ToHttp();
    }
}
