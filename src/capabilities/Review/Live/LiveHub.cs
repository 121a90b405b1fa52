using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Daylight.Review;

/// <summary>The live connection of a browser: it is told what changes on its wall, and asks for what it missed.</summary>
internal sealed class LiveHub(LiveFeed feed, LiveConnections connections, TimeProvider clock) : Hub
{
    private const string CallerKey = "daylight.caller";
    private const string CredentialKey = "daylight.credential";

    public static void Map(IEndpointRouteBuilder root) => root
        .MapHub<LiveHub>("/hub/live")
        .WithMetadata(new RequiredPermission(Permissions.AlertRead))
        .Add(endpoint =>
        {
            var connect = endpoint.RequestDelegate!; // MapHub has set it.
            endpoint.RequestDelegate = http => ConnectAsync(http, connect);
        });

    /// <summary>The group of those who see a team's wall, or with null the whole institution's.</summary>
    public static string Group(string institutionId, string? team) => team is null ? $"live|{institutionId}" : $"live|{institutionId}|{team}";

    /// <summary>The group of those who hear of models beside.</summary>
    public static string ModelGroup(string institutionId) => $"live-models|{institutionId}";

    /// <summary>What changed after a number.</summary>
    public async Task<LiveBatch> Since(long seq)
    {
        var caller = Of(Context);
        var wall = await feed.LoadAsync(caller.InstitutionId, Context.ConnectionAborted).ConfigureAwait(false);
        return wall.Since(seq, clock.GetUtcNow(), AlertList.ScopeTeam(caller), ModelAlerts.Hears(caller));
    }

    public override async Task OnConnectedAsync()
    {
        var caller = Of(Context);
        var credential = Context.GetHttpContext()?.Items[CredentialKey] as CallerCredential ?? throw new HubException("Sign in first.");
        connections.Add(new LiveConnection(Context, credential, caller));
        await Groups.AddToGroupAsync(Context.ConnectionId, Group(caller.InstitutionId, AlertList.ScopeTeam(caller)), Context.ConnectionAborted).ConfigureAwait(false);
        if (ModelAlerts.Hears(caller))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, ModelGroup(caller.InstitutionId), Context.ConnectionAborted).ConfigureAwait(false);
        }

        foreach (var kind in Notices.Of(caller))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, Notices.Group(caller.InstitutionId, kind), Context.ConnectionAborted).ConfigureAwait(false);
        }

        await base.OnConnectedAsync().ConfigureAwait(false);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>The hub has no endpoint filters, so the same questions are asked here; long polling copies only the items.</summary>
    private static Task ConnectAsync(HttpContext http, RequestDelegate connect)
    {
        if (http.Features.Get<Caller>() is not { } caller || http.Features.Get<CallerCredential>() is not { } credential)
        {
            return Problems.From(new Failure(FailureKind.Unauthenticated, "not-signed-in", "Sign in first.")).ExecuteAsync(http);
        }

        if (!caller.May(Permissions.AlertRead))
        {
            return Problems.From(Caller.Lacks(Permissions.AlertRead)).ExecuteAsync(http);
        }

        http.Items[CallerKey] = caller;
        http.Items[CredentialKey] = credential;
        return connect(http);
    }

    private static Caller Of(HubCallerContext context) =>
        context.GetHttpContext()?.Items[CallerKey] as Caller ?? throw new HubException("Sign in first.");
}
