using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Identity;

/// <summary>Registers this room.</summary>
public static class IdentityModule
{
    /// <summary>Adds staff, sessions and tokens.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddSingleton<IdentityStore>()
        .AddSingleton<CallerResolution>()
        .AddSingleton<SignIn>()
        .AddSingleton<ManageStaff>()
        .AddSingleton<ManageTokens>()
        .AddSingleton<StateStanding>()
        .AddSingleton<StaffDirectory>()
        .AddSingleton<SenderStandings>()
        .AddSingleton(provider => new InstitutionZones(
            (session, institutionId) => provider.GetRequiredService<IdentityStore>().Institution(session, institutionId)?.Zone))
        .AddSingleton(provider => new InstitutionNames(
            (session, institutionId) => provider.GetRequiredService<IdentityStore>().Institution(session, institutionId)?.Name))
        .AddSingleton(provider => new CallerCredentials(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<IdentityStore>(),
            provider.GetRequiredService<HumanClock>()))
        .AddSingleton(provider => new Institutions(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<IdentityStore>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<ManageStaff>(),
            provider.GetRequiredService<ManageTokens>(),
            provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<TimeProvider>()));

    /// <summary>Finds the caller of every request; before the endpoints.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.Use(
        (http, next) => app.ApplicationServices.GetRequiredService<CallerResolution>().InvokeAsync(http, _ => next()));

    /// <summary>Maps session, staff, teams, roles, tokens and standings.</summary>
    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        ManageStaff.Map(routes);
        ManageTokens.Map(routes);
        StateStanding.Map(routes);
        return routes;
    }
}
