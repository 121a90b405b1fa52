using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Daylight.Transcription;

/// <summary><c>POST /recordings</c>: a call that was recorded elsewhere, as a form that is read in memory and never lies on the disk in the clear.</summary>
internal static class RecordingEndpoint
{
    private const int TextBytesMax = 16 * 1024 * 1024;
    private const long BodyBytesMax = EvidenceContent.PlainBytesMax + TextBytesMax + (1024 * 1024);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/recordings", RunAsync)
        .Require(Permissions.ImportRun).Accepts<IFormFile>("multipart/form-data")
        .Produces<RecordingAccepted>(StatusCodes.Status201Created).WithMetadata(new SizeLimit());

    private static async Task<IResult> RunAsync(HttpContext http, KeepRecording useCase, CancellationToken cancellation)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BodyBytesMax;
        }

        var parts = await PartsAsync(http, cancellation);
        return parts.Failure is { } wrong ? Problems.From(wrong) : (await useCase.RunAsync(Caller.Of(http), parts.Value, cancellation)).ToCreated();
    }

    private static async Task<Result<RecordingParts>> PartsAsync(HttpContext http, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Failure.Invalid("recording", "Send multipart/form-data with the parts sidecar, recording and transcript.");
        }

        RecordingParts parts = new(null, null, "application/octet-stream", null);
        try
        {
            MultipartReader reader = new(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                var name = section.GetContentDispositionHeader() is { } part ? HeaderUtilities.RemoveQuotes(part.Name).Value : null;
                if (name is not ("sidecar" or "recording" or "transcript"))
                {
                    continue;
                }

                if (await BytesAsync(section.Body, name == "recording" ? EvidenceContent.PlainBytesMax : TextBytesMax, cancellation) is not { } bytes)
                {
                    return new Failure(FailureKind.TooLarge, "body-too-large", $"A recording has at most {EvidenceContent.PlainBytesMax / 1024 / 1024} MiB, sidecar and transcript {TextBytesMax / 1024 / 1024} MiB.", name);
                }

                parts = name switch
                {
                    "sidecar" => parts with { Sidecar = bytes },
                    "recording" => parts with { Recording = bytes, MediaType = Audio(section.ContentType) },
                    _ => parts with { Transcript = bytes },
                };
            }
        }
        catch (InvalidDataException)
        {
            return Failure.Invalid("recording", "The multipart form is broken or one of its headers is too long.");
        }
        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            return Failure.Invalid("recording", "The upload ended before the form was complete; send it again.");
        }

        return parts;
    }

    private static string Audio(string? claimed) =>
        MediaTypeHeaderValue.TryParse(claimed, out var type) && type.MediaType.Value is { Length: <= 80 } media
        && (media.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) || media.StartsWith("video/", StringComparison.OrdinalIgnoreCase))
            ? media
            : "application/octet-stream";

    private static async Task<byte[]?> BytesAsync(Stream body, int most, CancellationToken cancellation)
    {
        using MemoryStream bytes = new();
        var block = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(block, cancellation)) > 0)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > most)
            {
                return null;
            }
        }

        return bytes.ToArray();
    }

    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => BodyBytesMax;
    }
}
