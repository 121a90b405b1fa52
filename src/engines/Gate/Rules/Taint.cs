using NodaTime;

namespace Daylight.Gate;

/// <summary>A consent obtained in a contact that broke the rules is worth nothing: 12 CFR 1006.6(b)(4).</summary>
internal sealed class Taint(RuleJudge[] judges)
{
    // No talk is believed to run longer; a consent later than that was not given in it.
    private static readonly Duration LongestTalk = Duration.FromHours(1);

    public bool Of(Inquiry q, Fact consent)
    {
        if (q.TracesConsent || consent.At <= Instants.Earliest) return false;
        if (Origin(q, consent) is { } origin)
            return origin.Direction == Direction.Outbound && Broke(q, origin.At, origin);
        // Said aloud in forbidden hours, with no call of the person's own to explain it: it cannot be relied on.
        return consent.Form == FactForm.Oral && Broke(q, consent.At, null);
    }

    /// <summary>The last contact in which the consent may have been given.</summary>
    private static ContactEvent? Origin(Inquiry q, Fact consent)
    {
        ContactEvent? last = null;
        foreach (var e in q.History.From(consent.At - LongestTalk))
        {
            if (e.At > consent.At) break;
            if (e.Person == consent.Person && (e.Direction == Direction.Inbound || Channels.IsTalk(e.Outcome) || e.Outcome == Outcome.Replied)) last = e;
        }
        return last;
    }

    /// <summary>Whether a contact stood against hours or a restriction, judged by what was known before it.</summary>
    private bool Broke(Inquiry q, Instant at, ContactEvent? e)
    {
        var then = new GateQuestion
        {
            Intent = q.Intent with
            {
                At = at,
                Channel = e?.Channel ?? Channel.Call,
                Person = e?.Person ?? q.Intent.Person,
                Point = e?.Point,
                Purpose = e?.Purpose ?? Purpose.Collection,
            },
            State = q.State with { Facts = [.. q.State.Facts.Where(f => f.At < at)] },
            History = [.. q.History.Where(h => h.At < at)],
        };
        var past = new Inquiry(then, q.Zones) { TracesConsent = true, IsTainted = q.IsTainted };
        foreach (var judge in judges)
            if (judge.Matches(past) && judge.Judge(past, at).Refuses) return true;
        return false;
    }
}
