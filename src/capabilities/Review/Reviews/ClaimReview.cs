using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>
/// Takes a finding out of the queue for one reviewer, for five minutes; claiming it again renews the lease. Nobody gets a
/// conversation they held themselves.
/// </summary>
internal sealed class ClaimReview(Database database, ReviewItems items, StaffDirectory staff, EvidenceLog log, HumanClock clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/reviews/next", async (HttpContext http, ClaimReview useCase, CancellationToken cancellation) =>
                await useCase.NextAsync(Caller.Of(http), cancellation).ConfigureAwait(false) is { } item ? Results.Ok(item) : Results.NoContent())
            .Require(Permissions.ReviewDecide)
            .Produces<ReviewItem>()
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/reviews/{id}/claim", async (string id, HttpContext http, ClaimReview useCase, CancellationToken cancellation) =>
                (await useCase.ClaimAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ReviewDecide)
            .Produces<ReviewItem>();
        api.MapPost("/reviews/{id}/release", async (string id, HttpContext http, ClaimReview useCase, CancellationToken cancellation) =>
                (await useCase.ReleaseAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ReviewDecide)
            .Produces<ReviewItem>();
    }

    /// <summary>Claims the next that waits, or null if nothing does.</summary>
    public Task<ReviewItem?> NextAsync(Caller caller, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            session.Lock($"review-queue:{caller.InstitutionId}");
            return ReviewStore.Next(session, caller.InstitutionId, caller.StaffId, UtcMicros.From(clock.UtcNow)) is { } row
                ? Take(session, caller, row)
                : null;
        },
        cancellation);

    public Task<Result<ReviewItem>> ClaimAsync(Caller caller, string id, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            var found = Free(session, caller, id);
            return found.Failure is { } refused ? refused : (Result<ReviewItem>)Take(session, caller, found.Value);
        },
        cancellation);

    public Task<Result<ReviewItem>> ReleaseAsync(Caller caller, string id, CancellationToken cancellation) =>
        database.WriteAsync(session => Release(session, caller, id), cancellation);

    /// <summary>A review that the caller may decide on: it waits, or they hold it.</summary>
    public Result<ReviewRecord> Free(Session session, Caller caller, string id)
    {
        session.Lock($"review-queue:{caller.InstitutionId}");
        var team = AlertList.ScopeTeam(caller);
        if (ReviewStore.Find(session, caller.InstitutionId, id) is not { } row || (team is not null && row.TeamId != team))
        {
            return ReviewErrors.NoReview;
        }

        if (row.StaffId == caller.StaffId)
        {
            return ReviewErrors.Own;
        }

        if (row.Status == "decided")
        {
            return ReviewErrors.Decided;
        }

        if (row.Status == "withdrawn")
        {
            return ReviewErrors.Withdrawn;
        }

        return row is { Status: "claimed", LeaseUntil: { } until } && row.ClaimedBy != caller.StaffId && until > UtcMicros.From(clock.UtcNow)
            ? ReviewErrors.Claimed(staff.Find(session, caller.InstitutionId, row.ClaimedBy ?? "")?.DisplayName ?? "", UtcMicros.ToInstant(until))
            : row;
    }

    private ReviewItem Take(Session session, Caller caller, ReviewRecord row)
    {
        var now = UtcMicros.From(clock.UtcNow);
        var renewed = row.Status == "claimed" && row.ClaimedBy == caller.StaffId && row.LeaseUntil > now;
        ReviewStore.Claim(session, row.Id, caller.StaffId, UtcMicros.From(clock.UtcNow + Lease));
        if (!renewed)
        {
            log.Append(session, Draft(caller, row, "review.claimed"));
        }

        return items.View(session, caller.InstitutionId, ReviewStore.Find(session, caller.InstitutionId, row.Id)!); // It was read above.
    }

    private Result<ReviewItem> Release(Session session, Caller caller, string id)
    {
        var found = Free(session, caller, id);
        if (found.Failure is { } refused)
        {
            return refused;
        }

        if (found.Value.Status != "claimed" || found.Value.ClaimedBy != caller.StaffId)
        {
            return ReviewErrors.NotYours;
        }

        ReviewStore.Release(session, id);
        log.Append(session, Draft(caller, found.Value, "review.released"));
        return items.View(session, caller.InstitutionId, ReviewStore.Find(session, caller.InstitutionId, id)!); // It was read above.
    }

    public static EntryDraft Draft(Caller caller, ReviewRecord row, string act) => new(caller.InstitutionId, act)
    {
        CaseId = row.CaseId,
        StaffId = caller.StaffId,
        Details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["review"] = row.Id,
            ["finding"] = row.FindingId,
            ["conversation"] = row.ConversationId,
        },
    };
}
