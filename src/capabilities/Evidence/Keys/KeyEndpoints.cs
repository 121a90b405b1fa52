using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Evidence;

/// <summary>Asks for a rotation.</summary>
/// <param name="Level"><c>institution</c> or <c>epoch</c>; the root is the operator's (<c>daylight keys rotate root</c>).</param>
/// <param name="BackupDays">For how many days what is rotated away is kept for backups, 0 to 400; 35 if left out.</param>
public sealed record RotateKeysRequest(string Level, int? BackupDays = null);

internal static class KeyEndpoints
{
    private const int BackupDaysMax = 400;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/keys", async (HttpContext http, Database database, KeyStates states, CancellationToken cancellation) =>
            Results.Ok(await database.ReadAsync(session => states.Read(session, Caller.Of(http).InstitutionId), cancellation)))
            .Require(Permissions.EvidenceRead).Produces<KeyStateView>();
        api.MapPost("/keys/rotations", async (RotateKeysRequest request, HttpContext http, KeyCustody custody, CancellationToken cancellation) =>
            (await custody.RotateAsync(Caller.Of(http), request, cancellation)).ToHttp())
            .Require(Permissions.KeyRotate).Produces<KeyStateView>();
    }

    internal static TimeSpan? Backups(int? days) => days is < 0 or > BackupDaysMax ? null : days is { } given ? TimeSpan.FromDays(given) : KeyRotation.BackupWindow;
}

/// <summary>Rotates an institution's keys for its key custodian, and says in the ledger who asked.</summary>
public sealed class KeyCustody
{
    private readonly Database _database;
    private readonly KeyRotation _rotation;
    private readonly KeyStates _states;
    private readonly EvidenceLog _log;

    internal KeyCustody(Database database, KeyRotation rotation, KeyStates states, EvidenceLog log)
    {
        _database = database;
        _rotation = rotation;
        _states = states;
        _log = log;
    }

    /// <summary>
    /// Rotates the institution's key at once, or turns its epoch; the subjects' keys then move in the background, as
    /// <see cref="KeyStateView.SubjectsMoving"/> tells.
    /// </summary>
    public async Task<Result<KeyStateView>> RotateAsync(Caller caller, RotateKeysRequest request, CancellationToken cancellation)
    {
        if (KeyEndpoints.Backups(request.BackupDays) is not { } backups)
        {
            return Failure.Invalid("backupDays", "Say 0 to 400 days, or leave it out for 35.");
        }

        switch (request.Level)
        {
            case "institution":
                await LogAsync(caller, request.Level, backups, cancellation).ConfigureAwait(false);
                await _rotation.RotateInstitutionAsync(caller.InstitutionId, backups, cancellation).ConfigureAwait(false);
                break;
            case "epoch":
                await LogAsync(caller, request.Level, backups, cancellation).ConfigureAwait(false);
                await _rotation.TurnEpochAsync(caller.InstitutionId, backups, cancellation).ConfigureAwait(false);
                await _rotation.MoveSubjectsAsync(caller.InstitutionId, cancellation).ConfigureAwait(false);
                break;
            default:
                return Failure.Invalid("level", "Rotate institution or epoch; the root key is rotated by the operator's command line.");
        }

        return await _database.ReadAsync(session => _states.Read(session, caller.InstitutionId), cancellation).ConfigureAwait(false);
    }

    private Task LogAsync(Caller caller, string level, TimeSpan backups, CancellationToken cancellation) => _database.WriteAsync(
        session => _log.Append(session, new EntryDraft(caller.InstitutionId, "key.rotation-asked")
        {
            StaffId = caller.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["backupDays"] = backups.Days.ToString(CultureInfo.InvariantCulture),
                ["level"] = level,
            },
        }),
        cancellation);
}
