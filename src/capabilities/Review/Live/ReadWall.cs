using Daylight.Evidence;
using Daylight.Platform.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>The live wall as it is now; from then on the hub tells what changes.</summary>
internal sealed class ReadWall(LiveFeed feed, AlertList alerts, ReadingLog readings, TimeProvider clock)
{
    // An entry has room for so many names; a wall of more has the scope of its reader in the permission anyway.
    private const int NamedMax = 1_000;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/live/wall", async (HttpContext http, ReadWall useCase, CancellationToken cancellation) =>
            Results.Ok(await useCase.RunAsync(Caller.Of(http), cancellation).ConfigureAwait(false)))
        .Require(Permissions.AlertRead)
        .Produces<WallView>();

    /// <summary>The wall of the caller; that they watch these conversations is in the ledger before it is handed out.</summary>
    public async Task<WallView> RunAsync(Caller caller, CancellationToken cancellation)
    {
        var all = await feed.LoadAsync(caller.InstitutionId, cancellation).ConfigureAwait(false);
        var wall = all.Wall(clock.GetUtcNow(), AlertList.ScopeTeam(caller), ModelAlerts.Hears(caller));
        var shown = wall.Conversations.Where(conversation => conversation.LastText is { Length: > 0 }).Take(NamedMax).Select(conversation => conversation.Id);
        await readings.LeaveAllAsync(new Access(caller, "supervision", null), "conversation.watched", null, shown, cancellation).ConfigureAwait(false);
        await alerts.LeaveAsync(caller, wall.Alerts, cancellation).ConfigureAwait(false);
        return wall;
    }
}
