namespace Daylight.Inspection;

internal sealed class SequenceWatch(Watch[] steps, Window? within) : Watch
{
    /// <summary>Beginnings kept per step; older ones give way.</summary>
    private const int BeginningsMax = 8;

    private readonly List<Hit>[] reached = steps.Select(_ => new List<Hit>()).ToArray();
    private readonly List<Hit> found = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            found.Clear();
            steps[i].Observe(now, said, found);
            foreach (var hit in found)
            {
                if (Join(i, hit) is { } joined)
                {
                    Keep(i, joined, hits);
                }
            }
        }
    }

    private Hit? Join(int step, Hit hit)
    {
        if (step == 0)
        {
            return hit;
        }

        for (var k = reached[step - 1].Count - 1; k >= 0; k--)
        {
            var earlier = reached[step - 1][k];
            if (Follows(hit, earlier) && (within is null || within.Holds(earlier, hit)))
            {
                return hit with { Because = [.. earlier.Because, earlier with { Because = [] }] };
            }
        }

        return null;
    }

    private static bool Follows(Hit hit, Hit earlier)
        => hit.Index > earlier.Index || (hit.Index == earlier.Index && hit.Span is { } later && earlier.Span is { } before && later.From >= before.To);

    private void Keep(int step, Hit hit, List<Hit> hits)
    {
        if (step == steps.Length - 1)
        {
            hits.Add(hit);
            return;
        }

        if (reached[step].Count == BeginningsMax)
        {
            reached[step].RemoveAt(0);
        }

        reached[step].Add(hit);
    }
}

internal sealed class WithoutWatch(Watch when, Watch? before, Watch? after, Window? within, UtteranceRole? spoken) : Watch
{
    /// <summary>Excusing hits that are remembered.</summary>
    private const int EarlierMax = 16;

    private readonly List<Waiting> pending = [];
    private readonly List<Hit> found = [];
    private readonly List<Hit> earlier = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        Release(now, hits);
        NoteBefore(now, said);
        NoteSpoken(now);
        found.Clear();
        when.Observe(now, said, found);
        foreach (var hit in found)
        {
            if (IsPreceded(hit))
            {
                continue;
            }

            if (after is null && spoken is null)
            {
                hits.Add(hit);
            }
            else
            {
                pending.Add(new Waiting(hit));
            }
        }

        Cancel(now, said);
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        found.Clear();
        when.Close(ending, found);
        pending.AddRange(found.Where(h => !IsPreceded(h)).Select(h => new Waiting(h)));
        foreach (var waiting in pending)
        {
            Emit(waiting, hits);
        }

        pending.Clear();
    }

    /// <summary>What waits beyond its window is certain now.</summary>
    private void Release(in Moment now, List<Hit> hits)
    {
        if (within is null)
        {
            return;
        }

        for (var i = 0; i < pending.Count; i++)
        {
            if (within.HasPassed(pending[i].Hit, now))
            {
                Emit(pending[i], hits);
                pending.RemoveAt(i--);
            }
        }
    }

    private void Emit(Waiting waiting, List<Hit> hits)
    {
        if (spoken is null || waiting.Spoken)
        {
            hits.Add(waiting.Hit);
        }
    }

    private void NoteBefore(in Moment now, SaidHits said)
    {
        if (before is null)
        {
            return;
        }

        found.Clear();
        before.Observe(now, said, found);
        foreach (var hit in found)
        {
            if (earlier.Count == EarlierMax)
            {
                earlier.RemoveAt(1); // the first is kept: without a window it alone decides
            }

            earlier.Add(hit);
        }
    }

    private void NoteSpoken(in Moment now)
    {
        foreach (var waiting in pending)
        {
            waiting.Spoken |= now.Role == spoken;
        }
    }

    private bool IsPreceded(Hit hit) => earlier.Exists(e => IsBefore(e, hit) && (within is null || within.Holds(e, hit)));

    /// <summary>Within one utterance the place of the words decides.</summary>
    private static bool IsBefore(Hit earlier, Hit hit)
        => earlier.Index < hit.Index
            || (earlier.Index == hit.Index && (earlier.Span is not { } one || hit.Span is not { } other || one.From <= other.From));

    private void Cancel(in Moment now, SaidHits said)
    {
        if (after is null)
        {
            return;
        }

        found.Clear();
        after.Observe(now, said, found);
        if (found.Count > 0)
        {
            pending.RemoveAll(w => found.Exists(f => f.Index >= w.Hit.Index));
        }
    }

    private sealed class Waiting(Hit hit)
    {
        internal Hit Hit { get; } = hit;

        internal bool Spoken { get; set; }
    }
}

internal sealed class OrderWatch(Watch first, Watch then, string note) : Watch
{
    private readonly List<Hit> found = [];
    private Hit? early;
    private bool done;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (done)
        {
            return;
        }

        var firstHit = Earliest(first, now, said);
        var thenHit = Earliest(then, now, said);
        early ??= thenHit is not null && (firstHit is null || IsBefore(thenHit, firstHit)) ? thenHit : null;
        if (firstHit is not null)
        {
            done = true;
            if (early is not null)
            {
                hits.Add(early with { Note = note, Because = [firstHit] });
            }
        }
    }

    private Hit? Earliest(Watch watch, in Moment now, SaidHits said)
    {
        found.Clear();
        watch.Observe(now, said, found);
        Hit? earliest = null;
        foreach (var hit in found)
        {
            earliest = earliest is null || IsBefore(hit, earliest) ? hit : earliest;
        }

        return earliest;
    }

    /// <summary>Within one utterance the place of the words decides.</summary>
    private static bool IsBefore(Hit a, Hit b)
        => a.Index < b.Index || (a.Index == b.Index && a.Span is { } one && b.Span is { } other && one.From < other.From);
}

internal sealed class CountWatch(Watch of, int atLeast, Window? within) : Watch
{
    private readonly List<Hit> counted = [];
    private readonly List<Hit> found = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        found.Clear();
        of.Observe(now, said, found);
        foreach (var hit in found)
        {
            counted.RemoveAll(h => within is not null && !within.Holds(h, hit));
            counted.Add(hit);
            if (counted.Count >= atLeast)
            {
                hits.Add(hit with { Because = counted.Take(counted.Count - 1).Select(h => h with { Because = [] }).ToArray() });
                counted.Clear();
            }
        }
    }
}

internal sealed class EvidenceWatch(Watch of, double atLeast) : Watch
{
    private readonly List<Hit> strongest = [];
    private readonly List<Hit> found = [];
    private bool done;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (done)
        {
            return;
        }

        found.Clear();
        of.Observe(now, said, found);
        foreach (var hit in found)
        {
            Keep(hit);
        }

        var together = 1 - strongest.Aggregate(1d, (rest, hit) => rest * (1 - Of(hit)));
        if (found.Count > 0 && together >= atLeast)
        {
            done = true;
            hits.Add(Reached(together));
        }
    }

    private static double Of(Hit hit) => hit.Confidence ?? 1;

    private void Keep(Hit hit)
    {
        var place = strongest.FindIndex(other => Of(other) < Of(hit));
        strongest.Insert(place < 0 ? strongest.Count : place, hit);
        if (strongest.Count > Evidence.UtterancesMax)
        {
            strongest.RemoveAt(Evidence.UtterancesMax);
        }
    }

    private Hit Reached(double together)
    {
        var others = strongest.Count == 1 ? "" : $"连同其他{strongest.Count - 1}句";
        var note = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{others}合计{together:0.00}（门槛{atLeast:0.00}）");
        return strongest[0] with
        {
            Note = note,
            Confidence = Math.Round(together, 2),
            Because = [.. strongest.Skip(1).Select(hit => hit with { Confidence = null })],
        };
    }
}

internal sealed class AtEndWatch(Watch of, Window last) : Watch
{
    private readonly List<Hit> kept = [];

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        var first = kept.Count;
        of.Observe(now, said, kept);
        for (var i = 0; i < first; i++)
        {
            if (last.Utterances is { } n && now.Index - kept[i].Index >= n)
            {
                kept.RemoveAt(i--);
                first--;
            }
        }
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        foreach (var hit in kept)
        {
            if ((last.Utterances is null || ending.Utterances - hit.Index <= last.Utterances)
                && (last.Turns is null || ending.Turns - hit.Turn <= last.Turns)
                && (last.Sentences is null || ending.Sentences - hit.Sentence <= last.Sentences)
                && (last.Seconds is null || ending.End is null || hit.Start is null || ending.End - hit.Start <= last.Seconds))
            {
                hits.Add(hit);
            }
        }

        kept.Clear();
    }
}
