using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daylight.Retention;

/// <summary>Registers the room.</summary>
public static class RetentionModule
{
    /// <summary>Adds terms, holds and erasures; after Contact and Conduct.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<RetentionDesk>()
        .AddSingleton(provider => new LegalHolds(
            Get<PersonFiles>(provider), Get<CaseFiles>(provider), Get<RetentionDesk>(provider), Get<EvidenceLog>(provider), Get<IdSource>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new Erasures(
            Get<RetentionDesk>(provider), Get<SubjectStates>(provider), Get<EvidenceLog>(provider), Get<IdSource>(provider), Get<TimeProvider>(provider)))
        .AddSingleton(provider => new RetentionLists(Get<PersonFiles>(provider), Get<CaseFiles>(provider), Get<StaffDirectory>(provider), Get<TimeProvider>(provider)))
        .AddSingleton<RetentionSchedule>()
        .AddSingleton<IHostedService>(Get<RetentionSchedule>);

    /// <summary>Maps the endpoints under <c>/api/v1/retention</c>.</summary>
    public static IEndpointRouteBuilder MapRetention(this IEndpointRouteBuilder api)
    {
        RetentionEndpoints.Map(api);
        return api;
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
