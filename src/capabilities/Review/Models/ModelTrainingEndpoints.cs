using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>Trainings of own models and the watch over their champions, over HTTP.</summary>
internal static class ModelTrainingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/models/warnings", async (HttpContext http, Database database, ModelWatch watch, CancellationToken cancellation) =>
                Results.Ok(await database.ReadAsync(session => watch.Warnings(session, Caller.Of(http)), cancellation).ConfigureAwait(false)))
            .Require(Permissions.ModelRead)
            .Produces<Page<ModelWarning>>();
        api.MapGet("/models/{name}/watch", async (string name, HttpContext http, Database database, ModelWatch watch, CancellationToken cancellation) =>
                (await database.ReadAsync(session => watch.Read(session, Caller.Of(http), name), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ModelRead)
            .Produces<ModelWatchView>();
        api.MapGet("/models/material", async (DateTimeOffset from, DateTimeOffset to, HttpContext http, Database database, ModelTrainings trainings, CancellationToken cancellation) =>
                (await database.ReadAsync(session => trainings.Material(session, Caller.Of(http), from, to), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ModelTrain)
            .Produces<ModelMaterialView>();
        api.MapGet("/models/trainings", async (HttpContext http, Database database, ModelTrainings trainings, CancellationToken cancellation) =>
                Results.Ok(await database.ReadAsync(session => trainings.List(session, Caller.Of(http)), cancellation).ConfigureAwait(false)))
            .Require(Permissions.ModelRead)
            .Produces<Page<ModelTrainingView>>();
        api.MapPost("/models/trainings", AskAsync).Require(Permissions.ModelTrain).Produces<ModelTrainingView>(StatusCodes.Status201Created);
        api.MapGet("/models/trainings/{id}", async (string id, HttpContext http, Database database, ModelTrainings trainings, CancellationToken cancellation) =>
                (await database.ReadAsync(session => trainings.Read(session, Caller.Of(http), id), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ModelRead)
            .Produces<ModelTrainingView>();
        api.MapPost("/models/trainings/{id}/cancel", async (string id, HttpContext http, Database database, ModelTrainings trainings, CancellationToken cancellation) =>
                (await database.WriteAsync(session => trainings.Cancel(session, Caller.Of(http), id), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ModelTrain)
            .Produces<ModelTrainingView>();
    }

    private static async Task<IResult> AskAsync(
        ModelTrainingRequest request, HttpContext http, Database database, Idempotency idempotency, ModelTrainings trainings, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => trainings.Ask(session, caller, request)), cancellation)).ToCreated();
    }
}
