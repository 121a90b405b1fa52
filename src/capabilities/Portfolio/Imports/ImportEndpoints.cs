using Daylight.Evidence;
using System.Text;
using System.Text.Json;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Daylight.Portfolio;

internal static class ImportEndpoints
{
    private const int FormTextMax = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/imports", UploadAsync).Require(Permissions.ImportRun).Accepts<IFormFile>("multipart/form-data")
            .Produces<ImportView>(StatusCodes.Status201Created).WithMetadata(new SizeLimit());
        api.MapGet("/imports", async (HttpContext http, ImportRuns runs, CancellationToken cancellation) =>
            Results.Ok(new Page<ImportView>(await runs.ListAsync(Caller.Of(http).InstitutionId, cancellation), null)))
            .Require(Permissions.ImportRun).Produces<Page<ImportView>>();
        api.MapGet("/imports/{id}", async (string id, HttpContext http, ImportRuns runs, CancellationToken cancellation) =>
            (await runs.ViewAsync(Caller.Of(http).InstitutionId, id, cancellation)).ToHttp())
            .Require(Permissions.ImportRun).Produces<ImportView>();
        api.MapPost("/imports/{id}/start", StartAsync).Require(Permissions.ImportRun).Produces<ImportView>();
        api.MapPost("/imports/{id}/cancel", CancelAsync).Require(Permissions.ImportRun).Produces<ImportView>();
        api.MapGet("/imports/{id}/rejects", RejectsAsync).Require(Permissions.ImportRun).Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    /// <summary>Reads the form piece by piece in memory: a buffered form would lie on the disk in the clear.</summary>
    private static async Task<IResult> UploadAsync(HttpContext http, UploadImport upload, CancellationToken cancellation)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = UploadImport.FileBytesMax + (1024 * 1024);
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Problems.From(Failure.Invalid("file", "Send multipart/form-data with the parts kind and file."));
        }

        var (kind, fileName, file) = (http.Request.Query["kind"].ToString(), "", (byte[]?)null);
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } part)
                {
                    continue;
                }

                if (part.IsFileDisposition())
                {
                    fileName = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value ?? "";
                    file = await BytesAsync(section.Body, cancellation);
                }
                else if (part.Name == "kind")
                {
                    using StreamReader text = new(section.Body, Encoding.UTF8);
                    var buffer = new char[FormTextMax];
                    kind = new string(buffer, 0, await text.ReadBlockAsync(buffer, cancellation)).Trim();
                }
            }
        }
        catch (InvalidDataException)
        {
            return Problems.From(Failure.Invalid("file", "The multipart form is broken or one of its headers is too long."));
        }
        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            return Problems.From(Failure.Invalid("file", "The upload ended before the form was complete; send it again."));
        }

        return file is null
            ? Problems.From(Failure.Invalid("file", "Send multipart/form-data with the parts kind and file."))
            : (await upload.RunAsync(Caller.Of(http), kind, fileName, file, cancellation)).ToCreated();
    }

    private static async Task<byte[]> BytesAsync(Stream body, CancellationToken cancellation)
    {
        using MemoryStream bytes = new();
        await body.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private static async Task<IResult> StartAsync(
        string id, StartImportRequest request, HttpContext http, Database database, ImportRuns runs, ImportRunner runner, ImportService service, TimeProvider clock, CancellationToken cancellation)
    {
        var institutionId = Caller.Of(http).InstitutionId;
        var started = await database.WriteAsync<Result<bool>>(
            session =>
            {
                if (runs.Find(session, institutionId, id) is not { } row || runner.Kind(row.Kind) is not { } kind)
                {
                    return Failure.NotFound("import");
                }

                var columns = runs.Preview(session, row).Columns;
                var chosen = request.Mapping ?? ImportRuns.Mapping(row).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
                var mapping = ColumnMapping.Chosen(kind.Fields, columns, chosen);
                if ((mapping.Failure ?? mapping.Value.Missing(kind.Fields)) is { } failure)
                {
                    return failure;
                }

                return runs.Start(session, row, JsonSerializer.Serialize(mapping.Value.Columns), UtcMicros.From(clock.GetUtcNow())) == 1
                    ? true
                    : new Failure(FailureKind.Conflict, "import-not-startable", "This import runs already or is done; upload the file again to import it anew.");
            },
            cancellation);
        if (started.Failure is { } problem)
        {
            return Problems.From(problem);
        }

        await service.EnqueueAsync(institutionId, id, cancellation);
        return (await runs.ViewAsync(institutionId, id, cancellation)).ToHttp();
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, ImportRuns runs, ImportService service, CancellationToken cancellation)
    {
        var institutionId = Caller.Of(http).InstitutionId;
        var view = await runs.ViewAsync(institutionId, id, cancellation);
        if (view.IsFailure)
        {
            return view.ToHttp();
        }

        await service.CancelAsync(institutionId, id, cancellation);
        return (await runs.ViewAsync(institutionId, id, cancellation)).ToHttp();
    }

    private static async Task<IResult> RejectsAsync(string id, HttpContext http, Database database, ImportRuns runs, RejectsCsv rejects, EvidenceLog evidence, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var institutionId = caller.InstitutionId;
        var found = await database.ReadAsync(
            session => runs.Find(session, institutionId, id) is { } row ? (row, runs.Preview(session, row).Columns) : ((ImportRunRow, IReadOnlyList<string>)?)null,
            cancellation);
        if (found is not { } import)
        {
            return Problems.From(Failure.NotFound("import"));
        }

        var (run, columns) = import;
        await database.WriteAsync(
            session => evidence.Append(session, new EntryDraft(institutionId, "import.rejects-opened")
            {
                StaffId = caller.StaffId,
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["import"] = run.Id },
            }),
            cancellation);
        return Results.Stream(
            async body =>
            {
                await using StreamWriter writer = new(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                await rejects.WriteAsync(runs.FileKey(run, columns), columns, run.FileName, writer, http.RequestAborted);
            },
            "text/csv; charset=utf-8",
            run.FileName + ".rejects.csv");
    }

    /// <summary>Raises the body limit for uploads only.</summary>
    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => UploadImport.FileBytesMax + (1024 * 1024);
    }
}
