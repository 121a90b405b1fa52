using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>
/// Shows one masked value to somebody who gives a reason; the ledger keeps who, what, for which case and why. Asked again it looks again:
/// no stored answer may stand in for access and entry.
/// </summary>
internal sealed class UnmaskPerson(Database database, CaseAccess access, CaseFiles files, SealedFields fields, SubjectStates states)
{
    private const int VisibleSeconds = 30;
    private const int NoteLengthMax = 500;
    private static readonly string[] Reasons = ["call", "identity-check", "letter", "complaint", "court", "other"];

    public async Task<Result<Unmasked>> RunAsync(Caller caller, string personId, UnmaskRequest request, CancellationToken cancellation)
    {
        if (!Reasons.Contains(request.Reason))
        {
            return Failure.Invalid("reason", $"Give one of the reasons {string.Join(", ", Reasons)}.");
        }

        if (request.Note is { Length: > NoteLengthMax } || (request.Reason == "other" && string.IsNullOrWhiteSpace(request.Note)))
        {
            return Failure.Invalid("note", $"A note has at most {NoteLengthMax} characters, and the reason 'other' needs one.");
        }

        return await database.WriteAsync(session => Run(session, caller, personId, request), cancellation);
    }

    private Result<Unmasked> Run(Session session, Caller caller, string personId, UnmaskRequest request)
    {
        if (access.Find(session, caller, request.CaseId).Failure is { } failure)
        {
            return failure;
        }

        if (files.People(session, caller.InstitutionId, request.CaseId).All(person => person.PersonId != personId))
        {
            return Failure.NotFound("person");
        }

        if (states.Of(session, caller.InstitutionId, personId) == SubjectState.Restricted)
        {
            return new Failure(FailureKind.Conflict, "restricted", "This person's data is kept only because a duty says so, and is used for nothing; ask the compliance officer.");
        }

        if (Field(session, caller, personId, request.Field, request.ContactPointId) is not { } field)
        {
            return Failure.Invalid("field", "Ask for name, idNumber, or contactPoint with one of this person's contactPointId; the value must be there.");
        }

        return fields.Open(session, new Access(caller, request.Reason, request.CaseId), field, request.Field, request.Note) is { } opened
            ? new Unmasked(opened.Value, VisibleSeconds, opened.Receipt.View())
            : new Failure(FailureKind.NotFound, "erased", "This person's data was erased; the value cannot be shown any more.");
    }

    internal static SealedField? Field(Session session, Caller caller, string personId, string wanted, string? contactPointId)
    {
        if (wanted == "contactPoint")
        {
            return contactPointId is not null
                && CaseStore.ContactPoint(session, caller.InstitutionId, contactPointId) is { } point && point.PersonId == personId
                ? new SealedField(personId, PersonPlaces.ContactPoint(point.Id), point.Value)
                : null;
        }

        var person = CaseStore.Person(session, caller.InstitutionId, personId)!;
        return wanted switch
        {
            "name" => new SealedField(personId, PersonPlaces.Name(personId), person.Name),
            "idNumber" when person.IdNumber is not null => new SealedField(personId, PersonPlaces.IdNumber(personId), person.IdNumber),
            _ => null,
        };
    }
}
