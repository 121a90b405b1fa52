using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Contact;

/// <summary>
/// How many permits that are out would be refused after a new standing of the sender, so that whoever states it knows what it
/// ends. It changes nothing: a permit is judged again when it is used (<see cref="Permits.Use"/>), and falls there.
/// </summary>
public sealed class ForeseeStanding
{
    /// <summary>More permits than this are not looked at for one answer; they live ten minutes at most.</summary>
    private const int PermitsMax = 500;

    private readonly CaseFiles _cases;
    private readonly GateDesk _desk;
    private readonly SenderStandings _senders;
    private readonly TimeProvider _clock;

    internal ForeseeStanding(CaseFiles cases, GateDesk desk, SenderStandings senders, TimeProvider clock)
    {
        _cases = cases;
        _desk = desk;
        _senders = senders;
        _clock = clock;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/contacts/permits/foresight", ForeseeAsync).Require(Permissions.StandingState).Produces<StandingForesight>();

    /// <summary>Counts, as of now.</summary>
    public StandingForesight Foresee(Session session, Caller caller, ForeseeStandingRequest request)
    {
        var now = _clock.GetUtcNow();
        var staffId = request.Institution is null ? request.StaffId ?? "" : "";
        var open = PermitStore.CountOpen(session, caller.InstitutionId, staffId, UtcMicros.From(now));
        var looked = PermitStore.Open(session, caller.InstitutionId, staffId, UtcMicros.From(now), PermitsMax);
        return new StandingForesight(open, looked.Count(permit => Falls(session, permit, request, now)), looked.Count == open);
    }

    /// <summary>Whether a permit stands today and would not after the statements.</summary>
    private bool Falls(Session session, PermitRow permit, ForeseeStandingRequest request, DateTimeOffset now)
    {
        var contact = EventStore.ById(session, permit.InstitutionId, permit.ContactId)!; // Written together with its permit.
        var file = GateFile.Read(session, _cases, permit.InstitutionId, contact.CaseId);
        var reopened = _desk.Reopen(session, file, permit, contact, now);
        if (reopened.IsFailure || !reopened.Value.Decide(now).IsPermitted)
        {
            return false;
        }

        var inquiry = reopened.Value;
        var staff = request.StaffId == permit.StaffId ? request.Staff : null;
        var sender = _senders.Supposing(session, permit.InstitutionId, permit.StaffId, request.Institution, staff);
        return !(inquiry with { State = inquiry.State with { Sender = SenderReading.Of(sender, inquiry.Intent.Channel) } }).Decide(now).IsPermitted;
    }

    private static async Task<IResult> ForeseeAsync(
        ForeseeStandingRequest request, HttpContext http, Database database, ForeseeStanding foresee, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        return Results.Ok(await database.ReadAsync(session => foresee.Foresee(session, caller, request), cancellation));
    }
}

/// <summary>Statements about the sender that nobody has made yet.</summary>
/// <param name="Institution">What the institution would state; null leaves it as it is.</param>
/// <param name="StaffId">The staff member; only their permits are counted, unless the institution states something too.</param>
/// <param name="Staff">What would be stated of that staff member; null leaves it as it is.</param>
public sealed record ForeseeStandingRequest(
    StateInstitutionStandingRequest? Institution = null, string? StaffId = null, StateStaffStandingRequest? Staff = null);

/// <summary>What statements about the sender would do to the permits that are out.</summary>
/// <param name="Open">How many unused permits are out.</param>
/// <param name="Refused">How many of them the gate would refuse when they are used.</param>
/// <param name="Complete">Whether all of them were looked at; if not, more than <paramref name="Refused"/> may fall.</param>
public sealed record StandingForesight(long Open, int Refused, bool Complete);
