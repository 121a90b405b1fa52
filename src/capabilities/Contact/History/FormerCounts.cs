using System.Globalization;
using System.Text.RegularExpressions;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// The counters that a former dialer can state without naming a rule of the packs, and their windows. They are counted by the
/// gate as its rules are: what is not known counts, and days are those of the person's zone.
/// </summary>
internal static partial class FormerCounts
{
    private const int LengthMax = 10_000;

    private static readonly IReadOnlySet<Channel> Voice = new HashSet<Channel> { Channel.Call, Channel.AiCall, Channel.Prerecorded };

    /// <summary>Somebody answered, whatever came of it.</summary>
    private static readonly IReadOnlySet<Outcome> Answered =
        new HashSet<Outcome> { Outcome.Conversation, Outcome.EffectiveTalk, Outcome.Refused, Outcome.Dropped, Outcome.Replied };

    private static readonly IReadOnlySet<Outcome> Effective = new HashSet<Outcome> { Outcome.EffectiveTalk };

    /// <summary>The words, as messages tell them.</summary>
    public const string Known = "attempts, answered, effective-talks, or the id of a counting rule of the packs in force";

    /// <summary>The windows, as messages tell them.</summary>
    public const string KnownSpans = "such as 7d (local days, today being the first), 24h, 30m, day, week, month, ever";

    /// <summary>The counter's word; null if it is none, and then perhaps a rule.</summary>
    public static string? WordOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "attempts" or "calls" or "dials" or "contacts" or "拨打" or "拨打次数" or "呼叫次数" or "触达次数" => "attempts",
        "answered" or "connected" or "connects" or "接通" or "接通次数" => "answered",
        "effective-talks" or "effective-talk" or "effective" or "有效通话" or "有效通话次数" => "effective-talks",
        _ => null,
    };

    /// <summary>The window in its plain form; null if it is none.</summary>
    public static string? SpanOf(string text)
    {
        var plain = text.Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (Length().Match(plain) is { Success: true } match)
        {
            var unit = match.Groups[2].Value switch
            {
                "d" or "day" or "days" or "天" or "日" => "d",
                "h" or "hour" or "hours" or "小时" => "h",
                _ => "m",
            };
            return int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= LengthMax
                ? length.ToString(CultureInfo.InvariantCulture) + unit
                : null;
        }

        return plain switch
        {
            "day" or "today" or "今日" or "当日" => "day",
            "week" or "本周" => "week",
            "month" or "本月" => "month",
            "ever" or "all" or "累计" or "全部" => "ever",
            _ => null,
        };
    }

    /// <summary>The window as the gate tells its own, <c>7 local days</c>.</summary>
    public static string Told(string? span) => span is null ? "" : Window(span)?.ToString() ?? span;

    /// <summary>The count of a word; null if a stored word is none any more.</summary>
    public static EventCount? Of(FormerCounterRow row)
    {
        if (row.Span is not { } span || Window(span) is not { } window || Key(row.CountedBy) is not { } key || Channels(row.Channel) is not { } channels)
        {
            return null;
        }

        EventCount count = new() { Key = key, Window = window, Channels = channels.Count == 0 ? null : channels };
        return row.Counter switch
        {
            "attempts" => count,
            "answered" => count with { Outcomes = Answered },
            "effective-talks" => count with { Outcomes = Effective },
            _ => null,
        };
    }

    private static CounterKey? Key(string countedBy) => countedBy switch
    {
        "person" => CounterKey.Person,
        "account" => CounterKey.Account,
        "point" => CounterKey.Person | CounterKey.Point,
        _ => null,
    };

    /// <summary>Telephone channels while none is named; none at all means all of them.</summary>
    private static IReadOnlySet<Channel>? Channels(string? word) => word switch
    {
        null => Voice,
        "any" => new HashSet<Channel>(),
        _ => Words.TryRead<Channel>(word, out var channel) ? new HashSet<Channel> { channel } : null,
    };

    private static CountWindow? Window(string span) => span switch
    {
        "day" => new(WindowUnit.CalendarDay, 1),
        "week" => new(WindowUnit.CalendarWeek, 1),
        "month" => new(WindowUnit.CalendarMonth, 1),
        "ever" => new(WindowUnit.Ever, 1),
        _ when int.TryParse(span.AsSpan(0, span.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) => span[^1] switch
        {
            'd' => new(WindowUnit.LocalDays, length),
            'h' => new(WindowUnit.Hours, length),
            'm' => new(WindowUnit.Minutes, length),
            _ => null,
        },
        _ => null,
    };

    [GeneratedRegex("^([0-9]{1,5})(d|day|days|天|日|h|hour|hours|小时|m|min|minutes|分钟)$", RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
