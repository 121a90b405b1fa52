namespace Daylight.Gate;

/// <summary>What rules look for in a history besides what they count.</summary>
internal static class EventFilters
{
    /// <summary>Messages of the person through the channel of the intent, from its very point.</summary>
    public static readonly EventFilter WrittenFromPoint = new Filter(
        (q, _) => new(null) { Person = q.Intent.Person, Point = q.Intent.Point, Channel = q.Medium },
        (q, e, _) => e.Direction == Direction.Inbound && e.Person == q.Intent.Person && e.Point == q.Intent.Point && q.SameChannel(e.Channel));

    /// <summary>The same, from what may be its point.</summary>
    public static readonly EventFilter PerhapsFromPoint = new Filter(
        (q, _) => new(null) { Person = q.Intent.Person, Point = q.Intent.Point, Channel = q.Medium },
        (q, e, _) => e.Direction == Direction.Inbound && e.Person == q.Intent.Person && (e.Point is null || q.Intent.Point is null || e.Point == q.Intent.Point) && q.SameChannel(e.Channel));

    /// <summary>Messages of the person through the channel of the intent.</summary>
    public static readonly EventFilter Received = new Filter(
        (q, _) => new(null) { Person = q.Intent.Person, Channel = q.Medium },
        (q, e, _) => e.Direction == Direction.Inbound && e.Person == q.Intent.Person && q.SameChannel(e.Channel));

    /// <summary>Contacts made with the person through the channel of the intent.</summary>
    public static readonly EventFilter Sent = new Filter(
        (q, _) => new(null) { Person = q.Intent.Person, Channel = q.Medium },
        (q, e, _) => e.Direction == Direction.Outbound && e.Person == q.Intent.Person && q.SameChannel(e.Channel));

    /// <summary>Confirmations to the person that the channel of the intent will no longer be used.</summary>
    public static readonly EventFilter ConfirmedStops = new Filter(
        (q, _) => new(null) { Person = q.Intent.Person, Channel = q.Medium },
        (q, e, _) => e.Purpose == Purpose.ConfirmStop && e.Direction == Direction.Outbound && e.Person == q.Intent.Person && q.SameChannel(e.Channel));

    /// <summary>Contacts made or tried with the person.</summary>
    public static readonly EventFilter Tried = new Filter(
        (q, _) => new(null) { Person = q.Intent.Person },
        (q, e, _) => e.Direction == Direction.Outbound && e.Person == q.Intent.Person);

    /// <summary>Telephone conversations with somebody; a call whose outcome is not known may have been one.</summary>
    public static readonly EventFilter Conversations = new Filter(
        (_, person) => new(person),
        (_, e, person) => e.Person == person && Channels.IsVoice(e.Channel) && Channels.IsTalk(e.Outcome));

    /// <summary>Contacts in which somebody was reached.</summary>
    public static readonly EventFilter Reached = new Filter(
        (_, person) => new(person),
        (_, e, person) => e.Person == person
            && (e.Direction == Direction.Inbound || e.Outcome is Outcome.Conversation or Outcome.EffectiveTalk or Outcome.Replied or Outcome.Refused or Outcome.Dropped));

    /// <summary>Telephone calls to somebody with one of some outcomes.</summary>
    public static EventFilter Calls(ulong outcomes) => new Filter(
        (_, person) => new(person),
        (_, e, person) => e.Person == person && Channels.IsVoice(e.Channel) && e.Outcome is { } outcome && (outcomes >> (int)outcome & 1) != 0);

    /// <summary>Contacts with the person with one of some outcomes.</summary>
    public static EventFilter Outcomes(ulong outcomes) => new Filter(
        (q, _) => new(null) { Person = q.Intent.Person },
        (q, e, _) => e.Person == q.Intent.Person && e.Outcome is { } outcome && (outcomes >> (int)outcome & 1) != 0);

    private sealed class Filter(Func<Inquiry, string?, EventKey> key, Func<Inquiry, ContactEvent, string?, bool> takes) : EventFilter
    {
        public override EventKey KeyOf(Inquiry q, string? subject) => key(q, subject);

        public override bool Takes(Inquiry q, ContactEvent e, string? subject) => takes(q, e, subject);
    }
}
