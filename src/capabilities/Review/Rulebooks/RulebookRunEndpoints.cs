using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>What-ifs and re-inspections over HTTP.</summary>
internal static class RulebookRunEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/rulebooks/what-ifs", TryAsync).Require(Permissions.RulebookWhatIf).Produces<RulebookRunView>(StatusCodes.Status201Created);
        api.MapGet("/rulebooks/what-ifs/{id}/samples", async (string id, string? rule, string? change, HttpContext http, DraftSamples samples, CancellationToken cancellation) =>
                (await samples.RunAsync(Caller.Of(http), id, rule, change, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.RulebookWhatIf)
            .Produces<Page<RulebookSample>>();
        api.MapPost("/rulebooks/reinspections", AgainAsync).Require(Permissions.RulebookReinspect).Produces<RulebookRunView>(StatusCodes.Status201Created);
        Map(api, "/rulebooks/what-ifs", RulebookRunRow.WhatIf, Permissions.RulebookWhatIf);
        Map(api, "/rulebooks/reinspections", RulebookRunRow.Again, Permissions.RulebookReinspect);
    }

    private static void Map(IEndpointRouteBuilder api, string path, string kind, string permission)
    {
        api.MapGet(path, async (HttpContext http, Database database, RulebookRuns runs, CancellationToken cancellation) =>
                Results.Ok(await database.ReadAsync(session => runs.List(session, Caller.Of(http), kind), cancellation).ConfigureAwait(false)))
            .Require(permission)
            .Produces<Page<RulebookRunView>>();
        api.MapGet(path + "/{id}", async (string id, HttpContext http, Database database, RulebookRuns runs, CancellationToken cancellation) =>
                (await database.ReadAsync(session => runs.Read(session, Caller.Of(http), kind, id), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(permission)
            .Produces<RulebookRunView>();
        api.MapPost(path + "/{id}/cancel", async (string id, HttpContext http, Database database, RulebookRuns runs, CancellationToken cancellation) =>
                (await database.WriteAsync(session => runs.Cancel(session, Caller.Of(http), kind, id), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(permission)
            .Produces<RulebookRunView>();
    }

    private static async Task<IResult> TryAsync(
        RulebookWhatIfRequest request, HttpContext http, Database database, Idempotency idempotency, PublishedRulebooks rulebooks, RulebookRuns runs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);

        // Compiled once before the transaction, which a large text would hold up for a second.
        await database.ReadAsync(session => rulebooks.OfVersion(session, caller.InstitutionId, request.Hash ?? "") is not null, cancellation);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => runs.TryDraft(session, caller, request)), cancellation)).ToCreated();
    }

    private static async Task<IResult> AgainAsync(
        ReinspectionRequest request, HttpContext http, Database database, Idempotency idempotency, RulebookRuns runs, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => runs.InspectAgain(session, caller, request)), cancellation)).ToCreated();
    }
}
