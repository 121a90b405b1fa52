using Daylight.Gate;
using Daylight.Platform;
using NodaTime;

namespace Daylight.Contact;

/// <summary>Adds what is supposed to what is known, for one question.</summary>
internal static class Supposing
{
    private const int PartsMax = 20;

    /// <summary>The question with the assumption, or what is wrong with it.</summary>
    public static Result<GateInquiry> With(GateInquiry inquiry, AssumptionRequest? assume, GateFile file, DateTimeOffset now)
    {
        if (assume is null)
        {
            return inquiry;
        }

        if (assume.Facts?.Count > PartsMax || assume.Contacts?.Count > PartsMax)
        {
            return Failure.Invalid("assume", $"Suppose at most {PartsMax} facts and {PartsMax} contacts.");
        }

        List<Fact> facts = [.. inquiry.State.Facts];
        foreach (var supposed in assume.Facts ?? [])
        {
            var understood = FactOf(supposed, inquiry, file, now);
            if (understood.IsFailure)
            {
                return Within("facts", understood.Failure!);
            }

            facts.Add(understood.Value);
        }

        List<ContactEvent> contacts = [.. inquiry.History];
        foreach (var supposed in assume.Contacts ?? [])
        {
            var understood = ContactOf(supposed, inquiry, file, now);
            if (understood.IsFailure)
            {
                return Within("contacts", understood.Failure!);
            }

            contacts.Add(understood.Value);
        }

        return inquiry with { State = inquiry.State with { Facts = facts }, History = ContactHistory.Of(contacts) };
    }

    private static Result<Fact> FactOf(AssumedFactRequest supposed, GateInquiry inquiry, GateFile file, DateTimeOffset now)
    {
        var personId = supposed.PersonId ?? inquiry.Intent.Person;
        if (file.Person(personId) is null)
        {
            return Failure.Invalid("personId", "Name a person of this case.");
        }

        var row = FactWords.Row(
            new RecordFactRequest(
                file.CaseId, personId, supposed.Kind, supposed.Form, supposed.From, supposed.To, supposed.Until, supposed.At, supposed.Scope,
                supposed.Channel, supposed.ContactPointId, supposed.Place, null, supposed.AccountIds, supposed.ToPersonId),
            file,
            now);
        if (row.IsFailure)
        {
            return row.Failure!;
        }

        return row.Value.ForGate() is { } fact ? fact : Failure.Invalid("kind", "This cannot be supposed.");
    }

    private static Result<ContactEvent> ContactOf(AssumedContactRequest supposed, GateInquiry inquiry, GateFile file, DateTimeOffset now)
    {
        var personId = supposed.PersonId ?? inquiry.Intent.Person;
        Outcome outcome = default;
        VisitPlace place = default;
        var direction = Direction.Outbound;
        var purpose = Purpose.Collection;
        if (!Words.TryRead<Channel>(supposed.Channel, out var channel))
        {
            return Unknown<Channel>("channel");
        }

        if (supposed.Outcome is not null && !Words.TryRead(supposed.Outcome, out outcome))
        {
            return Unknown<Outcome>("outcome");
        }

        if (supposed.Direction is not null && !Words.TryRead(supposed.Direction, out direction))
        {
            return Unknown<Direction>("direction");
        }

        if (supposed.Purpose is not null && !Words.TryRead(supposed.Purpose, out purpose))
        {
            return Unknown<Purpose>("purpose");
        }

        if (supposed.Place is not null && !Words.TryRead(supposed.Place, out place))
        {
            return Unknown<VisitPlace>("place");
        }

        if (file.Person(personId) is null)
        {
            return Failure.Invalid("personId", "Name a person of this case.");
        }

        if (supposed.ContactPointId is not null && file.Point(supposed.ContactPointId)?.PersonId != personId)
        {
            return Failure.Invalid("contactPointId", "Name a contact point of this person in this case.");
        }

        if (supposed.At > now)
        {
            return Failure.Invalid("at", "Suppose a contact of the past; the gate counts what has been done.");
        }

        return new ContactEvent
        {
            At = Instant.FromDateTimeOffset(supposed.At),
            Channel = channel,
            Outcome = supposed.Outcome is null ? null : outcome,
            Direction = direction,
            Person = personId,
            Debts = inquiry.Intent.Debts,
            Point = file.Point(supposed.ContactPointId)?.Name,
            By = inquiry.Intent.By,
            Agent = inquiry.Intent.Agent,
            Purpose = purpose,
            Place = supposed.Place is null ? null : place,
        };
    }

    private static Failure Within(string list, Failure failure) => failure with { Field = $"assume.{list}.{failure.Field}" };

    private static Failure Unknown<T>(string field)
        where T : struct, Enum => Failure.Invalid(field, $"Give one of: {Words.All<T>()}.");
}
