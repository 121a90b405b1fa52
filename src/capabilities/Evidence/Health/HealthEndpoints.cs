using Daylight.Platform.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Evidence;

internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/evidence/health", async (HttpContext http, Health health, CancellationToken cancellation) =>
            Results.Ok(await health.ReadAsync(Caller.Of(http).InstitutionId, cancellation)))
            .Require(Permissions.EvidenceRead).Produces<HealthView>();
}
