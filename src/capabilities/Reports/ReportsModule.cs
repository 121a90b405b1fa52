using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Reports;

/// <summary>Registers the room.</summary>
public static class ReportsModule
{
    /// <summary>Adds the overview; after all other rooms.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<TodayOverview>();

    /// <summary>Maps the endpoints under <c>/api/v1/reports</c>.</summary>
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reports/today", TodayAsync).Require(Permissions.ReportRead).Produces<OverviewView>();
        return api;
    }

    private static async Task<IResult> TodayAsync(HttpContext http, Database database, TodayOverview overview, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => overview.Read(session, caller), cancellation));
    }
}
