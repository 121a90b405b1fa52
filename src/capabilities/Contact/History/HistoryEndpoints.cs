using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>An institution's own result codes, and how far its counters are used up.</summary>
internal static class HistoryEndpoints
{
    private const int CodesMax = 1000;
    private const int CodeLengthMax = 64;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/contacts/result-codes", CodesAsync).Require(Permissions.ImportRun).Produces<ResultCodesView>();
        api.MapPut("/contacts/result-codes", SetAsync).Require(Permissions.ImportRun).Produces<ResultCodesView>();
        api.MapGet("/contacts/window/counters", CountersAsync).Require(Permissions.ReportRead).Produces<CountersView>();
    }

    private static async Task<IResult> CodesAsync(HttpContext http, Database database, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(new ResultCodesView(await database.ReadAsync(session => HistoryStore.Codes(session, caller.InstitutionId), cancellation)));
    }

    private static async Task<IResult> SetAsync(
        ResultCodesView request, HttpContext http, Database database, ContactLedger ledger, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return (await database.WriteAsync(session => Set(session, caller, request, ledger), cancellation)).ToHttp();
    }

    private static Result<ResultCodesView> Set(Session session, Caller caller, ResultCodesView request, ContactLedger ledger)
    {
        if (request.Codes is null or { Count: > CodesMax } || request.Codes.Keys.Any(code => code.Length is 0 or > CodeLengthMax))
        {
            return Failure.Invalid("codes", $"Give at most {CodesMax} codes of 1 to {CodeLengthMax} characters, each with its outcome.");
        }

        if (request.Codes.Values.FirstOrDefault(outcome => !Words.TryRead<Outcome>(outcome, out _)) is { } unknown)
        {
            return Failure.Invalid("codes", $"{unknown} is no outcome; give one of: {Words.All<Outcome>()}.");
        }

        var codes = request.Codes.GroupBy(pair => ResultCodes.Key(pair.Key), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        HistoryStore.SetCodes(session, caller.InstitutionId, codes);
        ledger.ResultCodesSet(session, caller, codes.Count);
        return new ResultCodesView(codes);
    }

    private static async Task<IResult> CountersAsync(HttpContext http, Database database, HistoryCounters counters, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => counters.Read(session, caller), cancellation));
    }
}

/// <summary>Result codes of an institution's former dialer, each with the word of its outcome.</summary>
public sealed record ResultCodesView(IReadOnlyDictionary<string, string> Codes);
