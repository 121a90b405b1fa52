using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>A person's verdict on a finding.</summary>
/// <param name="Verdict"><c>upheld</c>, <c>overturned</c> or <c>unclear</c>.</param>
/// <param name="Note">Why, at most 2,000 characters.</param>
public sealed record DecideReviewRequest(string Verdict, string? Note = null);

/// <summary>Decides on a finding, or takes the decision back within a minute.</summary>
internal sealed class DecideReview(
    Database database, ClaimReview claims, ReviewItems items, EvidenceLog log, KeyRing keys, CaseActivity activity, HumanClock people)
{
    private static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(60);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/reviews/{id}/decision", async (string id, DecideReviewRequest request, HttpContext http, DecideReview useCase, CancellationToken cancellation) =>
                (await useCase.DecideAsync(Caller.Of(http), id, request, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ReviewDecide)
            .Produces<ReviewItem>();
        api.MapPost("/reviews/{id}/undo", async (string id, HttpContext http, DecideReview useCase, CancellationToken cancellation) =>
                (await useCase.UndoAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ReviewDecide)
            .Produces<ReviewItem>();
    }

    public Task<Result<ReviewItem>> DecideAsync(Caller caller, string id, DecideReviewRequest request, CancellationToken cancellation)
    {
        if (request.Verdict is not ("upheld" or "overturned" or "unclear"))
        {
            return Task.FromResult<Result<ReviewItem>>(Failure.Invalid("verdict", "The verdict is upheld, overturned or unclear."));
        }

        return request.Note?.Length > ReviewNote.LengthMax
            ? Task.FromResult<Result<ReviewItem>>(Failure.Invalid("note", $"A note has at most {ReviewNote.LengthMax} characters."))
            : database.WriteAsync(session => Decide(session, caller, id, request), cancellation);
    }

    public Task<Result<ReviewItem>> UndoAsync(Caller caller, string id, CancellationToken cancellation) =>
        database.WriteAsync(session => Undo(session, caller, id), cancellation);

    private Result<ReviewItem> Decide(Session session, Caller caller, string id, DecideReviewRequest request)
    {
        var found = claims.Free(session, caller, id);
        if (found.Failure is { } refused)
        {
            return refused.Code == ReviewErrors.Decided.Code && SaidBefore(session, caller, id, request) is { } same ? same : refused;
        }

        var row = found.Value;
        var finding = FindingStore.FindAll(session, caller.InstitutionId, [row.FindingId])[0];
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note;
        var receipt = log.Append(session, Draft(caller, row, finding, request.Verdict, note));
        ReviewStore.Decide(session, new ReviewRecord
        {
            Id = id,
            Verdict = request.Verdict,
            Note = note is null ? null : ReviewNote.Seal(keys, session, caller.InstitutionId, finding.PersonId, id, note),
            DecidedBy = caller.StaffId,
            DecidedAt = UtcMicros.From(receipt.At),
            UndoUntil = UtcMicros.From(people.UtcNow + UndoWithin),
        });
        FindingStore.SetStatus(session, row.FindingId, request.Verdict);
        activity.Touch(session, caller.InstitutionId, row.CaseId, null, -1);
        return Item(session, caller, id);
    }

    /// <summary>The same verdict again by the same person, as a retried request sends it: nothing changes.</summary>
    private ReviewItem? SaidBefore(Session session, Caller caller, string id, DecideReviewRequest request) =>
        ReviewStore.Find(session, caller.InstitutionId, id) is { } row && row.DecidedBy == caller.StaffId && row.Verdict == request.Verdict
            ? items.View(session, caller.InstitutionId, row)
            : null;

    private Result<ReviewItem> Undo(Session session, Caller caller, string id)
    {
        session.Lock($"review-queue:{caller.InstitutionId}");
        if (ReviewStore.Find(session, caller.InstitutionId, id) is not { } row)
        {
            return ReviewErrors.NoReview;
        }

        if (row.Status != "decided" || row.DecidedBy != caller.StaffId || row.UndoUntil < UtcMicros.From(people.UtcNow))
        {
            return ReviewErrors.UndoOver;
        }

        ReviewStore.Undo(session, id, caller.StaffId, UtcMicros.From(people.UtcNow + ClaimReview.Lease));
        FindingStore.SetStatus(session, row.FindingId, "open");
        activity.Touch(session, caller.InstitutionId, row.CaseId, null, 1);
        log.Append(session, ClaimReview.Draft(caller, row, "review.undone"));
        return Item(session, caller, id);
    }

    private ReviewItem Item(Session session, Caller caller, string id) =>
        items.View(session, caller.InstitutionId, ReviewStore.Find(session, caller.InstitutionId, id)!); // Reviews are never removed.

    private static EntryDraft Draft(Caller caller, ReviewRecord row, FindingRecord finding, string verdict, string? note)
    {
        var draft = ClaimReview.Draft(caller, row, "review.decided");
        return draft with
        {
            SubjectId = finding.PersonId,
            Details = new Dictionary<string, string>(draft.Details!, StringComparer.Ordinal) // Draft always carries details.
            {
                ["verdict"] = verdict,
                ["rule"] = finding.Rule,
            },
            Content = note is null ? null : new EvidenceContent(Encoding.UTF8.GetBytes(note), "text/plain"),
        };
    }
}
