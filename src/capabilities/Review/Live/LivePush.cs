using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>
/// Pushes changes of the live wall to the browsers, each time all that has changed since: the first at once, then four times a
/// second for an institution. An alert does not wait for its turn: there is always a push left for it (<see cref="LivePace"/>).
/// </summary>
internal sealed partial class LivePush(LiveFeed feed, LiveSignal signal, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<LivePush> log) : BackgroundService
{
    private static readonly TimeSpan SlowClientMax = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, LivePace> _paces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _pushedSeq = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PushDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: a push that failed is made up for by the next one or by Since.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, failure);
            }
        }
    }

    private async Task PushDueAsync(CancellationToken stopping)
    {
        await WaitAsync(stopping).ConfigureAwait(false);
        Listen();
        foreach (var institution in _waiting.Where(item => Until(item.Key, item.Value) == TimeSpan.Zero).Select(item => item.Key).ToList())
        {
            _waiting.Remove(institution);
            _paces[institution].Push(Stopwatch.GetTimestamp());
            await PushAsync(institution, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Takes in whose walls have changed, and whether one of the changes is an alert.</summary>
    private void Listen()
    {
        while (signal.Reader.TryRead(out var change))
        {
            _waiting[change.InstitutionId] = change.HasAlert || _waiting.GetValueOrDefault(change.InstitutionId);
        }
    }

    private TimeSpan Until(string institution, bool hasAlert)
    {
        if (!_paces.TryGetValue(institution, out var pace))
        {
            _paces[institution] = pace = new LivePace(Stopwatch.GetTimestamp());
        }

        return pace.Until(Stopwatch.GetTimestamp(), hasAlert);
    }

    /// <summary>Until something changes, or until a waiting institution is due.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        if (_waiting.Count == 0)
        {
            await signal.Reader.WaitToReadAsync(stopping).ConfigureAwait(false);
            return;
        }

        var soonest = _waiting.Min(item => Until(item.Key, item.Value));
        if (soonest > TimeSpan.Zero)
        {
            // An alert that comes meanwhile may be due at once.
            await Task.WhenAny(Task.Delay(soonest, stopping), signal.Reader.WaitToReadAsync(stopping).AsTask()).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
        }
    }

    private async Task PushAsync(string institution, CancellationToken stopping)
    {
        var wall = await feed.LoadAsync(institution, stopping).ConfigureAwait(false);
        var from = _pushedSeq.TryGetValue(institution, out var seq) ? seq : wall.FirstSeq;
        var now = clock.GetUtcNow();
        var teams = wall.TeamsSince(from);
        var all = wall.Since(from, now, null, ofModels: true);
        _pushedSeq[institution] = all.Seq;
        await SendAsync(LiveHub.Group(institution, null), all with { Alerts = [.. all.Alerts.Where(alert => alert.Model is null)] }, stopping).ConfigureAwait(false);
        await SendOfModelsAsync(institution, all, stopping).ConfigureAwait(false);
        foreach (var team in teams)
        {
            await SendAsync(LiveHub.Group(institution, team), wall.Since(from, now, team, ofModels: false), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Alerts about models go only to those who decide on models, as a batch that says nothing else.</summary>
    private async Task SendOfModelsAsync(string institution, LiveBatch all, CancellationToken stopping)
    {
        if (all.Alerts.Any(alert => alert.Model is not null))
        {
            await SendAsync(
                LiveHub.ModelGroup(institution),
                all with { Alerts = [.. all.Alerts.Where(alert => alert.Model is not null)], Conversations = [], Closed = [], Snapshot = false },
                stopping).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(string group, LiveBatch batch, CancellationToken stopping)
    {
        try
        {
            await hub.Clients.Group(group).SendAsync("batch", batch, stopping).WaitAsync(SlowClientMax, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // One browser that does not read must not hold up the others; it asks for what it missed with Since.
            LogSlow(log, group);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the live wall could not be pushed")]
    private static partial void LogFailure(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A viewer of {Group} does not keep up with the live wall")]
    private static partial void LogSlow(ILogger logger, string group);
}
