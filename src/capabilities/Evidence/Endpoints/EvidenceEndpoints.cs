using System.Globalization;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Evidence;

/// <summary>One entry as auditors read it.</summary>
/// <param name="Index">Its index; null while it waits for the sequencer.</param>
/// <param name="Id">Its id.</param>
/// <param name="Act">What was done.</param>
/// <param name="At">When it was received.</param>
/// <param name="CaseId">The case it belongs to.</param>
/// <param name="LeafHash">Its leaf hash, base 64.</param>
/// <param name="Leaf">The exact text that was hashed.</param>
public sealed record EntryView(long? Index, string Id, string Act, DateTimeOffset At, string? CaseId, string LeafHash, string Leaf);

/// <summary>Asks for a verification.</summary>
/// <param name="Deep">Whether to open every exhibit.</param>
public sealed record VerifyLedgerRequest(bool Deep);

/// <summary>Asks for an evidence bundle.</summary>
/// <param name="CaseId">Of which case.</param>
/// <param name="Purpose">What for; it is written into the ledger.</param>
/// <param name="Year">Which year's log; the newest in which the case has entries if left out.</param>
/// <param name="Recipient">An age recipient (<c>age1…</c>) to whom content is encrypted; in the clear if left out.</param>
public sealed record ExportBundleRequest(string CaseId, string Purpose, int? Year = null, string? Recipient = null);

internal static class EvidenceEndpoints
{
    private const int PurposeLengthMax = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/evidence/status", async (HttpContext http, Database database, LogStatus status, CancellationToken cancellation) =>
            Results.Ok(await database.WriteAsync(session => status.Read(session, Caller.Of(http).InstitutionId), cancellation)))
            .Require(Permissions.EvidenceRead).Produces<EvidenceStatus>();
        api.MapPost("/evidence/verifications", async (VerifyLedgerRequest request, HttpContext http, LedgerVerification verification, CancellationToken cancellation) =>
            Results.Ok(await verification.RunAsync(Caller.Of(http).InstitutionId, Caller.Of(http).StaffId, request.Deep, null, cancellation)))
            .Require(Permissions.EvidenceVerify).Produces<VerificationView>();
        api.MapGet("/evidence/entries", async (string? cursor, int? limit, string? caseId, HttpContext http, Database database, CancellationToken cancellation) =>
            Results.Ok(await database.ReadAsync(session => Entries(session, Caller.Of(http), cursor, limit, caseId), cancellation)))
            .Require(Permissions.EvidenceRead).Produces<Page<EntryView>>();
        api.MapPost("/evidence/bundles", ExportAsync).Require(Permissions.EvidenceExport).Produces(StatusCodes.Status200OK, contentType: "application/zip");
    }

    private static Page<EntryView> Entries(Session session, Caller caller, string? cursor, int? limit, string? caseId)
    {
        var most = Cursor.Limit(limit);
        var before = Cursor.Read(cursor, 1) is { } keys && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var seq) ? seq : long.MaxValue;
        return Cursor.Page(
            EntryStore.Newest(session, caller.InstitutionId, caseId, before, most + 1),
            most,
            row => [row.Seq.ToString(CultureInfo.InvariantCulture)],
            row => new EntryView(
                row.Idx, row.Id, row.Act, UtcMicros.ToInstant(row.ReceivedAt), row.CaseId, Convert.ToBase64String(row.LeafHash), Encoding.UTF8.GetString(row.Leaf)));
    }

    private static async Task<IResult> ExportAsync(ExportBundleRequest request, HttpContext http, BundleExport export, CancellationToken cancellation)
    {
        if (request.Purpose is not { Length: > 0 and <= PurposeLengthMax })
        {
            return Problems.From(Failure.Invalid("purpose", $"Say in 1 to {PurposeLengthMax} characters what the bundle is for; it is written into the ledger."));
        }

        AgeRecipient? recipient;
        try
        {
            recipient = string.IsNullOrEmpty(request.Recipient) ? null : AgeRecipient.Parse(request.Recipient);
        }
        catch (LedgerFormatException)
        {
            return Problems.From(Failure.Invalid("recipient", "This is no age recipient (age1…), or it is mistyped."));
        }

        var bundle = await export.RunAsync(new Access(Caller.Of(http), request.Purpose, request.CaseId), request.Year, recipient, cancellation);
        return bundle.Failure is { } failure
            ? Problems.From(failure)
            : Results.File(bundle.Value.Zip, "application/zip", bundle.Value.FileName);
    }
}
