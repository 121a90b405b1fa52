using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daylight.Portfolio;

/// <summary>Registers the room.</summary>
public static class PortfolioModule
{
    /// <summary>Adds people, accounts, cases and imports; after Evidence and Identity.</summary>
    public static IServiceCollection AddPortfolio(this IServiceCollection services)
    {
        services.AddSingleton<CaseAccess>().AddSingleton<CaseFiles>().AddSingleton<CaseActivity>().AddSingleton<CaseSheets>().AddSingleton<PersonFiles>().AddSingleton<OpenNumbers>().AddSingleton<CaseWords>();
        services.AddSingleton(provider => new CasesByNumber(provider.GetRequiredService<KeyRing>()));
        services.AddFactConsumer<SubjectErased, ForgetPerson>("portfolio.erasure");
        services.AddSingleton<ListCases>().AddSingleton<ReadCase>().AddSingleton<AssignCase>().AddSingleton<CloseCase>().AddSingleton<UnmaskPerson>();
        services.AddSingleton<PersonAccesses>().AddSingleton<BreakGlass>();
        services.AddSingleton<ImportKind, PortfolioImport>().AddSingleton<ImportKind, PartiesImport>();
        services.AddSingleton<ImportProgressStore>().AddSingleton<ImportRuns>().AddSingleton<UploadImport>().AddSingleton<RejectsCsv>();
        services.AddSingleton(provider => new ImportRunner(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<EvidenceLog>(),
            provider.GetRequiredService<ImportProgressStore>(),
            provider.GetServices<ImportKind>()));
        services.AddSingleton(new ObjectReferences(ImportRuns.Referenced));
        services.AddSingleton<ImportKeeping>().AddHostedService<ImportKeepingService>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ImportService>());
        return services;
    }

    /// <summary>Maps the endpoints under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapPortfolio(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/cases", async (
            string? cursor, int? limit, string? q, string? assignee, string? bucket, string? status, string? sort,
            HttpContext http, ListCases cases, CancellationToken cancellation) =>
            (await cases.RunAsync(Caller.Of(http), new CaseQuery(cursor, limit, q, assignee, bucket, status, sort), cancellation)).ToHttp())
            .Require(null).Produces<Page<CaseRow>>();
        endpoints.MapGet("/cases/{id}", async (string id, HttpContext http, ReadCase cases, CancellationToken cancellation) =>
            (await cases.ViewAsync(Caller.Of(http), id, cancellation)).ToHttp())
            .Require(null).Produces<CaseView>();
        endpoints.MapGet("/cases/{id}/timeline", async (string id, string? cursor, int? limit, HttpContext http, ReadCase cases, CancellationToken cancellation) =>
            (await cases.TimelineAsync(Caller.Of(http), id, cursor, limit, cancellation)).ToHttp())
            .Require(null).Produces<Page<TimelineItem>>();
        endpoints.MapPost("/cases/{id}/assignment", async (string id, AssignCaseRequest request, HttpContext http, AssignCase assign, CancellationToken cancellation) =>
            (await assign.RunAsync(Caller.Of(http), id, request, Key(http, request), cancellation)).ToHttp())
            .Require(Permissions.CaseAssign).Produces<CaseRow>();
        endpoints.MapPost("/cases/{id}/close", async (string id, CloseCaseRequest request, HttpContext http, CloseCase close, CancellationToken cancellation) =>
            (await close.RunAsync(Caller.Of(http), id, request, cancellation)).ToHttp())
            .Require(Permissions.CaseClose).Produces<CaseRow>();
        endpoints.MapPost("/cases/{id}/reopen", async (string id, ReopenCaseRequest request, HttpContext http, CloseCase close, CancellationToken cancellation) =>
            (await close.ReopenAsync(Caller.Of(http), id, request, cancellation)).ToHttp())
            .Require(Permissions.CaseClose).Produces<CaseRow>();
        endpoints.MapPost("/people/{id}/unmask", async (string id, UnmaskRequest request, HttpContext http, UnmaskPerson unmask, CancellationToken cancellation) =>
            (await unmask.RunAsync(Caller.Of(http), id, request, cancellation)).ToHttp())
            .Require(Permissions.PersonUnmask).Produces<Unmasked>();
        AccessEndpoints.Map(endpoints);
        ImportEndpoints.Map(endpoints);
        return endpoints;
    }

    private static RequestKey Key(HttpContext http, object request) =>
        RequestKey.From(http, Caller.Of(http).InstitutionId, Caller.Of(http).StaffId, request);
}
