using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>The search over HTTP.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/conversations/searches", async (SearchRequest request, HttpContext http, SearchConversations useCase, CancellationToken cancellation) =>
                (await useCase.RunAsync(Caller.Of(http), request, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ConversationSearch)
            .Produces<SearchAnswer>();
        api.MapGet("/conversations/search-index", async (HttpContext http, Database database, CancellationToken cancellation) =>
                Results.Ok(await database.ReadAsync(session => SearchArchive.View(session, Caller.Of(http).InstitutionId), cancellation).ConfigureAwait(false)))
            .Require(Permissions.ConversationSearch)
            .Produces<SearchIndexView>();
        api.MapPost("/conversations/search-index/runs", async (HttpContext http, Database database, SearchArchive archive, CancellationToken cancellation) =>
                (await database.WriteAsync(session => archive.Ask(session, Caller.Of(http)), cancellation).ConfigureAwait(false)).ToCreated())
            .Require(Permissions.ConversationIndex)
            .Produces<SearchIndexView>(StatusCodes.Status201Created);
    }
}
