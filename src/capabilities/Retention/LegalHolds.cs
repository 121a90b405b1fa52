using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Retention;

/// <summary>Legal holds: while one stands, nobody it keeps is erased, whoever asks.</summary>
public sealed class LegalHolds
{
    private const int TextMax = 100;
    private static readonly string[] Reasons = ["litigation", "arbitration", "regulator", "complaint", "criminal", "other"];
    private static readonly string[] Ends = ["proceedings-ended", "settled", "withdrawn", "mistake", "other"];
    private readonly PersonFiles _people;
    private readonly CaseFiles _cases;
    private readonly RetentionDesk _desk;
    private readonly EvidenceLog _log;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal LegalHolds(PersonFiles people, CaseFiles cases, RetentionDesk desk, EvidenceLog log, IdSource ids, TimeProvider clock)
    {
        _people = people;
        _cases = cases;
        _desk = desk;
        _log = log;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>Places a hold on a case, with everybody in it, or on a person.</summary>
    public Result<string> Place(Session session, Caller caller, PlaceHoldRequest request)
    {
        if (!Reasons.Contains(request.Reason))
        {
            return Failure.Invalid("reason", $"Give one of {string.Join(", ", Reasons)}.");
        }

        if (request.Reference is { Length: 0 or > TextMax })
        {
            return Failure.Invalid("reference", $"The number of the proceedings has 1 to {TextMax} characters.");
        }

        var now = _clock.GetUtcNow();
        if (request.Until <= now)
        {
            return Failure.Invalid("until", "A hold ends in the future, or when it is released.");
        }

        if (request.CaseId is null == request.PersonId is null)
        {
            return Failure.Invalid("caseId", "Name either a case or a person.");
        }

        if (request.CaseId is not null ? _cases.Find(session, caller.InstitutionId, request.CaseId) is null : _people.Read(session, caller.InstitutionId, [request.PersonId!]).Count == 0)
        {
            return Failure.NotFound(request.CaseId is not null ? "case" : "person");
        }

        HoldRow row = new()
        {
            Id = _ids.New("lh"),
            InstitutionId = caller.InstitutionId,
            CaseId = request.CaseId,
            PersonId = request.PersonId,
            Reason = request.Reason,
            Reference = request.Reference,
            Until = request.Until is { } until ? UtcMicros.From(until) : null,
            PlacedBy = caller.StaffId,
            PlacedAt = UtcMicros.From(now),
        };
        session.Lock(LockOf(caller.InstitutionId));
        RetentionStore.InsertHold(session, row);
        Renew(session, row);
        Leave(session, caller, "hold.placed", row, row.Reason);
        return row.Id;
    }

    /// <summary>Releases a hold.</summary>
    public Result<string> Release(Session session, Caller caller, string id, ReleaseHoldRequest request)
    {
        if (!Ends.Contains(request.Reason))
        {
            return Failure.Invalid("reason", $"Give one of {string.Join(", ", Ends)}.");
        }

        session.Lock(LockOf(caller.InstitutionId));
        if (RetentionStore.Hold(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("hold");
        }

        if (RetentionStore.Release(session, caller.InstitutionId, id, caller.StaffId, UtcMicros.From(_clock.GetUtcNow())) == 0)
        {
            return new Failure(FailureKind.Conflict, "hold-released", "This hold was released before.");
        }

        Renew(session, row);
        Leave(session, caller, "hold.released", row, request.Reason);
        return id;
    }

    /// <summary>Holds and erasures of an institution take turns, so that no erasure passes a hold that is being placed.</summary>
    internal static string LockOf(string institutionId) => $"retention:{institutionId}";

    private void Renew(Session session, HoldRow row)
    {
        IReadOnlyList<string> people = row.PersonId is { } one ? [one] : _people.OfCase(session, row.InstitutionId, row.CaseId!);
        RetentionStore.SetPeople(session, _desk.Work(session, row.InstitutionId, people));
    }

    private void Leave(Session session, Caller caller, string act, HoldRow row, string reason)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal) { ["hold"] = row.Id, ["reason"] = reason };
        if (row.Until is { } until)
        {
            details["until"] = UtcMicros.Text(UtcMicros.ToInstant(until));
        }

        _log.Append(session, new EntryDraft(caller.InstitutionId, act) { CaseId = row.CaseId, SubjectId = row.PersonId, StaffId = caller.StaffId, Details = details });
    }
}
