using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Daylight.Review;

/// <summary>
/// Plays the recording of a conversation to who may read it, for a purpose that is in the ledger before the first byte goes out.
/// It answers <c>Range</c>, so that a player seeks without the rest being opened.
/// </summary>
internal sealed class PlayRecording(Database database, Transcripts transcripts, Exhibits exhibits, ConversationScope scope, SubjectStates states)
{
    /// <summary>Why somebody may listen, or search.</summary>
    public static readonly string[] Purposes = ["review", "own-work", "complaint", "court", "training"];

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/recordings/{exhibitId}", async (string exhibitId, string? purpose, HttpContext http, PlayRecording useCase, CancellationToken cancellation) =>
            Answer(http, await useCase.RunAsync(Caller.Of(http), exhibitId, purpose, cancellation).ConfigureAwait(false)))
        .Require(Permissions.ConversationRead)
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream");

    public async Task<Result<PlayedRecording>> RunAsync(Caller caller, string exhibitId, string? purpose, CancellationToken cancellation)
    {
        if (Array.IndexOf(Purposes, purpose) < 0)
        {
            return Failure.Invalid("purpose", $"Say why you listen: one of {string.Join(", ", Purposes)}.");
        }

        var found = await database.ReadAsync(session => Find(session, caller, exhibitId), cancellation).ConfigureAwait(false);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var (recording, conversation) = found.Value;
        Access access = new(caller, purpose!, conversation.CaseId); // Null was refused above.
        return await exhibits.OpenStreamAsync(database, access, exhibitId, cancellation).ConfigureAwait(false) is { } content
            ? new PlayedRecording(content, recording.MediaType, conversation.PersonId)
            : ReviewErrors.Erased;
    }

    private Result<(ExhibitCard Recording, ConversationCard Conversation)> Find(Session session, Caller caller, string exhibitId)
    {
        if (exhibits.Find(session, caller.InstitutionId, exhibitId) is not { } recording
            || transcripts.OfRecording(session, caller.InstitutionId, recording.EntryId) is not { } conversation
            || !scope.MayRead(session, caller, conversation))
        {
            return Failure.NotFound("recording");
        }

        return states.Of(session, caller.InstitutionId, conversation.PersonId) switch
        {
            SubjectState.Restricted => ReviewErrors.Restricted,
            SubjectState.Erased => ReviewErrors.Erased,
            _ => (recording, conversation),
        };
    }

    private static IResult Answer(HttpContext http, Result<PlayedRecording> recording)
    {
        if (recording.Failure is { } failure)
        {
            return Problems.From(failure);
        }

        // No browser and no proxy keeps what was said; a later listening asks, and is recorded, again.
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        http.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return Results.Stream(recording.Value.Content, recording.Value.MediaType, enableRangeProcessing: true);
    }
}

/// <summary>A recording that is being listened to; whoever answers with the content disposes it.</summary>
internal sealed record PlayedRecording(Stream Content, string MediaType, string PersonId);
