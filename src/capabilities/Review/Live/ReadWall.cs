using Daylight.Platform.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>The live wall as it is now; from then on the hub tells what changes.</summary>
internal sealed class ReadWall(LiveFeed feed, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/live/wall", async (HttpContext http, ReadWall useCase, CancellationToken cancellation) =>
            Results.Ok(await useCase.RunAsync(Caller.Of(http), cancellation).ConfigureAwait(false)))
        .Require(Permissions.AlertRead)
        .Produces<WallView>();

    public async Task<WallView> RunAsync(Caller caller, CancellationToken cancellation) =>
        (await feed.LoadAsync(caller.InstitutionId, cancellation).ConfigureAwait(false)).Wall(clock.GetUtcNow(), AlertList.ScopeTeam(caller));
}
