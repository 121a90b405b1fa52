using NodaTime;

namespace Daylight.Inspection;

/// <summary>What watches need to know of the conversation before it begins.</summary>
internal sealed record WatchSetting(ConversationHead Head, DateTimeZone Zone, bool PersonIsThirdParty);

/// <summary>The state of one condition in one conversation. Hits come out when, and only when, they are certain.</summary>
internal abstract class Watch
{
    /// <summary>Takes the next utterance; adds what became certain.</summary>
    internal abstract void Observe(in Moment now, SaidHits said, List<Hit> hits);

    /// <summary>The conversation has ended; adds what only that makes certain.</summary>
    internal virtual void Close(in Ending ending, List<Hit> hits)
    {
    }
}

/// <summary>The hits of all single-utterance tests on the present utterance, by test id.</summary>
internal sealed class SaidHits(int tests)
{
    private readonly Hit?[] hits = new Hit?[tests];
    private readonly List<int> filled = [];

    internal Hit? this[int test] => hits[test];

    internal IReadOnlyList<int> Filled => filled;

    internal void Set(int test, Hit hit)
    {
        hits[test] = hit;
        filled.Add(test);
    }

    internal void Clear()
    {
        foreach (var test in filled)
        {
            hits[test] = null;
        }

        filled.Clear();
    }
}

internal sealed class SaidWatch(SaidTest test) : Watch
{
    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (said[test.Id] is { } hit)
        {
            hits.Add(hit);
        }
    }
}

internal sealed class AddressedWatch(Watch of, UtteranceRole to, WatchSetting setting) : Watch
{
    private readonly List<Hit> pending = [];
    private readonly List<Hit> found = [];
    private UtteranceRole? other;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (now.Role is UtteranceRole.Customer or UtteranceRole.ThirdParty)
        {
            other = setting.PersonIsThirdParty ? UtteranceRole.ThirdParty : now.Role;
            Settle(other.Value, hits);
        }

        found.Clear();
        of.Observe(now, said, found);
        foreach (var hit in found)
        {
            if (other is null && !setting.PersonIsThirdParty && setting.Head.Kind is ConversationKind.Call or ConversationKind.Visit)
            {
                pending.Add(hit); // nobody has answered yet: who hears it shows only when somebody speaks
            }
            else if ((other ?? Person()) == to)
            {
                hits.Add(hit);
            }
        }
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        found.Clear();
        of.Close(ending, found);
        pending.AddRange(found);
        Settle(other ?? Person(), hits);
    }

    private UtteranceRole Person() => setting.PersonIsThirdParty ? UtteranceRole.ThirdParty : UtteranceRole.Customer;

    private void Settle(UtteranceRole listener, List<Hit> hits)
    {
        if (listener == to)
        {
            hits.AddRange(pending);
        }

        pending.Clear();
    }
}

internal sealed class AnyOfWatch(Watch[] of) : Watch
{
    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        foreach (var watch in of)
        {
            watch.Observe(now, said, hits);
        }
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        foreach (var watch in of)
        {
            watch.Close(ending, hits);
        }
    }
}

internal sealed class AllOfWatch(Watch[] of) : Watch
{
    private readonly Hit?[] first = new Hit?[of.Length];
    private readonly List<Hit> found = [];
    private bool done;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        for (var i = 0; i < of.Length && !done; i++)
        {
            found.Clear();
            of[i].Observe(now, said, found);
            Keep(i);
        }

        Fire(hits);
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        for (var i = 0; i < of.Length && !done; i++)
        {
            found.Clear();
            of[i].Close(ending, found);
            Keep(i);
        }

        Fire(hits);
    }

    private void Keep(int i)
    {
        if (first[i] is null && found.Count > 0)
        {
            first[i] = found[0];
        }
    }

    private void Fire(List<Hit> hits)
    {
        if (done || Array.Exists(first, h => h is null))
        {
            return;
        }

        done = true;
        hits.Add(first[0]! with { Because = first.Skip(1).OfType<Hit>().ToArray() }); // every place is filled, see above
    }
}

internal sealed class NeverWatch(Watch of, string note) : Watch
{
    private readonly List<Hit> found = [];
    private bool seen;

    internal override void Observe(in Moment now, SaidHits said, List<Hit> hits)
    {
        if (seen)
        {
            return;
        }

        of.Observe(now, said, found);
        seen = found.Count > 0;
    }

    internal override void Close(in Ending ending, List<Hit> hits)
    {
        of.Close(ending, found);
        if (!seen && found.Count == 0)
        {
            hits.Add(Hit.Absent(note));
        }
    }
}
