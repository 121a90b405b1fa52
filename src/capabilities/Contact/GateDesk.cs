using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Gathers what the gate must know for one contact: the case's people, their facts, and what has been done or is reserved.
/// All of it is read in the session that will also reserve, behind <see cref="Lock"/>, so that no two answers rest on the same slot.
/// </summary>
internal sealed class GateDesk(PackShelf shelf)
{
    /// <summary>
    /// Serialises everything that counts against the same people until the transaction ends. A case's debtors are always among
    /// them, because some caps count a debt whoever was spoken to. Locked in sorted order, so that two askers never wait in a circle.
    /// </summary>
    public static void Lock(Session session, GateFile file, string personId)
    {
        foreach (var person in file.DebtorsBesides(personId).Append(personId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            session.Lock($"person:{file.InstitutionId}:{person}");
        }
    }

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

        var people = file.People.Select(other => other.Id).ToList();
        var events = EventStore.Counting(session, file.InstitutionId, people, UtcMicros.From(now)).FindAll(row => row.Id != except);
        var facts = FactStore.About(session, file.InstitutionId, people);
        return new GateInquiry(
            shelf.PolicyOf(session, file.InstitutionId),
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
            StateOf(file, person, facts),
            HistoryOf(file, events, now),
            events,
            facts);
    }

    /// <summary>What is known of a person of the case, as the gate reads it.</summary>
    public static PersonState StateOf(GateFile file, GatePerson person, List<FactRow> facts) => new()
    {
        Role = person.Role,
        Zones = person.Zones,
        Facts = facts.ConvertAll(row => row.ForGate()),
        Debtors = file.DebtorsBesides(person.Id),
        Debts = file.Debts.ToDictionary(debt => debt.Id, debt => debt.State, StringComparer.Ordinal),
    };

    /// <summary>What has been done or is reserved with the people of the case, as the gate reads it.</summary>
    public static ContactHistory HistoryOf(GateFile file, List<EventRow> events, DateTimeOffset now) =>
        ContactHistory.Of(events.ConvertAll(row => Event(row, file, now)));

    /// <summary>Prepares the question of a contact that holds a reservation, which does not count against itself.</summary>
    public Result<GateInquiry> Reopen(Session session, GateFile file, EventRow contact, DateTimeOffset now) => Open(
        session,
        file,
        new ContactWish
        {
            CaseId = contact.CaseId,
            PersonId = contact.PersonId,
            Channel = Read<Channel>(contact.Channel),
            ContactPointId = contact.ContactPointId,
            Purpose = Read<Purpose>(contact.Purpose),
            AccountIds = contact.Accounts,
            Place = contact.Place is null ? null : Read<VisitPlace>(contact.Place),
            StaffCount = (int?)contact.StaffCount,
        },
        contact.StaffId,
        now,
        contact.Id);

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

    private static ContactEvent Event(EventRow row, GateFile file, DateTimeOffset now) => new()
    {
        // An event that seems to lie ahead was stamped by a clock that has since gone back: it counts as having just happened.
        At = FactRow.Moment(Math.Min(row.BeganAt, UtcMicros.From(now))),
        Channel = Read<Channel>(row.Channel),
        Outcome = row.Outcome is null ? null : Read<Outcome>(row.Outcome),
        Direction = Read<Direction>(row.Direction),
        Person = row.PersonId,
        Debts = row.Accounts,
        Point = file.Point(row.ContactPointId)?.Name ?? row.Point,
        By = row.InstitutionId,
        Agent = row.StaffId,
        Purpose = Read<Purpose>(row.Purpose),
        Place = row.Place is null ? null : Read<VisitPlace>(row.Place),
    };

    private static T Read<T>(string word)
        where T : struct, Enum =>
        Words.TryRead<T>(word, out var value) ? value : throw new InvalidOperationException($"contact_event holds the unknown word {word}.");
}

/// <summary>One contact with all that the gate must know; it may be asked about many moments.</summary>
internal sealed record GateInquiry(
    GatePolicy Policy,
    ContactIntent Intent,
    PersonState State,
    ContactHistory History,
    IReadOnlyList<EventRow> Events,
    IReadOnlyList<FactRow> Facts)
{
    public Decision Decide(DateTimeOffset at) => Policy.Decide(new GateQuestion
    {
        Intent = Intent with { At = Instant.FromDateTimeOffset(at) },
        State = State,
        History = History,
    });

    /// <summary>True if the person has agreed to hours of their own, and that agreement stands at this moment.</summary>
    public bool HasConsentedHours(DateTimeOffset at)
    {
        var moment = Instant.FromDateTimeOffset(at);
        return State.Facts.Any(fact =>
            fact.Kind == FactKind.Consent && fact.Person == Intent.Person && fact.Scope == "hours" && fact.At <= moment
            && !(fact.Until <= moment) && !(fact.Withdrawn <= moment));
    }
}
