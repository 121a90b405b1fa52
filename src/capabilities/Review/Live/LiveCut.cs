using Daylight.Identity;
using Daylight.Platform.Callers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>
/// Cuts live connections whose right has ended: a connection lives longer than the request it began with, so once a second
/// it is asked anew by whose right each is open. Signed out, expired, disabled, or seeing another team now: cut. A browser
/// that still has a right connects again and sees what it may see then.
/// </summary>
internal sealed partial class LiveCut(LiveConnections connections, CallerCredentials credentials, ILogger<LiveCut> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Looks once at all connections, and tells how many it has cut.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var open = connections.Open;
        if (open.Count == 0)
        {
            return 0;
        }

        var standing = await credentials.StandingAsync([.. open.Select(connection => connection.Credential)], cancellation).ConfigureAwait(false);
        var ended = open.Where(connection => !standing.TryGetValue(connection.Credential, out var now) || !SeesTheSame(connection.Caller, now)).ToList();
        foreach (var connection in ended)
        {
            connections.Remove(connection.Context.ConnectionId);
            connection.Context.Abort();
        }

        return ended.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: the next round tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, failure);
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool SeesTheSame(Caller then, Caller now) =>
        now.May(Permissions.AlertRead) && AlertList.ScopeTeam(then) == AlertList.ScopeTeam(now) && ModelAlerts.Hears(then) == ModelAlerts.Hears(now)
        && Notices.Of(then).SequenceEqual(Notices.Of(now), StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "The right of the live connections could not be looked at")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
