using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>The window over HTTP.</summary>
internal static class WindowEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/contacts/window", ReadAsync).Require(Permissions.ContactExplore).Produces<WindowView>();
        api.MapPost("/contacts/window-declaration", DeclareAsync).Require(Permissions.WindowDeclare).Produces<WindowView>();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Database database, ContactWindow window, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => window.Read(session, caller), cancellation));
    }

    private static async Task<IResult> DeclareAsync(
        DeclareWindowRequest request, HttpContext http, Database database, Idempotency idempotency, ContactWindow window, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => window.Declare(session, caller, request)), cancellation)).ToHttp();
    }
}
