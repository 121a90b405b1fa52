using System.Security.Cryptography;
using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Portfolio;

/// <summary>Who has seen what, and emergency access.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people/{id}/accesses", async (
            string id, string? contactPointId, string? cursor, int? limit, HttpContext http, Database database, PersonAccesses accesses, CancellationToken cancellation) =>
            (await database.ReadAsync(session => accesses.Read(session, Caller.Of(http).InstitutionId, id, contactPointId, cursor, limit), cancellation)).ToHttp())
            .Require(Permissions.EvidenceRead).Produces<Page<PersonAccessView>>();
        // No stored answer may stand in for access and entry: asked again, it opens again.
        api.MapPost("/people/{id}/break-glass", async (string id, BreakGlassRequest request, HttpContext http, Database database, BreakGlass glass, CancellationToken cancellation) =>
            (await database.WriteAsync(session => glass.Open(session, Caller.Of(http), id, request), cancellation)).ToHttp())
            .Require(Permissions.PersonBreakGlass).Produces<Unmasked>();
        api.MapGet("/break-glass", async (
            string? status, string? cursor, int? limit, HttpContext http, Database database, BreakGlass glass, Exhibits exhibits, CancellationToken cancellation) =>
            Results.Ok(await database.ReadAsync(
                session => glass.List(session, Caller.Of(http), status != "all", cursor, limit, id => Note(session, exhibits, Caller.Of(http).InstitutionId, id)), cancellation)))
            .Require(Permissions.BreakGlassReview).Produces<Page<BreakGlassView>>();
        api.MapPost("/break-glass/{id}/review", async (
            string id, ReviewBreakGlassRequest request, HttpContext http, Database database, Idempotency idempotency, BreakGlass glass, CancellationToken cancellation) =>
        {
            var caller = Caller.Of(http);
            var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
            return (await database.WriteAsync(session => idempotency.Once(session, key, () => glass.Review(session, caller, id, request)), cancellation)).ToHttp();
        }).Require(Permissions.BreakGlassReview).Produces<BreakGlassStep>();
    }

    private static string? Note(Session session, Exhibits exhibits, string institutionId, string exhibitId)
    {
        try
        {
            return Encoding.UTF8.GetString(exhibits.OpenForInspection(session, institutionId, exhibitId));
        }
        catch (CryptographicException)
        {
            return null; // The person was erased; the access stays on record without its words.
        }
    }
}
