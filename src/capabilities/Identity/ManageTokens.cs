using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Identity;

/// <summary>Tokens by which programs act as a staff member.</summary>
internal sealed class ManageTokens(
    Database database, IdentityStore store, EvidenceLog evidence, CallerResolution callers, IdSource ids, HumanClock human)
{
    private const int DaysMax = 366;
    private const int DaysDefault = 90;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tokens", async (HttpContext http, ManageTokens tokens, CancellationToken cancellation) =>
            Results.Ok(await tokens.ListAsync(Caller.Of(http), cancellation)))
            .Require(Permissions.StaffManage).Produces<IReadOnlyList<TokenView>>();
        routes.MapGet("/tokens/grants", () => Results.Ok(Permissions.Grantable.Select(permission => new GrantView(permission)).ToArray()))
            .Require(null).Produces<IReadOnlyList<GrantView>>();
        routes.MapPost("/tokens", async (CreateTokenRequest request, HttpContext http, ManageTokens tokens, CancellationToken cancellation) =>
            (await tokens.IssueAsync(Caller.Of(http), request, cancellation)).ToCreated())
            .Require(Permissions.StaffManage).Produces<TokenCreated>(201);
        routes.MapDelete("/tokens/{id}", async (string id, HttpContext http, ManageTokens tokens, CancellationToken cancellation) =>
            (await tokens.RevokeAsync(Caller.Of(http), id, cancellation)).ToNoContent())
            .Require(Permissions.StaffManage).Produces(204);
    }

    /// <summary>Issues a token within a transaction; the secret is nowhere but in the answer.</summary>
    public Result<TokenCreated> Issue(Session session, string institutionId, string? byStaffId, CreateTokenRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 64)
        {
            return Failure.Invalid("name", "A token has a name of 1 to 64 characters.");
        }

        if (request.Days is < 1 or > DaysMax)
        {
            return Failure.Invalid("days", $"A token lives 1 to {DaysMax} days.");
        }

        if (store.Staff(session, institutionId, request.StaffId) is null)
        {
            return Failure.Invalid("staffId", "There is no such staff member.");
        }

        var grants = (request.Grants ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (grants.Exists(grant => !Permissions.Grantable.Contains(grant, StringComparer.Ordinal)))
        {
            return Failure.Invalid("grants", $"A token can be granted {string.Join(", ", Permissions.Grantable)} beside its staff member's roles, and nothing else.");
        }

        var now = human.UtcNow;
        var secret = Secrets.New("dt_");
        TokenRow row = new()
        {
            Id = ids.New("tk"), Name = request.Name, StaffId = request.StaffId,
            CreatedAt = UtcMicros.From(now), ExpiresAt = UtcMicros.From(now.AddDays(request.Days ?? DaysDefault)),
            Grants = string.Join(',', grants),
        };
        store.AddToken(session, institutionId, row, Secrets.Hash(secret));
        Record(session, "token.issued", institutionId, row, byStaffId);
        return new TokenCreated(row.View, secret);
    }

    private Task<TokenView[]> ListAsync(Caller caller, CancellationToken cancellation) =>
        database.ReadAsync(session => store.Tokens(session, caller.InstitutionId).Select(row => row.View).ToArray(), cancellation);

    private Task<Result<TokenCreated>> IssueAsync(Caller caller, CreateTokenRequest request, CancellationToken cancellation) =>
        database.WriteAsync(session => Issue(session, caller.InstitutionId, caller.StaffId, request), cancellation);

    private async Task<Result<bool>> RevokeAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var revoked = await database.WriteAsync<Result<bool>>(
            session =>
            {
                if (store.RemoveToken(session, caller.InstitutionId, id) is not { } staffId)
                {
                    return Failure.NotFound("token");
                }

                Record(session, "token.revoked", caller.InstitutionId, new TokenRow { Id = id, StaffId = staffId }, caller.StaffId);
                return true;
            },
            cancellation);
        callers.Forget();
        return revoked;
    }

    private void Record(Session session, string act, string institutionId, TokenRow token, string? byStaffId)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal) { ["token"] = token.Id, ["staff"] = token.StaffId };
        if (token.Grants.Length > 0)
        {
            details["grants"] = token.Grants;
        }

        evidence.Append(session, new EntryDraft(institutionId, act) { StaffId = byStaffId, Details = details });
    }
}
