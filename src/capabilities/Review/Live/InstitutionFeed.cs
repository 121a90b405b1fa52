namespace Daylight.Review;

/// <summary>What is on the live wall of one institution, with the number of each change. Thread-safe.</summary>
/// <param name="firstSeq">The number the feed begins at; greater than any number given before, also before a restart.</param>
internal sealed class InstitutionFeed(long firstSeq)
{
    private const int AlertsKept = 500;
    private const int AlertsShown = 50;
    private const int ClosedKept = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Change<LiveConversationView>> _live = new(StringComparer.Ordinal);
    private readonly List<Change<AlertView>> _alerts = [];
    private readonly Queue<Change<(string Id, string? Team)>> _closed = [];
    private long _seq = firstSeq;
    private long _forgotten = firstSeq;

    /// <summary>The number before the first change.</summary>
    public long FirstSeq { get; } = firstSeq;

    public void Apply(LiveConversationView view, bool ended, IReadOnlyList<AlertView> alerts)
    {
        lock (_lock)
        {
            _seq++;
            if (ended)
            {
                // What was never live here (an imported conversation) has nothing to leave.
                if (_live.Remove(view.Id))
                {
                    Close(view);
                }
            }
            else
            {
                _live[view.Id] = new Change<LiveConversationView>(_seq, view);
            }

            foreach (var alert in alerts)
            {
                Put(alert);
            }
        }
    }

    public void Apply(AlertView changed)
    {
        lock (_lock)
        {
            _seq++;
            _alerts.RemoveAll(item => item.What.Id == changed.Id);
            Put(changed);
        }
    }

    /// <summary>The wall; a team sees its own, null sees all; alerts about models are left out for who does not hear of them.</summary>
    public WallView Wall(DateTimeOffset now, string? team, bool ofModels)
    {
        lock (_lock)
        {
            return new WallView(
                _seq,
                now,
                [.. _live.Values.Where(item => Sees(team, item.What.TeamId)).OrderByDescending(item => item.Seq).Select(item => item.What)],
                [.. _alerts.Select(item => item.What).Where(alert => Sees(team, ofModels, alert)).OrderByDescending(alert => alert.Seq).Take(AlertsShown)]);
        }
    }

    /// <summary>What changed after a number; the whole wall if that cannot be told any more. Who sees what: as on the wall.</summary>
    public LiveBatch Since(long seq, DateTimeOffset now, string? team, bool ofModels)
    {
        lock (_lock)
        {
            var snapshot = seq < _forgotten || seq > _seq;
            var from = snapshot ? long.MinValue : seq;
            return new LiveBatch(
                _seq,
                now,
                [.. _alerts.Where(item => item.Seq > from && Sees(team, ofModels, item.What)).Select(item => item.What).OrderBy(alert => alert.Seq).TakeLast(snapshot ? AlertsShown : AlertsKept)],
                [.. _live.Values.Where(item => item.Seq > from && Sees(team, item.What.TeamId)).OrderBy(item => item.Seq).Select(item => item.What)],
                snapshot ? [] : [.. _closed.Where(item => item.Seq > from && Sees(team, item.What.Team)).Select(item => item.What.Id)],
                snapshot);
        }
    }

    /// <summary>Where the wall stands.</summary>
    public long Seq
    {
        get
        {
            lock (_lock)
            {
                return _seq;
            }
        }
    }

    /// <summary>The teams that something concerned after a number.</summary>
    public IReadOnlyList<string> TeamsSince(long seq)
    {
        lock (_lock)
        {
            return
            [
                .. _alerts.Where(item => item.Seq > seq).Select(item => item.What.TeamId)
                    .Concat(_live.Values.Where(item => item.Seq > seq).Select(item => item.What.TeamId))
                    .Concat(_closed.Where(item => item.Seq > seq).Select(item => item.What.Team))
                    .OfType<string>().Distinct(StringComparer.Ordinal),
            ];
        }
    }

    private static bool Sees(string? team, string? owner) => team is null || team == owner;

    private static bool Sees(string? team, bool ofModels, AlertView alert) => Sees(team, alert.TeamId) && (ofModels || alert.Model is null);

    private void Put(AlertView alert)
    {
        _alerts.Add(new Change<AlertView>(_seq, alert));
        if (_alerts.Count > AlertsKept)
        {
            _forgotten = Math.Max(_forgotten, _alerts[0].Seq);
            _alerts.RemoveAt(0);
        }
    }

    private void Close(LiveConversationView view)
    {
        _closed.Enqueue(new Change<(string, string?)>(_seq, (view.Id, view.TeamId)));
        if (_closed.Count > ClosedKept)
        {
            _forgotten = Math.Max(_forgotten, _closed.Dequeue().Seq);
        }
    }

    private readonly record struct Change<T>(long Seq, T What);
}
