using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace Daylight.Platform.Web;

/// <summary>Who repeats a request, under which <c>Idempotency-Key</c>, and a hash of what was asked.</summary>
public sealed record RequestKey(string InstitutionId, string StaffId, string? Key, string RequestHash)
{
    private const int KeyLengthMax = 200;

    /// <summary>Reads the key from a request; without the header every request is new.</summary>
    /// <param name="http">The request.</param>
    /// <param name="institutionId">The caller's institution.</param>
    /// <param name="staffId">The caller.</param>
    /// <param name="request">The parsed body.</param>
    public static RequestKey From(HttpContext http, string institutionId, string staffId, object request)
    {
        string? key = http.Request.Headers["Idempotency-Key"];
        var text = $"{http.Request.Method} {http.Request.Path}\n{JsonSerializer.Serialize(request)}";
        if (key is { Length: > KeyLengthMax })
        {
            throw new BadHttpRequestException($"An Idempotency-Key has at most {KeyLengthMax} characters.");
        }

        return new RequestKey(
            institutionId,
            staffId,
            key is { Length: > 0 } ? key : null,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}

/// <summary>
/// Makes a write happen once: the answer is stored, sealed, in the same transaction as the write, and given again to whoever
/// repeats the request with the same key within <see cref="AnswersKept"/>. A failure is not stored: it may be tried again.
/// </summary>
public sealed class Idempotency(KeyRing keys, HumanClock clock)
{
    /// <summary>How long a stored answer is given again, by people's clock; afterwards it is purged and the key is new.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromHours(72);

    /// <summary>Runs the work, or gives the stored answer of its first run.</summary>
    /// <returns>The answer; a failure <c>idempotency-mismatch</c> if the same key came with another request.</returns>
    public Result<T> Once<T>(Session session, RequestKey request, Func<Result<T>> work)
    {
        if (request.Key is null)
        {
            return work();
        }

        session.Lock($"idempotency:{request.InstitutionId}:{request.StaffId}:{request.Key}");
        var sealing = keys.Institution(session, request.InstitutionId, "responses");
        var context = $"idempotency|{request.StaffId}|{request.Key}";
        var stored = session.First<StoredResponse>(
            """
            SELECT request_hash AS RequestHash, response AS Response FROM idempotency
            WHERE institution_id = @InstitutionId AND staff_id = @StaffId AND idempotency_key = @Key
            """,
            request);
        if (stored is not null)
        {
            return stored.RequestHash == request.RequestHash
                ? JsonSerializer.Deserialize<T>(FieldSeal.Open(sealing, context, stored.Response))!
                : new Failure(FailureKind.Conflict, "idempotency-mismatch", "This Idempotency-Key was used before with a different request; use a new key.");
        }

        var answer = work();
        if (!answer.IsFailure)
        {
            session.Write(
                """
                INSERT INTO idempotency (institution_id, staff_id, idempotency_key, request_hash, response, created_at)
                VALUES (@InstitutionId, @StaffId, @Key, @RequestHash, @response, @now)
                """,
                new
                {
                    request.InstitutionId,
                    request.StaffId,
                    request.Key,
                    request.RequestHash,
                    response = FieldSeal.Seal(sealing, context, JsonSerializer.SerializeToUtf8Bytes(answer.Value)),
                    now = UtcMicros.From(clock.UtcNow),
                });
        }

        return answer;
    }

    private sealed class StoredResponse
    {
        public string RequestHash { get; init; } = "";

        public byte[] Response { get; init; } = [];
    }
}
