using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>Permits over HTTP. Each write happens once for an <c>Idempotency-Key</c>.</summary>
internal static class PermitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contacts/permits", AskAsync).Require(Permissions.ContactAsk).Produces<PermitAnswer>();
        api.MapPost("/contacts/permits/{id}/outcomes", ReportAsync).Require(Permissions.ContactAsk).Produces<ContactView>();
        api.MapPost("/contacts/permits/{id}/release", ReleaseAsync).Require(Permissions.ContactAsk).Produces<PermitReleased>();
    }

    private static async Task<IResult> AskAsync(
        AskPermitRequest request, HttpContext http, Database database, Idempotency idempotency, AskPermit ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => ask.Ask(session, caller, request)), cancellation)).ToHttp();
    }

    private static async Task<IResult> ReportAsync(
        string id, ReportOutcomeRequest request, HttpContext http, Database database, Idempotency idempotency, ReportOutcome report, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => report.Report(session, caller, id, request)), cancellation)).ToHttp();
    }

    private static async Task<IResult> ReleaseAsync(
        string id, HttpContext http, Database database, Idempotency idempotency, ReleasePermit release, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, id);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => release.Release(session, caller, id)), cancellation)).ToHttp();
    }
}
