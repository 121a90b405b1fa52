using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace Daylight.Identity;

/// <summary>
/// What is known of the sender of a contact: the institution's standing and that of each staff member. The last statement
/// counts whole; each leaves its entry, also one that says the same again.
/// </summary>
internal sealed class StateStanding(Database database, IdentityStore store, EvidenceLog evidence, TimeProvider clock)
{
    private static readonly DateOnly DayMin = new(1990, 1, 1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/institution/standing", async (HttpContext http, StateStanding standing, CancellationToken cancellation) =>
            (await standing.InstitutionAsync(Caller.Of(http), cancellation)).ToHttp())
            .Require(null).Produces<InstitutionStandingView>();
        routes.MapPut("/institution/standing", async (StateInstitutionStandingRequest request, HttpContext http, StateStanding standing, CancellationToken cancellation) =>
            (await standing.StateAsync(Caller.Of(http), request, cancellation)).ToHttp())
            .Require(Permissions.StandingState).Produces<InstitutionStandingView>();
        routes.MapGet("/staff/standings", async (HttpContext http, StateStanding standing, CancellationToken cancellation) =>
            Results.Ok(await standing.StaffAsync(Caller.Of(http), cancellation)))
            .Require(Permissions.StandingState).Produces<IReadOnlyList<StaffStandingView>>();
        routes.MapPut("/staff/{id}/standing", async (string id, StateStaffStandingRequest request, HttpContext http, StateStanding standing, CancellationToken cancellation) =>
            (await standing.StateAsync(Caller.Of(http), id, request, cancellation)).ToHttp())
            .Require(Permissions.StandingState).Produces<StaffStandingView>();
    }

    /// <summary>States the institution's standing within a transaction.</summary>
    public Result<InstitutionStandingView> State(Session session, Caller caller, StateInstitutionStandingRequest request)
    {
        if (Past(caller, "evaluatedOn", request.EvaluatedOn) is { } failure)
        {
            return failure;
        }

        if (request.LicensedUntil is { } last && (request.Licensed != true || last < DayMin))
        {
            return Failure.Invalid("licensedUntil", $"Give a last day only where licensed is true, from {DayMin:yyyy-MM-dd} on.");
        }

        InstitutionStandingRow row = new()
        {
            InstitutionId = caller.InstitutionId,
            Listed = StandingStore.Flag(request.Listed),
            Licensed = StandingStore.Flag(request.Licensed),
            LicensedUntil = StandingStore.Day(request.LicensedUntil),
            EvaluatedOn = StandingStore.Day(request.EvaluatedOn),
            LenderConsent = StandingStore.Flag(request.LenderConsent),
            CallerIdShown = StandingStore.Flag(request.CallerIdShown),
            PremiumRate = StandingStore.Flag(request.PremiumRate),
            StatedBy = caller.StaffId,
            StatedAt = UtcMicros.From(clock.GetUtcNow()),
        };
        StandingStore.State(session, row);
        Record(session, caller, "institution.standing-stated", new(StringComparer.Ordinal)
        {
            ["listed"] = Word(request.Listed), ["licensed"] = Word(request.Licensed), ["licensedUntil"] = row.LicensedUntil ?? "",
            ["evaluatedOn"] = row.EvaluatedOn ?? "", ["lenderConsent"] = Word(request.LenderConsent),
            ["callerIdShown"] = Word(request.CallerIdShown), ["premiumRate"] = Word(request.PremiumRate),
        });
        return Institution(session, caller);
    }

    /// <summary>States a staff member's standing within a transaction.</summary>
    public Result<StaffStandingView> State(Session session, Caller caller, string staffId, StateStaffStandingRequest request)
    {
        if (Past(caller, "trainedOn", request.TrainedOn) is { } failure)
        {
            return failure;
        }

        if (store.Staff(session, caller.InstitutionId, staffId) is null)
        {
            return Failure.NotFound("staff member");
        }

        StaffStandingRow row = new()
        {
            StaffId = staffId,
            InstitutionId = caller.InstitutionId,
            TrainedOn = StandingStore.Day(request.TrainedOn),
            OwnDevice = StandingStore.Flag(request.OwnDevice),
            StatedBy = caller.StaffId,
            StatedAt = UtcMicros.From(clock.GetUtcNow()),
        };
        StandingStore.State(session, row);
        Record(session, caller, "staff.standing-stated", new(StringComparer.Ordinal)
        {
            ["staff"] = staffId, ["trainedOn"] = row.TrainedOn ?? "", ["ownDevice"] = Word(request.OwnDevice),
        });
        return row.View;
    }

    private Task<Result<InstitutionStandingView>> InstitutionAsync(Caller caller, CancellationToken cancellation) =>
        database.ReadAsync(session => Institution(session, caller), cancellation);

    private static Result<InstitutionStandingView> Institution(Session session, Caller caller) =>
        StandingStore.Institution(session, caller.InstitutionId) is { } row ? row.View : Failure.NotFound("institution");

    private Task<StaffStandingView[]> StaffAsync(Caller caller, CancellationToken cancellation) => database.ReadAsync(
        session => StandingStore.Staff(session, caller.InstitutionId).Select(row => row.View).ToArray(),
        cancellation);

    private Task<Result<InstitutionStandingView>> StateAsync(Caller caller, StateInstitutionStandingRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => State(session, caller, request), cancellation);

    private Task<Result<StaffStandingView>> StateAsync(Caller caller, string staffId, StateStaffStandingRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => State(session, caller, staffId, request), cancellation);

    /// <summary>What is dated must have happened: a day after today in the institution's zone would hold for too long.</summary>
    private Failure? Past(Caller caller, string field, DateOnly? day)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(caller.InstitutionZone) ?? DateTimeZone.Utc;
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date.ToDateOnly();
        return day < DayMin || day > today
            ? Failure.Invalid(field, $"Give a day from {DayMin:yyyy-MM-dd} to today, {today:yyyy-MM-dd}.")
            : null;
    }

    private void Record(Session session, Caller caller, string act, Dictionary<string, string> details) =>
        evidence.Append(session, new EntryDraft(caller.InstitutionId, act) { StaffId = caller.StaffId, Details = details });

    private static string Word(bool? flag) => flag switch
    {
        true => "yes",
        false => "no",
        null => "",
    };
}
