using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>The comparison of imported history with the former dialer's counters over HTTP.</summary>
internal static class HistoryCheckEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/contacts/history-check", ReadAsync).Require(Permissions.ReportRead).Produces<HistoryCheckView>();
        api.MapGet("/contacts/history-check/figures", FiguresAsync).Require(Permissions.CaseReadAll).Produces<Page<FormerFigureView>>();
        api.MapGet("/contacts/history-check/figures/{id}", FigureAsync).Require(Permissions.CaseReadAll).Produces<FormerFigureEventsView>();
        api.MapPost("/contacts/history-check/acceptance", AcceptAsync).Require(Permissions.WindowDeclare).Produces<HistoryCheckView>();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Database database, HistoryCheck check, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => check.Read(session, caller), cancellation));
    }

    private static async Task<IResult> FiguresAsync(
        [AsParameters] FiguresQuery query, HttpContext http, Database database, HistoryCheck check, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => check.Figures(session, caller, query), cancellation)).ToHttp();
    }

    private static async Task<IResult> FigureAsync(string id, HttpContext http, Database database, HistoryCheck check, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => check.Figure(session, caller, id), cancellation)).ToHttp();
    }

    private static async Task<IResult> AcceptAsync(
        AcceptDifferencesRequest request, HttpContext http, Database database, Idempotency idempotency, HistoryCheck check, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => check.Accept(session, caller, request)), cancellation)).ToHttp();
    }
}

/// <summary>Which figures to show.</summary>
/// <param name="Status"><c>differs</c> (unless said otherwise), <c>accepted</c>, <c>agrees</c> or <c>all</c>.</param>
/// <param name="Counter">Only those of this counter.</param>
/// <param name="Cursor">Behind this position.</param>
/// <param name="Limit">At most so many, up to 200.</param>
public sealed record FiguresQuery(string? Status = null, string? Counter = null, string? Cursor = null, int? Limit = null);
