using System.Collections.Concurrent;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Daylight.Identity;

/// <summary>Finds out who calls, from the session cookie or the bearer token, before any endpoint runs.</summary>
internal sealed class CallerResolution(Database database, IdentityStore store, HumanClock human)
{
    public const string Cookie = "daylight";
    private const int CacheMax = 10_000;
    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> _cache = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var bearer = Bearer(http);
        var secret = bearer ?? http.Request.Cookies[Cookie];
        var hash = secret is null ? null : Secrets.Hash(secret);
        if (hash is not null && await ResolveAsync(hash, bearer is not null, http.RequestAborted) is { } caller)
        {
            if (bearer is null && IsForeignWrite(http))
            {
                await Problems.From(new Failure(FailureKind.Forbidden, "missing-header", "A write from a browser session must carry the header X-Daylight: 1.")).ExecuteAsync(http);
                return;
            }

            http.Features.Set(caller);
            http.Features.Set(new CallerCredential(hash, bearer is not null));
        }

        await next(http);
    }

    /// <summary>Forgets what is cached, after a staff member, a session or a token has changed.</summary>
    public void Forget() => _cache.Clear();

    private static string? Bearer(HttpContext http)
    {
        string? header = http.Request.Headers.Authorization;
        return header is not null && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    private static bool IsForeignWrite(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method)
        && !http.Request.Path.StartsWithSegments("/hub", StringComparison.Ordinal)
        && http.Request.Headers["X-Daylight"] != "1";

    private async Task<Caller?> ResolveAsync(string hash, bool isToken, CancellationToken cancellation)
    {
        var now = human.UtcNow;
        if (_cache.TryGetValue(hash, out var known) && known.Until > now)
        {
            return known.Caller;
        }

        var owner = await database.ReadAsync(session => store.Owners(session, [hash], isToken, UtcMicros.From(now)).FirstOrDefault(), cancellation);
        if (owner is null)
        {
            return null;
        }

        if (_cache.Count >= CacheMax)
        {
            _cache.Clear();
        }

        var ends = UtcMicros.ToInstant(owner.ExpiresAt);
        _cache[hash] = (owner.Caller, ends < now + CachedFor ? ends : now + CachedFor);
        return owner.Caller;
    }
}
