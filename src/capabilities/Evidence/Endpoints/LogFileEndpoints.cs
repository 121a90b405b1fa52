using System.Text.RegularExpressions;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Evidence;

/// <summary>
/// Serves a log as C2SP tlog-tiles has it: <c>/log/ORIGIN/checkpoint</c> hash tiles and time stamps to everyone (they hold
/// nothing but hashes of salted entries), entry bundles to those who may read evidence of that institution.
/// </summary>
internal static partial class LogFileEndpoints
{
    public static void Map(IEndpointRouteBuilder root) =>
        root.MapGet("/log/{host}/{institution}/{year}/{**path}", ServeAsync).WithMetadata(new RequiredPermission(null)).ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(
        string host, string institution, string year, string path, HttpContext http, Database database, DataDirectory data, CancellationToken cancellation)
    {
        var log = await database.ReadAsync(session => LogStore.ByOrigin(session, $"{host}/{institution}/{year}"), cancellation);
        if (log is null)
        {
            return Problems.From(Failure.NotFound("log"));
        }

        if (path is "checkpoint" or "checkpoint.witnessed")
        {
            http.Response.Headers.CacheControl = "no-cache";
            var note = await database.ReadAsync(session => path == "checkpoint" ? Cosigned(session, log) : CosignatureStore.Witnessed(session, log.InstitutionId, log.Year)?.Note, cancellation);
            return note is null ? Problems.From(Failure.NotFound("witnessed checkpoint")) : Results.Text(note, "text/plain; charset=utf-8");
        }

        if (StampPath().IsMatch(path))
        {
            return StampFiles.Find(data, log.Origin, path) is { } stamp
                ? Results.Bytes(stamp, "application/octet-stream")
                : Problems.From(Failure.NotFound("log file"));
        }

        if (!TilePath.TryParse(path, out var tile))
        {
            return Problems.From(Failure.NotFound("log file"));
        }

        var caller = http.Features.Get<Caller>();
        var mayRead = !tile.IsEntries || (caller is not null && caller.InstitutionId == log.InstitutionId && caller.May(Permissions.EvidenceRead));
        if (!mayRead || LogFiles.Of(data, log.Origin).Find(tile) is not { } bytes)
        {
            return Problems.From(Failure.NotFound("log file"));
        }

        http.Response.Headers.CacheControl = tile.IsEntries ? "private, immutable" : "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, "application/octet-stream");
    }

    // Before the first checkpoint there is nothing to cosign.
    private static string Cosigned(Session session, LogRow log) => log.Checkpoint.Length == 0 ? "" : Cosigning.Cosigned(session, log).ToString();

    [GeneratedRegex(@"^tsa/(0|[1-9][0-9]{0,18})/(checkpoint|[a-z0-9-]{1,40}\.(sha256|sm3)\.(tsq|tsr|chain\.pem))$", RegexOptions.CultureInvariant)]
    private static partial Regex StampPath();
}
