namespace Daylight.Demo;

/// <summary>What the tally counts.</summary>
internal enum Count
{
    Cases,
    Asked,
    Permitted,
    Refused,
    Unanswered,
    Conversations,
    Live,
    Utterances,
    Messages,
    MessagesHeld,
    Facts,
    Promises,
    Retries,
}

/// <summary>Adds up what all collectors do and reports each change.</summary>
internal sealed class DayTally(Action<DayProgress> report, int? conversationsMax)
{
    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Enum.GetValues<Count>().Length];
    private readonly Dictionary<string, int> _problems = new(StringComparer.Ordinal);
    private DayClock? _clock;
    private int _conversationsTaken;

    /// <summary>True once the agreed number of conversations has been opened.</summary>
    public bool Exhausted => conversationsMax is { } max && Volatile.Read(ref _conversationsTaken) >= max;

    public void Use(DayClock clock) => _clock = clock;

    /// <summary>Claims one conversation of those that remain.</summary>
    public bool TakeConversation() => Interlocked.Increment(ref _conversationsTaken) <= (conversationsMax ?? int.MaxValue);

    public void Add(Count what, string latest, int by = 1)
    {
        lock (_lock)
        {
            _counts[(int)what] += by;
        }

        report(Progress(latest));
    }

    public void Problem(string code)
    {
        lock (_lock)
        {
            _problems[code] = _problems.GetValueOrDefault(code) + 1;
        }

        report(Progress(code));
    }

    public DayProgress Progress(string latest)
    {
        lock (_lock)
        {
            return new DayProgress(
                _clock?.Now ?? default, _clock?.Share ?? 0, Of(Count.Cases), Of(Count.Asked), Of(Count.Permitted), Of(Count.Refused),
                Of(Count.Unanswered), Of(Count.Conversations), Of(Count.Live), Of(Count.Utterances), Of(Count.Messages), Of(Count.MessagesHeld),
                Of(Count.Facts), Of(Count.Promises), Of(Count.Retries), new Dictionary<string, int>(_problems, StringComparer.Ordinal), latest);
        }
    }

    private int Of(Count what) => _counts[(int)what];
}
