using System.Collections.Concurrent;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Identity;

/// <summary>Signing in, asking who one is, and signing out.</summary>
internal sealed class SignIn(
    Database database, IdentityStore store, EvidenceLog evidence, CallerResolution callers, HumanClock human, TimeProvider clock)
{
    private const int AttemptsMax = 5;
    private const int NamesMax = 10_000;
    private const int NameMax = 64;
    private const int PasswordMax = 1024;
    private static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SessionLasts = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Last)> _attempts = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session", async (SignInRequest request, HttpContext http, SignIn signIn, CancellationToken cancellation) =>
            (await signIn.OpenAsync(request, http, cancellation)).ToHttp())
            .Produces<SessionView>().ProducesProblem(401);
        routes.MapGet("/session", async (HttpContext http, SignIn signIn, CancellationToken cancellation) =>
            (await signIn.CurrentAsync(Caller.Of(http), cancellation)).ToHttp())
            .Require(null).Produces<SessionView>();
        routes.MapDelete("/session", async (HttpContext http, SignIn signIn, CancellationToken cancellation) =>
            {
                await signIn.CloseAsync(http, cancellation);
                return Results.NoContent();
            })
            .Require(null).Produces(204);
    }

    private async Task<Result<SessionView>> OpenAsync(SignInRequest request, HttpContext http, CancellationToken cancellation)
    {
        if (request.Name.Length > NameMax || request.Institution?.Length > NameMax || request.Password.Length > PasswordMax)
        {
            return Wrong();
        }

        var found = await database.ReadAsync(session => Find(session, request), cancellation);
        var key = found?.Staff.Id ?? $"{request.Institution}|{request.Name}";
        if (Count(key) > AttemptsMax)
        {
            return new Failure(FailureKind.TooMany, "too-many-attempts", "Too many wrong passwords for this name; wait a minute and try again.");
        }

        if (!Passwords.Fits(request.Password, found?.Staff.Password) || found is not { Staff.Active: 1 } fits)
        {
            await RefuseAsync(found, cancellation);
            return Wrong();
        }

        _attempts.TryRemove(key, out _);
        var secret = Secrets.New("ds_");
        await database.WriteAsync(session => Write(session, fits, secret), cancellation);
        http.Response.Cookies.Append(CallerResolution.Cookie, secret, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", MaxAge = SessionLasts,
        });
        return View(fits.Staff, fits.Institution);
    }

    private async Task<Result<SessionView>> CurrentAsync(Caller caller, CancellationToken cancellation) => await database.ReadAsync(
        session => View(store.Staff(session, caller.InstitutionId, caller.StaffId)!, store.Institution(session, caller.InstitutionId)!),
        cancellation);

    private async Task CloseAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.Request.Cookies[CallerResolution.Cookie] is { } secret)
        {
            await database.WriteAsync(session => store.RemoveSession(session, Secrets.Hash(secret)), cancellation);
            callers.Forget();
            http.Response.Cookies.Delete(CallerResolution.Cookie);
        }
    }

    private Found? Find(Session session, SignInRequest request)
    {
        var institutions = store.Institutions(session);
        var institution = request.Institution is { Length: > 0 } wanted
            ? institutions.Find(row => row.Id == wanted || row.Name == wanted)
            : institutions.Count == 1 ? institutions[0] : null;
        return institution is not null && store.StaffByName(session, institution.Id, request.Name) is { } staff
            ? new Found(staff, institution)
            : null;
    }

    private void Write(Session session, Found found, string secret)
    {
        var now = human.UtcNow;
        store.AddSession(session, Secrets.Hash(secret), found.Institution.Id, found.Staff.Id, UtcMicros.From(now), UtcMicros.From(now + SessionLasts));
        evidence.Append(session, new EntryDraft(found.Institution.Id, "session.opened") { StaffId = found.Staff.Id });
    }

    private static Failure Wrong() => new(FailureKind.Unauthenticated, "wrong-name-or-password", "The name or the password is wrong.");

    /// <summary>Counts the attempt before the password is looked at, so that many at once cannot slip past.</summary>
    private int Count(string key)
    {
        var now = human.UtcNow;
        if (_attempts.Count >= NamesMax)
        {
            foreach (var old in _attempts.Where(pair => now - pair.Value.Last >= ClosedFor))
            {
                _attempts.TryRemove(old);
            }
        }

        return _attempts.AddOrUpdate(key, _ => (1, now), (_, old) => now - old.Last >= ClosedFor ? (1, now) : (old.Count + 1, old.Count < AttemptsMax ? now : old.Last)).Count;
    }

    private async Task RefuseAsync(Found? found, CancellationToken cancellation)
    {
        if (found is not null)
        {
            await database.WriteAsync(
                session => evidence.Append(session, new EntryDraft(found.Institution.Id, "session.refused") { StaffId = found.Staff.Id }),
                cancellation);
        }
    }

    private SessionView View(StaffRow staff, InstitutionRow institution)
    {
        var pace = clock is SimulatedClock simulated ? simulated.Pace : 1;
        return new SessionView(
            staff.View,
            new InstitutionView(institution.Id, institution.Name, institution.Zone),
            [.. Permissions.Of(staff.RoleList).Order(StringComparer.Ordinal)],
            new ClockView(clock.GetUtcNow(), clock is SimulatedClock, pace));
    }

    private sealed record Found(StaffRow Staff, InstitutionRow Institution);
}
