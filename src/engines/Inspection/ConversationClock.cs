using NodaTime;

namespace Daylight.Inspection;

/// <summary>Counts utterances, turns, sentences and seconds as a conversation goes on.</summary>
internal sealed class ConversationClock(ConversationHead head)
{
    private const double SecondsMax = 10_000_000;

    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    private readonly Instant? startedAt = Sane(head.StartedAt);
    private Instant? firstAt;
    private UtteranceRole? lastRole;
    private int utterances;
    private int turn = -1;
    private int sentences;
    private double? end;

    internal Ending Ending => new(utterances, turn + 1, sentences, end);

    /// <summary>An instant that local time can be computed of, else null.</summary>
    internal static Instant? Sane(Instant? instant) => instant is { } i && i > Earliest && i < Latest ? i : null;

    internal Moment Next(Utterance utterance, int sentencesInIt)
    {
        var beginsTurn = utterance.Role != lastRole;
        turn += beginsTurn ? 1 : 0;
        lastRole = utterance.Role;
        var at = Sane(utterance.At);
        firstAt ??= at;
        var start = Sane(utterance.Start) ?? (at - (startedAt ?? firstAt))?.TotalSeconds;
        var until = Sane(utterance.End) ?? start;
        var moment = new Moment(utterance, utterances, turn, sentences, sentencesInIt, start, until, at ?? (start is { } s ? Sane(startedAt + Duration.FromSeconds(s)) : null), head, beginsTurn);
        utterances++;
        sentences += sentencesInIt;
        end = until is null ? end : Math.Max(until.Value, end ?? until.Value);
        return moment;
    }

    private static double? Sane(double? seconds) => seconds is { } s && double.IsFinite(s) && Math.Abs(s) < SecondsMax ? s : null;
}
