using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>What-ifs over HTTP. Checking a draft keeps nothing and leaves no entry.</summary>
internal static class WhatIfEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contacts/what-ifs/drafts/check", CheckAsync).Require(Permissions.ContactWhatIf).Produces<DraftCheckView>();
        api.MapPost("/contacts/what-ifs", AskAsync).Require(Permissions.ContactWhatIf).Produces<WhatIfView>(StatusCodes.Status201Created);
        api.MapGet("/contacts/what-ifs", ListAsync).Require(Permissions.ContactWhatIf).Produces<Page<WhatIfView>>();
        api.MapGet("/contacts/what-ifs/{id}", ReadAsync).Require(Permissions.ContactWhatIf).Produces<WhatIfView>();
        api.MapGet("/contacts/what-ifs/{id}/samples", SamplesAsync).Require(Permissions.ContactWhatIf).Produces<Page<WhatIfSample>>();
        api.MapPost("/contacts/what-ifs/{id}/cancel", CancelAsync).Require(Permissions.ContactWhatIf).Produces<WhatIfView>();
    }

    private static async Task<IResult> CheckAsync(
        DraftCheckRequest request, HttpContext http, Database database, AskWhatIf ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => ask.Check(session, caller, request), cancellation)).ToHttp();
    }

    private static async Task<IResult> AskAsync(
        WhatIfRequest request, HttpContext http, Database database, Idempotency idempotency, AskWhatIf ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, request);
        return (await database.WriteAsync(session => idempotency.Once(session, key, () => ask.Ask(session, caller, request)), cancellation)).ToCreated();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Database database, AskWhatIf ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => ask.List(session, caller), cancellation));
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Database database, AskWhatIf ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => ask.Read(session, caller, id), cancellation)).ToHttp();
    }

    private static async Task<IResult> SamplesAsync(string id, HttpContext http, Database database, AskWhatIf ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.ReadAsync(session => ask.Samples(session, caller, id), cancellation)).ToHttp();
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, Database database, AskWhatIf ask, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.WriteAsync(session => ask.Cancel(session, caller, id), cancellation)).ToHttp();
    }
}
