using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Retention;

/// <summary>The answer to a step: the id of the hold or request it was about.</summary>
public sealed record RetentionStep(string Id);

internal static class RetentionEndpoints
{
    private static readonly string[] Statuses = [RequestRow.Requested, RequestRow.Waiting, RequestRow.Erased, RequestRow.Denied];

    public static void Map(IEndpointRouteBuilder api)
    {
        MapReading(api);
        api.MapPost("/retention/holds", (PlaceHoldRequest request, HttpContext http, Database database, Idempotency idempotency, LegalHolds holds, CancellationToken cancellation) =>
            StepAsync(http, database, idempotency, request, (session, caller) => holds.Place(session, caller, request), cancellation))
            .Require(Permissions.LegalHoldPlace).Produces<RetentionStep>();
        api.MapPost("/retention/holds/{id}/release", (string id, ReleaseHoldRequest request, HttpContext http, Database database, Idempotency idempotency, LegalHolds holds, CancellationToken cancellation) =>
            StepAsync(http, database, idempotency, request, (session, caller) => holds.Release(session, caller, id, request), cancellation))
            .Require(Permissions.LegalHoldPlace).Produces<RetentionStep>();
        api.MapPost("/retention/requests", (RequestErasureRequest request, HttpContext http, Database database, Idempotency idempotency, Erasures erasures, CancellationToken cancellation) =>
            StepAsync(http, database, idempotency, request, (session, caller) => erasures.Request(session, caller, request), cancellation))
            .Require(Permissions.ErasureRequest).Produces<RetentionStep>();
        api.MapPost("/retention/requests/{id}/approval", (string id, HttpContext http, Database database, Idempotency idempotency, Erasures erasures, CancellationToken cancellation) =>
            StepAsync(http, database, idempotency, id, (session, caller) => erasures.Approve(session, caller, id), cancellation))
            .Require(Permissions.ErasureApprove).Produces<RetentionStep>();
        api.MapPost("/retention/requests/{id}/denial", (string id, DenyErasureRequest request, HttpContext http, Database database, Idempotency idempotency, Erasures erasures, CancellationToken cancellation) =>
            StepAsync(http, database, idempotency, request, (session, caller) => erasures.Deny(session, caller, id, request), cancellation))
            .Require(Permissions.ErasureApprove).Produces<RetentionStep>();
        api.MapPost("/retention/runs", async (HttpContext http, Database database, TimeProvider clock, RetentionLists lists, CancellationToken cancellation) =>
            Results.Ok(await database.WriteAsync(
                session =>
                {
                    RetentionSchedule.Ask(session, Caller.Of(http).InstitutionId, UtcMicros.From(clock.GetUtcNow()));
                    return lists.Summary(session, Caller.Of(http).InstitutionId);
                },
                cancellation)))
            .Require(Permissions.ErasureRequest).Produces<RetentionSummary>();
    }

    private static void MapReading(IEndpointRouteBuilder api)
    {
        api.MapGet("/retention/summary", async (HttpContext http, Database database, RetentionLists lists, CancellationToken cancellation) =>
            Results.Ok(await database.ReadAsync(session => lists.Summary(session, Caller.Of(http).InstitutionId), cancellation)))
            .Require(Permissions.RetentionRead).Produces<RetentionSummary>();
        api.MapGet("/retention/people", async (string? view, string? cursor, int? limit, HttpContext http, Database database, RetentionLists lists, CancellationToken cancellation) =>
            (await database.ReadAsync(session => lists.People(session, Caller.Of(http).InstitutionId, view ?? "due", cursor, limit), cancellation)).ToHttp())
            .Require(Permissions.RetentionRead).Produces<Page<RetentionPersonView>>();
        api.MapGet("/retention/people/{id}", async (string id, HttpContext http, Database database, RetentionLists lists, CancellationToken cancellation) =>
            await database.ReadAsync(session => lists.Person(session, Caller.Of(http).InstitutionId, id), cancellation) is { } person
                ? Results.Ok(person)
                : Problems.From(Failure.NotFound("person")))
            .Require(Permissions.RetentionRead).Produces<RetentionPersonView>();
        api.MapGet("/retention/holds", async (string? cursor, int? limit, HttpContext http, Database database, RetentionLists lists, CancellationToken cancellation) =>
            Results.Ok(await database.ReadAsync(session => lists.Holds(session, Caller.Of(http).InstitutionId, cursor, limit), cancellation)))
            .Require(Permissions.RetentionRead).Produces<Page<HoldView>>();
        api.MapGet("/retention/requests", async (string? status, string? cursor, int? limit, HttpContext http, Database database, RetentionLists lists, CancellationToken cancellation) =>
            Statuses.Contains(status ?? RequestRow.Requested)
                ? Results.Ok(await database.ReadAsync(session => lists.Requests(session, Caller.Of(http), status ?? RequestRow.Requested, cursor, limit), cancellation))
                : Problems.From(Failure.Invalid("status", $"Give one of {string.Join(", ", Statuses)}.")))
            .Require(Permissions.RetentionRead).Produces<Page<ErasureRequestView>>();
    }

    private static async Task<IResult> StepAsync(
        HttpContext http, Database database, Idempotency idempotency, object request, Func<Session, Caller, Result<string>> step, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => Told(step(session, caller))), cancellation)).ToHttp();
    }

    private static Result<RetentionStep> Told(Result<string> step) => step.Failure is { } failure ? failure : new RetentionStep(step.Value);
}
