using System.Globalization;
using NodaTime;

namespace Daylight.Inspection;

internal sealed class SilentWatch : Watch
{
    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
    }
}

internal sealed class EventWatch(EventHappened wanted) : Watch
{
    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (!wanted.By.Contains(now.Role))
        {
            return;
        }

        foreach (var kind in wanted.Kinds)
        {
            if (Happened(kind, now.Utterance))
            {
                hits.Add(Hit.At(now, Note(kind, now.Utterance)));
                return;
            }
        }
    }

    private bool Happened(UtteranceEventKind kind, Utterance utterance) => kind switch
    {
        UtteranceEventKind.Deleted when utterance.Deleted => IsInRange(null),
        UtteranceEventKind.Recalled when utterance.Recalled => IsInRange(null),
        UtteranceEventKind.Quoted when utterance.Quoted || utterance.QuotedText is not null => IsInRange(null),
        _ => utterance.Event is { } e && e.Kind == kind && IsInRange(e.Amount),
    };

    private bool IsInRange(decimal? amount)
        => (wanted.AtLeast is null || amount >= wanted.AtLeast) && (wanted.Below is null || amount < wanted.Below);

    private static string Note(UtteranceEventKind kind, Utterance utterance)
        => Names.InChinese(kind) + (utterance.Event?.Amount is { } amount ? amount.ToString("0.##", CultureInfo.InvariantCulture) + "元" : "");
}

internal sealed class EarlierWatch(Earlier earlier, WatchSetting setting) : Watch
{
    private bool done;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (done || (setting.Head.StartedAt ?? now.At) is not { } at)
        {
            return;
        }

        done = true;
        var from = at - Duration.FromDays(earlier.Days);
        var count = setting.Head.Earlier.Count(e => e.At >= from && e.At < at && earlier.Filter.Holds(e, setting.Head));
        if (count >= earlier.AtLeast)
        {
            hits.Add(Hit.At(now, $"此前{earlier.Days}天内有{count}次"));
        }
    }
}

internal sealed class RepeatedWatch(Repeated repeated) : Watch
{
    /// <summary>Utterances that are remembered; older ones give way.</summary>
    private const int RememberedMax = 50;

    /// <summary>Characters of one utterance that are compared.</summary>
    private const int LengthMax = 400;

    private readonly NormalisedText text = new();
    private readonly List<(Hit Hit, HashSet<(char, char)> Pairs)> remembered = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (!repeated.By.Contains(now.Role))
        {
            return;
        }

        text.Set(now.Utterance.Text, MatchOptions.Loosest);
        if (text.Length < repeated.LengthMin)
        {
            return;
        }

        var hit = Hit.At(now);
        var pairs = PairsOf(text.Characters[..Math.Min(text.Length, LengthMax)]);
        var same = remembered.Where(r => r.Hit.Role == hit.Role && (repeated.Within is null || repeated.Within.Holds(r.Hit, hit)) && Similarity(r.Pairs, pairs) >= repeated.Similarity).ToArray();
        if (same.Length + 1 >= repeated.Times)
        {
            hits.Add(hit with { Note = $"第{same.Length + 1}次说相近的话", Because = same.Select(s => s.Hit).ToArray() });
        }

        if (remembered.Count == RememberedMax)
        {
            remembered.RemoveAt(0);
        }

        remembered.Add((hit, pairs));
    }

    private static HashSet<(char, char)> PairsOf(ReadOnlySpan<char> text)
    {
        var pairs = new HashSet<(char, char)>();
        for (var i = 1; i < text.Length; i++)
        {
            pairs.Add((text[i - 1], text[i]));
        }

        return pairs;
    }

    /// <summary>Dice's coefficient over pairs of characters.</summary>
    private static double Similarity(HashSet<(char, char)> a, HashSet<(char, char)> b)
        => a.Count + b.Count == 0 ? 1 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);
}

internal sealed class PaceWatch(Pace pace) : Watch
{
    private readonly NormalisedText text = new();

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (now.Role != pace.By || now.Start is not { } start || now.End is not { } end || end - start < 0.1)
        {
            return;
        }

        text.Set(now.Utterance.Text, MatchOptions.Loosest);
        var characters = text.Characters.Length - text.Characters.Count(NormalisedText.SentenceEnd) - text.Characters.Count(NormalisedText.ClauseMark);
        var perMinute = characters * 60 / (end - start);
        if (characters >= pace.LengthMin && ((pace.Above is { } above && perMinute > above) || (pace.Below is { } below && perMinute < below)))
        {
            hits.Add(Hit.At(now, string.Create(CultureInfo.InvariantCulture, $"语速每分钟{perMinute:0}字")));
        }
    }
}

internal sealed class LengthWatch(Length length) : Watch
{
    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        var isLong = (length.SecondsMin is null || ending.End >= length.SecondsMin) && (length.UtterancesMin is null || ending.Utterances >= length.UtterancesMin);
        var isShort = (length.SecondsBelow is null || ending.End < length.SecondsBelow) && (length.UtterancesBelow is null || ending.Utterances < length.UtterancesBelow);
        if (isLong && isShort)
        {
            hits.Add(Hit.Absent(string.Create(CultureInfo.InvariantCulture, $"全程{ending.Utterances}句{(ending.End is { } end ? $"、{end:0}秒" : "")}")));
        }
    }
}

internal sealed class WithinWatch(Watch of, Within part) : Watch
{
    /// <summary>Hits that wait for the end; beyond that later ones are left out.</summary>
    private const int KeptMax = 1000;

    private readonly List<Hit> kept = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        of.Observe(now, said, kept);
        if (kept.Count > KeptMax)
        {
            kept.RemoveRange(KeptMax, kept.Count - KeptMax);
        }
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        foreach (var hit in kept)
        {
            var percent = hit.Start is { } start && ending.End is > 0 ? 100 * start / ending.End.Value : 100.0 * hit.Index / ending.Utterances;
            if (percent >= part.FromPercent && percent <= part.ToPercent)
            {
                hits.Add(hit);
            }
        }

        kept.Clear();
    }
}
