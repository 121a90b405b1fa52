using System.Globalization;
using System.Text.RegularExpressions;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Conduct;

/// <summary>Begins the upload of a recording.</summary>
/// <param name="ConversationId">The conversation that is being recorded; the caller holds it.</param>
/// <param name="MediaType">For example <c>audio/ogg</c> or <c>audio/wav</c>.</param>
public sealed record BeginUploadRequest(string ConversationId, string MediaType);

/// <summary>Makes an upload an exhibit.</summary>
/// <param name="Sha256">The SHA-256 of the whole recording, 64 lower-case hex digits.</param>
public sealed record CompleteUploadRequest(string Sha256);

/// <summary>
/// The recording of a conversation, in chunks while it is made, as tus does it: the offset says how far it is, and each chunk
/// carries its hash. Only who holds the conversation uploads; the whole leaves <c>conversation.recorded</c>.
/// </summary>
internal sealed partial class RecordingUploads(Database database, Uploads uploads, HeldConversation held, ConversationLedger ledger)
{
    /// <summary>The act that makes an upload an exhibit of its conversation.</summary>
    public const string Recorded = "conversation.recorded";

    private const string OffsetHeader = "Upload-Offset";
    private const string ChecksumHeader = "Upload-Checksum";
    private const int Sha256Bytes = 32;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/uploads", async (BeginUploadRequest request, HttpContext http, RecordingUploads useCase, CancellationToken cancellation) =>
            (await useCase.BeginAsync(Caller.Of(http), request, cancellation).ConfigureAwait(false)).ToCreated())
            .Require(Permissions.ConversationHold).Produces<UploadView>(StatusCodes.Status201Created);
        api.MapGet("/uploads/{id}", async (string id, HttpContext http, Uploads uploads, CancellationToken cancellation) =>
            Told(http, await uploads.FindAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)))
            .Require(Permissions.ConversationHold).Produces<UploadView>();
        api.MapPatch("/uploads/{id}", async (string id, HttpContext http, RecordingUploads useCase, CancellationToken cancellation) =>
            Told(http, await useCase.AppendAsync(http, id, cancellation).ConfigureAwait(false)))
            .Require(Permissions.ConversationHold).Accepts<byte[]>("application/offset+octet-stream").Produces<UploadView>();
        api.MapPost("/uploads/{id}/complete", async (string id, CompleteUploadRequest request, HttpContext http, RecordingUploads useCase, CancellationToken cancellation) =>
            (await useCase.CompleteAsync(Caller.Of(http), id, request, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ConversationHold).Produces<UploadView>();
    }

    public Task<Result<UploadView>> BeginAsync(Caller caller, BeginUploadRequest request, CancellationToken cancellation)
    {
        if (!Recording().IsMatch(request.MediaType))
        {
            return Task.FromResult<Result<UploadView>>(Failure.Invalid("mediaType", "A recording is audio/… or video/…, without parameters."));
        }

        return database.WriteAsync(
            session =>
            {
                var conversation = held.Find(session, caller, request.ConversationId);
                return conversation.Failure is { } unknown
                    ? unknown
                    : uploads.Begin(session, caller, conversation.Value.PersonId, conversation.Value.Id, request.MediaType);
            },
            cancellation);
    }

    public Task<Result<UploadView>> CompleteAsync(Caller caller, string id, CompleteUploadRequest request, CancellationToken cancellation) =>
        !HexHash().IsMatch(request.Sha256)
            ? Task.FromResult<Result<UploadView>>(Failure.Invalid("sha256", "This is no SHA-256 in 64 lower-case hex digits."))
            : uploads.CompleteAsync(caller, id, request.Sha256, (session, conversationId, content) => Record(session, caller, conversationId, content), cancellation);

    private Result<Receipt> Record(Session session, Caller caller, string conversationId, PreparedContent content)
    {
        var conversation = held.Find(session, caller, conversationId);
        if (conversation.Failure is { } gone)
        {
            return gone;
        }

        var receipt = ledger.Record(session, conversation.Value, caller.StaffId, content);
        session.Publish(caller.InstitutionId, new RecordingKept(caller.InstitutionId, conversationId, receipt.ExhibitId!)); // The draft carried content.
        return receipt;
    }

    private async Task<Result<UploadView>> AppendAsync(HttpContext http, string id, CancellationToken cancellation)
    {
        if (!long.TryParse(http.Request.Headers[OffsetHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return Failure.Invalid(OffsetHeader, "Say in this header where the chunk begins.");
        }

        string? checksum = http.Request.Headers[ChecksumHeader];
        var hash = new byte[Sha256Bytes + 1];
        if (checksum is null || !checksum.StartsWith("sha256 ", StringComparison.Ordinal)
            || !Convert.TryFromBase64String(checksum[7..], hash, out var length) || length != Sha256Bytes)
        {
            return Failure.Invalid(ChecksumHeader, "Say in this header the chunk's hash: sha256, a blank, and the hash in base 64.");
        }

        if (http.Request.ContentLength > Uploads.ChunkBytesMax)
        {
            return new Failure(FailureKind.TooLarge, "chunk-size", $"A chunk has 1 to {Uploads.ChunkBytesMax} bytes.");
        }

        using MemoryStream chunk = new();
        await http.Request.Body.CopyToAsync(chunk, cancellation).ConfigureAwait(false); // The server cuts bodies off at its own limit.
        return await uploads.AppendAsync(Caller.Of(http), id, offset, hash[..Sha256Bytes], chunk.ToArray(), cancellation).ConfigureAwait(false);
    }

    private static IResult Told(HttpContext http, Result<UploadView> upload)
    {
        if (!upload.IsFailure)
        {
            http.Response.Headers[OffsetHeader] = upload.Value.Offset.ToString(CultureInfo.InvariantCulture);
        }

        return upload.ToHttp();
    }

    [GeneratedRegex(@"^(audio|video)/[A-Za-z0-9][A-Za-z0-9.+-]{0,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex Recording();

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex HexHash();
}
