using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Daylight.Platform.Callers;

/// <summary>Marks which permission an endpoint asks for; a test reads it from every endpoint.</summary>
/// <param name="Permission">A permission of <see cref="Permissions"/>, or null if being signed in is enough.</param>
public sealed record RequiredPermission(string? Permission);

/// <summary>Authorisation of endpoints.</summary>
public static class RequireCaller
{
    /// <summary>
    /// Lets only signed-in callers through, and only with the permission (null: any signed-in caller). Writes of a browser
    /// session must carry the header <c>X-Daylight: 1</c>, which no foreign page can send.
    /// </summary>
    public static RouteHandlerBuilder Require(this RouteHandlerBuilder endpoint, string? permission) => endpoint
        .WithMetadata(new RequiredPermission(permission))
        .AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (http.Features.Get<Caller>() is not { } caller)
            {
                return Problems.From(new Failure(FailureKind.Unauthenticated, "not-signed-in", "Sign in, or send a valid bearer token."));
            }

            if (permission is not null && !caller.May(permission))
            {
                return Problems.From(Caller.Lacks(permission));
            }

            return await next(context);
        });
}
