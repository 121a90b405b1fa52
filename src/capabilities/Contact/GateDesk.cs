using Daylight.Gate;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Gathers what the gate must know for one contact: the case's people, their facts, and what has been done or is reserved.
/// All of it is read in the session that will also reserve, behind <see cref="Lock"/>, so that no two answers rest on the same slot.
/// </summary>
internal sealed class GateDesk(AdoptedPacks packs, SenderStandings senders, ContactWindow window)
{
    /// <summary>
    /// So much history goes into every decision even where the packs look back less far: a draft that looks back a month can
    /// then be tried on the decisions of before.
    /// </summary>
    private static readonly TimeSpan KeptInDecisions = TimeSpan.FromDays(35);

    /// <summary>
    /// Serialises everything that counts against the same people until the transaction ends: all people of the case, because a
    /// pack may count a debt, or everything, whoever was spoken to. In sorted order, so that two askers never wait in a circle.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="file">The case.</param>
    /// <param name="personId">The person concerned, who may have left the case since.</param>
    public static void Lock(Session session, GateFile file, string personId) => session.Lock(
        [.. file.People.Select(person => person.Id).Append(personId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(person => $"person:{file.InstitutionId}:{person}")]);

    /// <summary>Prepares the question, without a moment yet.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="file">The case.</param>
    /// <param name="wish">The contact.</param>
    /// <param name="staffId">Who would make it.</param>
    /// <param name="now">The moment that history is seen from.</param>
    /// <param name="except">A reservation of the contact itself, which must not count against it.</param>
    public Result<GateInquiry> Open(Session session, GateFile file, ContactWish wish, string staffId, DateTimeOffset now, string? except = null)
    {
        if (file.Person(wish.PersonId) is not { } person)
        {
            return Failure.NotFound("person in this case");
        }

        var point = file.Point(wish.ContactPointId);
        if (Misfit(wish, point) is { } misfit)
        {
            return misfit;
        }

        if (wish.AccountIds?.Any(id => file.Debts.All(debt => debt.Id != id)) == true)
        {
            return Failure.Invalid("accountIds", "Name accounts of this case only, or leave the field out for all of them.");
        }

        var (policy, facts, counting) = Read(session, file, wish, person.Role, now);
        var events = counting.FindAll(row => row.Id != except);
        var history = HistoryOf(file, events, now).With(window.Gaps(session, file.InstitutionId, policy, now));
        return new GateInquiry(
            policy,
            new ContactIntent
            {
                At = Instant.FromDateTimeOffset(now),
                Channel = wish.Channel,
                Person = person.Id,
                Debts = wish.AccountIds ?? [.. file.Debts.Select(debt => debt.Id)],
                Point = point?.Name,
                By = file.InstitutionId,
                Agent = staffId,
                Purpose = wish.Purpose,
                Place = wish.Place,
                StaffCount = wish.StaffCount,
            },
            StateOf(file, person, facts, history, CollectorReading.Of(senders.Institution(session, file.InstitutionId))) with { Sender = SenderReading.Of(senders.Of(session, file.InstitutionId, staffId), wish.Channel) },
            history.Events);
    }

    /// <summary>
    /// The policy, the facts, and as much of the history as can count under them. How far back that is, is guessed from the
    /// policy the institution had when it was last asked about, so that all travels at once; a wrong guess costs a second trip.
    /// </summary>
    private (GatePolicy Policy, List<FactRow> Facts, List<EventRow> Events) Read(
        Session session, GateFile file, ContactWish wish, PartyRole role, DateTimeOffset now)
    {
        var people = file.People.Select(other => other.Id).ToList();
        var adopted = AdoptedPacks.QueueInForce(session, file.InstitutionId, now);
        var queuedFacts = FactStore.QueueAbout(session, file.InstitutionId, people);
        var guess = Since(packs.LastPolicyOf(file.InstitutionId), []);
        var events = EventStore.QueueCounting(session, file.InstitutionId, people, UtcMicros.From(now), guess);

        var policy = packs.PolicyOf(session, file.InstitutionId, adopted.First);
        var facts = queuedFacts.Rows;
        var since = Since(policy, facts);
        var rows = since < guess ? EventStore.QueueCounting(session, file.InstitutionId, people, UtcMicros.From(now), since).Rows : events.Rows;
        rows.Reverse();
        return (policy, facts, rows);

        long Since(GatePolicy? known, List<FactRow> about) => known is null
            ? long.MinValue
            : Math.Min(UtcMicros.From(now - KeptInDecisions), Micros(known.Reach.Since(Instant.FromDateTimeOffset(now), wish.Channel, wish.Purpose, role, [.. about.ConvertAll(row => row.ForGate()).OfType<Fact>()])));
    }

    /// <summary>What is known of a person of the case, as the gate reads it.</summary>
    public static PersonState StateOf(GateFile file, GatePerson person, List<FactRow> facts, GateHistory history, CollectorReading collector)
    {
        var read = facts.ConvertAll(row => row.ForGate());
        return new PersonState
        {
            Role = person.Role,
            Zones = person.Zones,
            Places = person.Places,
            Collector = collector.Kind,
            Facts = [.. read.OfType<Fact>(), .. InvalidNumbers.Of(file)],
            Debtors = file.DebtorsBesides(person.Id),
            Debts = file.Debts.ToDictionary(debt => debt.Id, debt => debt.State with { Law = debt.State.Law ?? collector.Law }, StringComparer.Ordinal),
            IsCaseClosed = file.IsClosed,
            Gaps = read.Contains(null) ? [.. history.Gaps, KnowledgeGap.UnreadableFacts] : history.Gaps,
        };
    }

    /// <summary>What has been done or is reserved with the people of the case, as the gate reads it.</summary>
    public static GateHistory HistoryOf(GateFile file, List<EventRow> events, DateTimeOffset now)
    {
        var read = events.ConvertAll(row => Event(row, file, now));
        return read.Contains(null)
            ? new GateHistory(ContactHistory.Of([.. read.OfType<ContactEvent>()]), [KnowledgeGap.UnreadableHistory])
            : new GateHistory(ContactHistory.Of(read.ConvertAll(one => one!)), []); // None is null.
    }

    /// <summary>As <see cref="Reopen(Session, GateFile, EventRow, DateTimeOffset)"/>, with what the permit's override lifts.</summary>
    public Result<GateInquiry> Reopen(Session session, GateFile file, PermitRow permit, EventRow contact, DateTimeOffset now)
    {
        var inquiry = Reopen(session, file, contact, now);
        return permit.OverrideId is { } id && !inquiry.IsFailure
            ? inquiry.Value with { Lifted = OverrideStore.ById(session, permit.InstitutionId, id)?.RuleIds ?? [] }
            : inquiry;
    }

    /// <summary>Prepares the question of a contact that holds a reservation, which does not count against itself.</summary>
    private Result<GateInquiry> Reopen(Session session, GateFile file, EventRow contact, DateTimeOffset now)
    {
        if (Event(contact, file, now) is not { } reserved)
        {
            return ContactErrors.PermitNoLongerStands("gate.unreadable-history");
        }

        ContactWish wish = new()
        {
            CaseId = contact.CaseId,
            PersonId = contact.PersonId,
            Channel = reserved.Channel,
            ContactPointId = contact.ContactPointId,
            Purpose = reserved.Purpose,
            AccountIds = reserved.Debts,
            Place = reserved.Place,
            StaffCount = (int?)contact.StaffCount,
        };
        return Open(session, file, wish, contact.StaffId, now, contact.Id);
    }

    private static Failure? Misfit(ContactWish wish, GatePoint? point)
    {
        if (wish.ContactPointId is null)
        {
            return null;
        }

        if (point is null || point.PersonId != wish.PersonId)
        {
            return Failure.Invalid("contactPointId", "Name a contact point of this person in this case.");
        }

        return Words.KindOf(point.Name) is var kind && kind != PointKind.Unknown && !Reaches(wish.Channel, kind)
            ? Failure.Invalid("contactPointId", $"The channel {Words.Of(wish.Channel)} does not reach a contact point like {point.Name}.")
            : null;
    }

    /// <summary>Whether a channel reaches a contact point; one whose name tells no kind is reached by none.</summary>
    public static bool Reaches(Channel channel, GatePoint point) => Words.KindOf(point.Name) is var kind && kind != PointKind.Unknown && Reaches(channel, kind);

    /// <summary>Whether a channel can reach a kind of contact point.</summary>
    public static bool Reaches(Channel channel, PointKind kind) => channel switch
    {
        Channel.Call or Channel.AiCall or Channel.Prerecorded => kind is PointKind.Mobile or PointKind.Home or PointKind.Work,
        Channel.Sms => kind is PointKind.Mobile,
        Channel.Im => kind is PointKind.Im or PointKind.Mobile,
        Channel.Email => kind is PointKind.Email or PointKind.WorkEmail,
        Channel.Letter or Channel.Visit => kind is PointKind.Addr,
        _ => true,
    };

    /// <summary>The contact as the gate reads it; null if a word of the row is none, which means that the table was changed from outside.</summary>
    private static ContactEvent? Event(EventRow row, GateFile file, DateTimeOffset now)
    {
        if (!Words.TryRead<Channel>(row.Channel, out var channel)
            || !Words.TryRead<Direction>(row.Direction, out var direction)
            || !Words.TryRead<Purpose>(row.Purpose, out var purpose)
            || !StoredWords.TryRead<Outcome>(row.Outcome, out var outcome)
            || !StoredWords.TryRead<VisitPlace>(row.Place, out var place)
            || StoredWords.Moment(row.BeganAt) is null
            || StoredWords.Ids(row.AccountIds) is not { } accounts)
        {
            return null;
        }

        return new ContactEvent
        {
            // An event that seems to lie ahead was stamped by a clock that has since gone back: it counts as having just happened.
            At = FactRow.Moment(Math.Min(row.BeganAt, UtcMicros.From(now))),
            Channel = channel,
            Outcome = outcome,
            Direction = direction,
            Person = row.PersonId,
            Debts = accounts,
            Point = file.Point(row.ContactPointId)?.Name ?? row.Point,
            By = row.InstitutionId,
            Agent = row.StaffId,
            Purpose = purpose,
            Place = place,
        };
    }

    private static long Micros(Instant instant) => instant == Instant.MinValue ? long.MinValue : UtcMicros.From(instant.ToDateTimeOffset());
}

/// <summary>Past contacts, and what is missing among them: a row that cannot be read could be the one that forbids the contact.</summary>
internal sealed record GateHistory(ContactHistory Events, IReadOnlyList<KnowledgeGap> Gaps)
{
    /// <summary>The same history, of which more is not known.</summary>
    public GateHistory With(IReadOnlyList<KnowledgeGap> more) => more.Count == 0 ? this : this with { Gaps = [.. Gaps, .. more] };
}

/// <summary>One contact with all that the gate must know; it may be asked about many moments.</summary>
internal sealed record GateInquiry(GatePolicy Policy, ContactIntent Intent, PersonState State, ContactHistory History)
{
    /// <summary>Rules that an approved override lifts for this contact.</summary>
    public IReadOnlyList<string> Lifted { get; init; } = [];

    public Decision Decide(DateTimeOffset at) => Asked.Decide(Question(at));

    /// <summary>The policy that is asked: without the lifted rules, where there are any.</summary>
    private GatePolicy Asked => Lifted.Count == 0 ? Policy : LiftedPolicy.Without(Policy, Lifted);

    /// <summary>The question as the gate is asked it at a moment.</summary>
    public GateQuestion Question(DateTimeOffset at) => new()
    {
        Intent = Intent with { At = Instant.FromDateTimeOffset(at) },
        State = State,
        History = History,
    };

    /// <summary>How the answer changes between two instants.</summary>
    public IReadOnlyList<AnswerSpan> Walk(Instant from, Instant until) => Policy.Walk(
        new GateQuestion { Intent = Intent with { At = from }, State = State, History = History }, until);

    /// <summary>The same contact through another channel and point; place and staff are those of a visit only.</summary>
    public GateInquiry Through(Channel channel, string point) => this with
    {
        Intent = Intent with
        {
            Channel = channel,
            Point = point,
            Place = channel == Channel.Visit ? Intent.Place : null,
            StaffCount = channel == Channel.Visit ? Intent.StaffCount : null,
        },
    };

    /// <summary>True if the person has agreed to hours of their own, and that agreement stands at this moment.</summary>
    public bool HasConsentedHours(DateTimeOffset at)
    {
        var moment = Instant.FromDateTimeOffset(at);
        return State.Facts.Any(fact =>
            fact.Kind == FactKind.Consent && fact.Person == Intent.Person && fact.Scope == "hours" && fact.At <= moment
            && !(fact.Until <= moment) && !(fact.Withdrawn <= moment));
    }
}
