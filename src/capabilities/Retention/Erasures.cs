using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Retention;

/// <summary>
/// Erasure on request: one person asks, another approves. A person's own request restricts at once; while a duty keeps the data or
/// a hold stands, the request waits. What keeps the data is asked again when it is approved.
/// </summary>
public sealed class Erasures
{
    private static readonly string[] Denials = ["not-the-person", "withdrawn", "duty-to-keep", "dispute", "other"];
    private static readonly string[] Bases = ["term", "person-request"];
    private readonly RetentionDesk _desk;
    private readonly SubjectStates _states;
    private readonly EvidenceLog _log;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal Erasures(RetentionDesk desk, SubjectStates states, EvidenceLog log, IdSource ids, TimeProvider clock)
    {
        _desk = desk;
        _states = states;
        _log = log;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Asks for the erasure of a person.</summary>
    public Result<string> Request(Session session, Caller caller, RequestErasureRequest request)
    {
        if (!Bases.Contains(request.Basis))
        {
            return Failure.Invalid("basis", "Give term or person-request.");
        }

        session.Lock(LegalHolds.LockOf(caller.InstitutionId));
        if (_desk.Renew(session, caller.InstitutionId, request.PersonId) is not { } person)
        {
            return Failure.NotFound("person");
        }

        if (person.State == "erased")
        {
            return new Failure(FailureKind.Conflict, "erased", "This person was erased before.");
        }

        if (RetentionStore.OpenRequest(session, caller.InstitutionId, request.PersonId) is not null)
        {
            return new Failure(FailureKind.Conflict, "erasure-requested", "There is an open request for this person; decide on that.");
        }

        if (request.Basis == "term" && Keeps(person) is { } kept)
        {
            return kept;
        }

        return Open(session, caller, request, person);
    }

    /// <summary>Approves a request, as a second person, and erases.</summary>
    public Result<string> Approve(Session session, Caller caller, string id)
    {
        session.Lock(LegalHolds.LockOf(caller.InstitutionId));
        if (Decidable(session, caller, id) is var found && found.IsFailure)
        {
            return found.Failure!;
        }

        var request = found.Value;
        var person = _desk.Renew(session, caller.InstitutionId, request.PersonId);
        if (person is null)
        {
            return Failure.NotFound("person");
        }

        if (Keeps(person) is { } kept)
        {
            return kept;
        }

        RetentionStore.Decide(session, request, RequestRow.Erased, caller.StaffId, UtcMicros.From(_clock.GetUtcNow()), null);
        _states.Erase(session, new ErasureOrder(caller.InstitutionId, request.PersonId, request.Basis, request.RequestedBy, caller.StaffId));
        RetentionStore.SetState(session, caller.InstitutionId, request.PersonId, "erased");
        return id;
    }

    /// <summary>Denies a request; a restriction that came from it is lifted.</summary>
    public Result<string> Deny(Session session, Caller caller, string id, DenyErasureRequest denial)
    {
        if (!Denials.Contains(denial.Reason))
        {
            return Failure.Invalid("reason", $"Give one of {string.Join(", ", Denials)}.");
        }

        session.Lock(LegalHolds.LockOf(caller.InstitutionId));
        if (Decidable(session, caller, id) is var found && found.IsFailure)
        {
            return found.Failure!;
        }

        var request = found.Value;
        RetentionStore.Decide(session, request, RequestRow.Denied, caller.StaffId, UtcMicros.From(_clock.GetUtcNow()), denial.Reason);
        Leave(session, caller, "erasure.denied", request, ("reason", denial.Reason));
        if (request.Restricted == 1)
        {
            _states.Release(session, caller.InstitutionId, request.PersonId, caller.StaffId, "denied");
            RetentionStore.SetState(session, caller.InstitutionId, request.PersonId, "active");
        }

        return id;
    }

    /// <summary>Why this person cannot be erased now; null if nothing keeps them.</summary>
    internal Failure? Keeps(PersonRow person)
    {
        if (person.Held == 1)
        {
            return new Failure(FailureKind.Conflict, "legal-hold", "A legal hold keeps this person's data; it beats every term and every request.");
        }

        if (person.DueAt <= UtcMicros.From(_clock.GetUtcNow()))
        {
            return null;
        }

        Dictionary<string, string> facts = new(StringComparer.Ordinal) { ["why"] = person.Why };
        if (person.DueAt is { } due)
        {
            facts["dueAt"] = UtcMicros.Text(UtcMicros.ToInstant(due));
        }

        if (person.Rule is not null)
        {
            facts["rule"] = person.Rule;
        }

        return new Failure(FailureKind.Conflict, "kept-by-duty", "A duty still keeps this person's data: an open case, or a term that has not run.") { Facts = facts };
    }

    private string Open(Session session, Caller caller, RequestErasureRequest request, PersonRow person)
    {
        var restricted = request.Basis == "person-request" && _states.Restrict(session, caller.InstitutionId, request.PersonId, caller.StaffId, request.Basis) is not null;
        RequestRow row = new()
        {
            Id = _ids.New("er"),
            InstitutionId = caller.InstitutionId,
            PersonId = request.PersonId,
            Basis = request.Basis,
            Status = Keeps(person) is null ? RequestRow.Requested : RequestRow.Waiting,
            RequestedBy = caller.StaffId,
            RequestedAt = UtcMicros.From(_clock.GetUtcNow()),
            Restricted = restricted ? 1 : 0,
        };
        RetentionStore.InsertRequest(session, row);
        if (restricted)
        {
            RetentionStore.SetState(session, caller.InstitutionId, request.PersonId, "restricted");
        }

        Leave(session, caller, "erasure.requested", row, ("basis", row.Basis), ("status", row.Status));
        return row.Id;
    }

    private static Result<RequestRow> Decidable(Session session, Caller caller, string id)
    {
        if (RetentionStore.Request(session, caller.InstitutionId, id) is not { } request)
        {
            return Failure.NotFound("erasure request");
        }

        if (request.Status is not (RequestRow.Requested or RequestRow.Waiting))
        {
            return new Failure(FailureKind.Conflict, "erasure-decided", "This request was decided before.");
        }

        return request.RequestedBy == caller.StaffId
            ? new Failure(FailureKind.Forbidden, "second-person", "Erasure takes two people: somebody else than who asked decides.")
            : request;
    }

    private void Leave(Session session, Caller caller, string act, RequestRow row, params (string Key, string Value)[] more) => _log.Append(
        session,
        new EntryDraft(caller.InstitutionId, act)
        {
            SubjectId = row.PersonId,
            StaffId = caller.StaffId,
            Details = more.Append(("request", row.Id)).ToDictionary(one => one.Item1, one => one.Item2, StringComparer.Ordinal),
        });
}
