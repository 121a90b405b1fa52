using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Plans over HTTP.</summary>
internal static class PlanEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contacts/plans", AskAsync).Require(Permissions.ContactPlan).Produces<ContactPlanView>();
        api.MapGet("/contacts/plans", NewestAsync).Require(Permissions.ContactPlan).Produces<IReadOnlyList<ContactPlanView>>();
        api.MapGet("/contacts/plans/{id}", ReadAsync).Require(Permissions.ContactPlan).Produces<ContactPlanView>();
        api.MapGet("/contacts/plans/{id}/rows", RowsAsync).Require(Permissions.ContactPlan).Produces<Page<PlanRowView>>();
        api.MapPost("/contacts/plans/{id}/cancellation", CancelAsync).Require(Permissions.ContactPlan).Produces<ContactPlanView>();
        api.MapPost("/contacts/plans/{id}/exports", ExportAsync).Require(Permissions.ContactPlan).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        api.MapPost("/contacts/permits/{id}/number", NumberAsync).Require(Permissions.ContactAsk).Produces<PermitNumberView>();
    }

    private static async Task<IResult> AskAsync(
        ContactPlanRequest request, HttpContext http, Database database, Idempotency idempotency, ContactPlans plans, PlanWork work, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        var answer = await database.WriteAsync(
            session => idempotency.Once(session, key, () =>
            {
                var asked = plans.Ask(session, caller, request);
                if (!asked.IsFailure)
                {
                    session.AfterCommit(() => work.Enqueue(caller, asked.Value.Id));
                }

                return asked;
            }),
            cancellation);
        return answer.ToHttp();
    }

    private static async Task<IResult> NewestAsync(HttpContext http, Database database, ContactPlans plans, CancellationToken cancellation) =>
        Results.Ok(await database.ReadAsync(session => plans.Newest(session, Caller.Of(http)), cancellation));

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Database database, ContactPlans plans, CancellationToken cancellation) =>
        (await database.ReadAsync(session => plans.Read(session, Caller.Of(http), id), cancellation)).ToHttp();

    private static async Task<IResult> RowsAsync(
        string id, [AsParameters] PlanRowsQuery query, HttpContext http, Database database, ContactPlans plans, CancellationToken cancellation)
    {
        var filter = PlanRowsQuery.Filter(query.Status, query.Channel, query.Rule);
        return filter.IsFailure
            ? Problems.From(filter.Failure!)
            : (await database.ReadAsync(session => plans.Rows(session, Caller.Of(http), id, filter.Value, query.Cursor, query.Limit), cancellation)).ToHttp();
    }

    private static async Task<IResult> CancelAsync(
        string id, HttpContext http, Database database, Idempotency idempotency, ContactPlans plans, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, id);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => plans.Cancel(session, caller, id)), cancellation)).ToHttp();
    }

    private static async Task<IResult> ExportAsync(
        string id, PlanExportRequest request, HttpContext http, ExportPlan exports, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var begun = await exports.BeginAsync(caller, id, request, cancellation);
        return begun.IsFailure
            ? Problems.From(begun.Failure!)
            : Results.Stream(
                stream => exports.WriteAsync(caller, begun.Value, stream, null, cancellation),
                request.Format == "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
                begun.Value.FileName);
    }

    private static async Task<IResult> NumberAsync(string id, HttpContext http, Database database, PermitNumber numbers, CancellationToken cancellation) =>
        (await database.WriteAsync(session => numbers.Open(session, Caller.Of(http), id), cancellation)).ToHttp();
}

/// <summary>The query of a plan's rows.</summary>
internal sealed record PlanRowsQuery(string? Status, string? Channel, string? Rule, string? Cursor, int? Limit)
{
    private const int RuleLengthMax = 200;

    public static Result<PlanRowFilter> Filter(string? status, string? channel, string? rule)
    {
        PlanStatus? wanted = null;
        if (status is not null)
        {
            if (Enum.GetValues<PlanStatus>().Where(one => ContactPlans.Word(one) == status).ToList() is not [var known])
            {
                return Failure.Invalid("status", "Give throughout, partly or refused.");
            }

            wanted = known;
        }

        return channel is not null && !Words.TryRead<Channel>(channel, out _) ? Failure.Invalid("channel", $"Give one of: {Words.All<Channel>()}.")
            : rule is { Length: > RuleLengthMax } ? Failure.Invalid("rule", $"A rule's id has at most {RuleLengthMax} characters.")
            : new PlanRowFilter(wanted, channel, rule);
    }
}
