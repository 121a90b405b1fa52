using System.Globalization;
using NodaTime;

namespace Daylight.Inspection;

internal sealed class LocalHoursWatch(LocalHours hours, WatchSetting setting) : Watch
{
    private Instant? lastOther;
    private bool done;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        var isSpoken = setting.Head.Kind is ConversationKind.Call or ConversationKind.Visit;
        var at = isSpoken && !hours.Throughout ? setting.Head.StartedAt : now.At ?? setting.Head.StartedAt;
        if (now.Role != hours.By)
        {
            lastOther = at ?? lastOther;
            return;
        }

        if (done || at is not { } moment || IsReply(isSpoken, moment))
        {
            return;
        }

        var local = moment.InZone(setting.Zone).TimeOfDay;
        if (IsWithin(local))
        {
            done = true;
            hits.Add(Hit.At(now, $"当地时间{local.ToString("HH:mm", CultureInfo.InvariantCulture)}，不在许可时段"));
        }
    }

    private bool IsReply(bool isSpoken, Instant moment)
        => !isSpoken && lastOther is { } other && moment - other <= Duration.FromMinutes(hours.ReplyMinutes);

    private bool IsWithin(LocalTime local)
        => hours.From <= hours.To ? local >= hours.From && local < hours.To : local >= hours.From || local < hours.To;
}

internal sealed class SilenceWatch(Silence silence) : Watch
{
    private double? spokenUntil;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (spokenUntil is { } until && now.Start is { } start && start - until > silence.Seconds && (silence.Before is null || silence.Before == now.Role))
        {
            hits.Add(Hit.At(now, string.Create(CultureInfo.InvariantCulture, $"此前静默{start - until:0.#}秒")));
        }

        var end = now.End ?? now.Start;
        spokenUntil = end is null ? spokenUntil : Math.Max(end.Value, spokenUntil ?? end.Value);
    }
}

internal sealed class OverlapWatch(Overlap overlap) : Watch
{
    private readonly Dictionary<UtteranceRole, double> spokenUntil = [];
    private readonly Dictionary<UtteranceRole, double> spokeFrom = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (now.Role == overlap.By && now.Start is { } start)
        {
            var longest = 0.0;
            foreach (var (role, until) in spokenUntil)
            {
                longest = role != now.Role && role != UtteranceRole.System && start - spokeFrom.GetValueOrDefault(role, start) >= overlap.After ? Math.Max(longest, Math.Min(until, now.End ?? until) - start) : longest;
            }

            if (longest >= overlap.Seconds)
            {
                hits.Add(Hit.At(now, string.Create(CultureInfo.InvariantCulture, $"抢话{longest:0.#}秒")));
            }
        }

        if (now.End is { } end)
        {
            spokeFrom[now.Role] = now.Start ?? end;
            spokenUntil[now.Role] = Math.Max(end, spokenUntil.GetValueOrDefault(now.Role, end));
        }
    }
}

internal sealed class LouderWatch(Louder louder) : Watch
{
    /// <summary>Utterances whose loudness is remembered; beyond that the oldest give way.</summary>
    private const int RememberedMax = 200;

    private readonly List<double> levels = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (now.Role != louder.By || now.Utterance.LoudnessDb is not { } level || !double.IsFinite(level))
        {
            return;
        }

        if (levels.Count >= 2 && level - Median() >= louder.Decibels)
        {
            hits.Add(Hit.At(now, string.Create(CultureInfo.InvariantCulture, $"音量比此前中位数高{level - Median():0.#}分贝")));
        }

        if (levels.Count == RememberedMax)
        {
            levels.RemoveAt(0);
        }

        levels.Add(level);
    }

    private double Median()
    {
        var sorted = levels.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
