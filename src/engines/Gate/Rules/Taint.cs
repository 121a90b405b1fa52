using NodaTime;

namespace Daylight.Gate;

/// <summary>A consent obtained in a contact that broke the rules is worth nothing: 12 CFR 1006.6(b)(4).</summary>
internal sealed class Taint(RuleJudge[] judges)
{
    // No talk is believed to run longer; a consent later than that was not given in it.
    private static readonly Duration LongestTalk = Duration.FromHours(1);

    public bool Of(Inquiry q, Fact consent)
    {
        if (consent.At <= Instants.Earliest) return false;
        var events = q.EventsFrom(consent.At - LongestTalk);
        if (LastOrigin(events, consent) is { } at) return BrokeAny(q, events, consent, at);
        // Said aloud in forbidden hours, with no call of the person's own to explain it: it cannot be relied on.
        return consent.Form == FactForm.Oral && Broke(q, consent.At, null);
    }

    /// <summary>When the last contact began in which the consent may have been given.</summary>
    private static Instant? LastOrigin(ReadOnlySpan<ContactEvent> events, Fact consent)
    {
        Instant? last = null;
        foreach (var e in events)
        {
            if (e.At > consent.At) break;
            if (MayHaveGiven(e, consent)) last = e.At;
        }
        return last;
    }

    /// <summary>Where several contacts began at that moment, one that broke the rules is enough.</summary>
    private bool BrokeAny(Inquiry q, ReadOnlySpan<ContactEvent> events, Fact consent, Instant at)
    {
        foreach (var e in events)
            if (e.At == at && MayHaveGiven(e, consent) && e.Direction == Direction.Outbound && Broke(q, at, e)) return true;
        return false;
    }

    private static bool MayHaveGiven(ContactEvent e, Fact consent) =>
        e.Person == consent.Person && (e.Direction == Direction.Inbound || Channels.IsTalk(e.Outcome) || e.Outcome == Outcome.Replied);

    /// <summary>Whether a contact stood against hours or a restriction, judged by what was known before it.</summary>
    private bool Broke(Inquiry q, Instant at, ContactEvent? e)
    {
        var past = q.AsOf(at, q.Intent with
        {
            At = at,
            Channel = e?.Channel ?? Channel.Call,
            Person = e?.Person ?? q.Intent.Person,
            Point = e?.Point,
            Purpose = e?.Purpose ?? Purpose.Collection,
        });
        foreach (var judge in judges)
            if (judge.Matches(past) && judge.Judge(past, at).Refuses) return true;
        return false;
    }
}
