using System.Globalization;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>Opens one value in an emergency, past scope and restriction.</summary>
/// <param name="Field"><c>name</c>, <c>idNumber</c> or <c>contactPoint</c>.</param>
/// <param name="Reason"><c>threat-to-life</c>, <c>court-order</c>, <c>police</c>, <c>data-incident</c> or <c>system-failure</c>.</param>
/// <param name="Note">What happened, 5 to 500 characters; sealed under the person's key.</param>
/// <param name="ContactPointId">Which number, for <c>contactPoint</c>.</param>
public sealed record BreakGlassRequest(string Field, string Reason, string Note, string? ContactPointId = null);

/// <summary>Closes the review of an emergency access.</summary>
/// <param name="Verdict"><c>justified</c> or <c>unjustified</c>.</param>
public sealed record ReviewBreakGlassRequest(string Verdict);

/// <summary>An emergency access.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PersonId">Whose value was opened.</param>
/// <param name="PersonName">Their masked name.</param>
/// <param name="Field">Which kind of value.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What the reader wrote; null if the person was erased since.</param>
/// <param name="StaffName">Who.</param>
/// <param name="At">When.</param>
/// <param name="Status"><c>open</c> until somebody else has reviewed it, then <c>justified</c> or <c>unjustified</c>.</param>
/// <param name="ReviewedBy">Who reviewed it.</param>
/// <param name="ReviewedAt">When.</param>
/// <param name="MayReview">Whether the reader may: with the right to, and another than who broke the glass.</param>
public sealed record BreakGlassView(
    string Id, string PersonId, string PersonName, string Field, string Reason, string? Note, string StaffName, DateTimeOffset At, string Status, string? ReviewedBy,
    DateTimeOffset? ReviewedAt, bool MayReview);

/// <summary>
/// Emergency access: one value, shown for half a minute, with a reason and words. It leaves <c>access.break-glass</c> and an open
/// review in the same transaction; whoever reviews sees it at once, and only somebody else can close it.
/// </summary>
internal sealed class BreakGlass(CaseFiles files, StaffDirectory staff, SealedFields fields, EvidenceLog log, IdSource ids)
{
    private const int VisibleSeconds = 30;
    private const int NoteMin = 5;
    private const int NoteMax = 500;
    private static readonly string[] Reasons = ["threat-to-life", "court-order", "police", "data-incident", "system-failure"];
    private static readonly string[] Verdicts = ["justified", "unjustified"];

    public Result<Unmasked> Open(Session session, Caller caller, string personId, BreakGlassRequest request)
    {
        if (!Reasons.Contains(request.Reason))
        {
            return Failure.Invalid("reason", $"Give one of {string.Join(", ", Reasons)}.");
        }

        if (request.Note.Trim().Length is < NoteMin or > NoteMax)
        {
            return Failure.Invalid("note", $"Say in {NoteMin} to {NoteMax} characters what happened.");
        }

        if (CaseStore.Person(session, caller.InstitutionId, personId) is null)
        {
            return Failure.NotFound("person");
        }

        if (UnmaskPerson.Field(session, caller, personId, request.Field, request.ContactPointId) is not { } field)
        {
            return Failure.Invalid("field", "Ask for name, idNumber, or contactPoint with one of this person's contactPointId; the value must be there.");
        }

        var id = ids.New("bg");
        if (fields.OpenInEmergency(session, new Access(caller, request.Reason, null), field, request.Field, request.Note.Trim(), id) is not { } opened)
        {
            return new Failure(FailureKind.NotFound, "erased", "This person's data was erased; the value cannot be shown any more.");
        }

        BreakGlassStore.Insert(session, new BreakGlassRow
        {
            Id = id,
            InstitutionId = caller.InstitutionId,
            PersonId = personId,
            Field = request.Field,
            Reason = request.Reason,
            NoteExhibitId = opened.Receipt.ExhibitId!, // The entry was given content.
            StaffId = caller.StaffId,
            OpenedAt = UtcMicros.From(opened.Receipt.At),
            Status = "open",
        });
        session.Publish(caller.InstitutionId, new EmergencyChanged(caller.InstitutionId));
        return new Unmasked(opened.Value, VisibleSeconds, opened.Receipt.View());
    }

    public Result<BreakGlassStep> Review(Session session, Caller caller, string id, ReviewBreakGlassRequest request)
    {
        if (!Verdicts.Contains(request.Verdict))
        {
            return Failure.Invalid("verdict", "Give justified or unjustified.");
        }

        session.Lock($"break-glass:{id}");
        if (BreakGlassStore.Find(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("emergency access");
        }

        if (row.StaffId == caller.StaffId)
        {
            return new Failure(FailureKind.Forbidden, "second-person", "An emergency access is reviewed by somebody else than who made it.");
        }

        if (row.Status != "open")
        {
            return new Failure(FailureKind.Conflict, "break-glass-reviewed", "This emergency access was reviewed before.");
        }

        var receipt = log.Append(session, new EntryDraft(caller.InstitutionId, "access.reviewed")
        {
            SubjectId = row.PersonId,
            StaffId = caller.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["access"] = id, ["verdict"] = request.Verdict },
        });
        BreakGlassStore.Close(session, id, request.Verdict, caller.StaffId, UtcMicros.From(receipt.At));
        session.Publish(caller.InstitutionId, new EmergencyChanged(caller.InstitutionId));
        return new BreakGlassStep(id);
    }

    public Page<BreakGlassView> List(Session session, Caller caller, bool open, string? cursor, int? limit, Func<string, string?> note)
    {
        var most = Cursor.Limit(limit);
        var keys = Cursor.Read(cursor, 2);
        var before = keys is not null && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var at) ? at : long.MaxValue;
        var rows = BreakGlassStore.Newest(session, caller.InstitutionId, open, before, keys?[1] ?? "", most + 1);
        var names = files.MaskedNames(session, caller.InstitutionId, rows.Select(row => row.PersonId));
        var people = staff.All(session, caller.InstitutionId);
        return Cursor.Page(rows, most, row => [row.OpenedAt.ToString(CultureInfo.InvariantCulture), row.Id], row => new BreakGlassView(
            row.Id, row.PersonId, names.GetValueOrDefault(row.PersonId, ""), row.Field, row.Reason, note(row.NoteExhibitId), Name(people, row.StaffId), UtcMicros.ToInstant(row.OpenedAt),
            row.Status, row.ReviewedBy is null ? null : Name(people, row.ReviewedBy), UtcMicros.ToInstant(row.ReviewedAt),
            row.Status == "open" && row.StaffId != caller.StaffId && caller.May(Permissions.BreakGlassReview)));
    }

    private static string Name(IReadOnlyDictionary<string, StaffCard> people, string id) => people.GetValueOrDefault(id)?.DisplayName ?? id;
}

/// <summary>An emergency access was made or reviewed.</summary>
public sealed record EmergencyChanged(string InstitutionId);

/// <summary>The answer to a review: the emergency access it was about.</summary>
public sealed record BreakGlassStep(string Id);

/// <summary>One row of <c>break_glass</c>.</summary>
internal sealed class BreakGlassRow
{
    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Field { get; init; } = "";

    public string Reason { get; init; } = "";

    public string NoteExhibitId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public long OpenedAt { get; init; }

    public string Status { get; init; } = "";

    public string? ReviewedBy { get; init; }

    public long? ReviewedAt { get; init; }
}

/// <summary>The SQL of emergency accesses.</summary>
internal static class BreakGlassStore
{
    private const string Columns =
        "id AS Id, institution_id AS InstitutionId, person_id AS PersonId, field AS Field, reason AS Reason, note_exhibit_id AS NoteExhibitId, staff_id AS StaffId, opened_at AS OpenedAt, status AS Status, reviewed_by AS ReviewedBy, reviewed_at AS ReviewedAt";

    public static void Insert(Session session, BreakGlassRow row) => session.Write(
        """
        INSERT INTO break_glass (id, institution_id, person_id, field, reason, note_exhibit_id, staff_id, opened_at, status)
        VALUES (@Id, @InstitutionId, @PersonId, @Field, @Reason, @NoteExhibitId, @StaffId, @OpenedAt, @Status)
        """,
        row);

    public static BreakGlassRow? Find(Session session, string institutionId, string id) => session.First<BreakGlassRow>(
        $"SELECT {Columns} FROM break_glass WHERE institution_id = @institutionId AND id = @id", new { institutionId, id });

    public static void Close(Session session, string id, string verdict, string by, long now) => session.Execute(
        "UPDATE break_glass SET status = @verdict, reviewed_by = @by, reviewed_at = @now WHERE id = @id AND status = 'open'", new { id, verdict, by, now });

    public static List<BreakGlassRow> Newest(Session session, string institutionId, bool open, long before, string beforeId, int most) => session.Query<BreakGlassRow>(
        $"""
        SELECT {Columns} FROM break_glass
        WHERE institution_id = @institutionId{(open ? " AND status = 'open'" : "")} AND (opened_at < @before OR (opened_at = @before AND id < @beforeId))
        ORDER BY opened_at DESC, id DESC LIMIT @most
        """,
        new { institutionId, before, beforeId, most });
}
