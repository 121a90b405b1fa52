using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Portfolio;

/// <summary>Registers the room.</summary>
public static class PortfolioModule
{
    /// <summary>Adds people, accounts, cases and imports; after Evidence and Identity.</summary>
    public static IServiceCollection AddPortfolio(this IServiceCollection services)
    {
        services.AddSingleton<CaseAccess>();
        services.AddSingleton<CaseFiles>();
        services.AddSingleton<CaseActivity>();
        return services;
    }

    /// <summary>Maps the endpoints under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapPortfolio(this IEndpointRouteBuilder endpoints) => endpoints;
}
