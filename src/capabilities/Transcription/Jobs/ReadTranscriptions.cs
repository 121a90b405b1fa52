using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Transcription;

/// <summary>Shows jobs, and tries failed ones again.</summary>
internal sealed class ReadTranscriptions(Database database, EvidenceLog evidence, TranscriptionSignal signal, HumanClock clock)
{
    private const int PageDefault = 50;
    private const int PageMax = 200;
    private const string AfterAll = "us"; // Ids begin with "tr".

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/transcriptions", async (string? status, string? cursor, int? limit, HttpContext http, ReadTranscriptions useCase, CancellationToken cancellation) =>
            Results.Ok(await useCase.ListAsync(Caller.Of(http), status, cursor, limit, cancellation)))
            .Require(Permissions.ImportRun).Produces<Page<TranscriptionView>>();
        api.MapGet("/transcriptions/{id}", async (string id, HttpContext http, ReadTranscriptions useCase, CancellationToken cancellation) =>
            (await useCase.OneAsync(Caller.Of(http), id, cancellation)).ToHttp())
            .Require(Permissions.ImportRun).Produces<TranscriptionView>();
        api.MapPost("/transcriptions/{id}/retry", async (string id, HttpContext http, ReadTranscriptions useCase, CancellationToken cancellation) =>
            (await useCase.AgainAsync(Caller.Of(http), id, cancellation)).ToHttp())
            .Require(Permissions.ImportRun).Produces<TranscriptionView>();
    }

    public Task<Page<TranscriptionView>> ListAsync(Caller caller, string? status, string? cursor, int? limit, CancellationToken cancellation) => database.ReadAsync(
        session =>
        {
            var most = Math.Clamp(limit ?? PageDefault, 1, PageMax);
            var rows = TranscriptionStore.Page(session, caller.InstitutionId, status, cursor ?? AfterAll, most + 1);
            return new Page<TranscriptionView>([.. rows.Take(most).Select(TranscriptionView.Of)], rows.Count > most ? rows[most - 1].Id : null);
        },
        cancellation);

    public Task<Result<TranscriptionView>> OneAsync(Caller caller, string id, CancellationToken cancellation) => database.ReadAsync<Result<TranscriptionView>>(
        session => TranscriptionStore.Find(session, caller.InstitutionId, id) is { } row ? TranscriptionView.Of(row) : Failure.NotFound("transcription"),
        cancellation);

    /// <summary>A failed one waits again, with all its attempts before it.</summary>
    public Task<Result<TranscriptionView>> AgainAsync(Caller caller, string id, CancellationToken cancellation) => database.WriteAsync<Result<TranscriptionView>>(
        session =>
        {
            if (TranscriptionStore.Find(session, caller.InstitutionId, id) is not { } row)
            {
                return Failure.NotFound("transcription");
            }

            if (!TranscriptionStore.Again(session, id, UtcMicros.From(clock.UtcNow)))
            {
                return TranscriptionErrors.NotFailed;
            }

            evidence.Append(session, new EntryDraft(caller.InstitutionId, "transcription.retried")
            {
                StaffId = caller.StaffId,
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["transcription"] = id, ["conversation"] = row.ConversationId },
            });
            session.AfterCommit(signal.Set);
            return TranscriptionView.Of(TranscriptionStore.Find(session, caller.InstitutionId, id)!); // It was there above.
        },
        cancellation);
}
