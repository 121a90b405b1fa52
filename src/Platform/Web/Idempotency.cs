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
/// What is about a person (<see cref="Session.Subject"/>) is sealed under their key, so that answer and hash of the request are
/// erased with them, in backups too; that the request was made stays known, and it is never carried out twice.
/// </summary>
public sealed class Idempotency(KeyRing keys, HumanClock clock)
{
    /// <summary>How long a stored answer is given again, by people's clock; afterwards it is purged and the key is new.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromHours(72);

    private const byte HashEnd = (byte)'\n';

    private static readonly Failure Mismatch = new(
        FailureKind.Conflict, "idempotency-mismatch", "This Idempotency-Key was used before with a different request; use a new key.");

    private static readonly Failure Erased = new(
        FailureKind.Conflict, "idempotency-answer-erased", "This Idempotency-Key was used before; the answer was erased with the person it was about. Nothing was done again.");

    /// <summary>Runs the work, or gives the stored answer of its first run.</summary>
    /// <returns>The answer; a failure <c>idempotency-mismatch</c> if the same key came with another request, <c>idempotency-answer-erased</c> if the answer is gone.</returns>
    public Result<T> Once<T>(Session session, RequestKey request, Func<Result<T>> work)
    {
        if (request.Key is null)
        {
            return work();
        }

        session.Lock($"idempotency:{request.InstitutionId}:{request.StaffId}:{request.Key}");
        var stored = session.First<StoredAnswer>(
            """
            SELECT subject_id AS SubjectId, response AS Response FROM idempotency
            WHERE institution_id = @InstitutionId AND staff_id = @StaffId AND idempotency_key = @Key
            """,
            request);
        if (stored is not null)
        {
            return Again<T>(session, request, stored);
        }

        var answer = work();
        if (!answer.IsFailure)
        {
            Store(session, request, JsonSerializer.SerializeToUtf8Bytes(answer.Value));
        }

        return answer;
    }

    private Result<T> Again<T>(Session session, RequestKey request, StoredAnswer stored)
    {
        if (stored.Response.Length == 0 || Key(session, request.InstitutionId, stored.SubjectId) is not { } key)
        {
            return Erased;
        }

        var opened = FieldSeal.Open(key, Context(request), stored.Response).AsSpan();
        var end = opened.IndexOf(HashEnd);
        return opened[..end].SequenceEqual(Encoding.ASCII.GetBytes(request.RequestHash))
            ? JsonSerializer.Deserialize<T>(opened[(end + 1)..])!
            : Mismatch;
    }

    /// <summary>The hash of the request lies within the seal: of a short request it could be guessed from outside.</summary>
    private void Store(Session session, RequestKey request, byte[] answer)
    {
        var key = Key(session, request.InstitutionId, session.Subject);
        session.Write(
            """
            INSERT INTO idempotency (institution_id, staff_id, idempotency_key, subject_id, response, created_at)
            VALUES (@InstitutionId, @StaffId, @Key, @Subject, @response, @now)
            """,
            new
            {
                request.InstitutionId,
                request.StaffId,
                request.Key,
                session.Subject,
                response = key is null ? [] : FieldSeal.Seal(key, Context(request), [.. Encoding.ASCII.GetBytes(request.RequestHash), HashEnd, .. answer]),
                now = UtcMicros.From(clock.UtcNow),
            });
    }

    /// <summary>The key of the person an answer is about, null if they were erased; the institution's if it is about nobody.</summary>
    private byte[]? Key(Session session, string institutionId, string? subjectId)
    {
        if (subjectId is null)
        {
            return keys.Institution(session, institutionId, "responses");
        }

        return keys.FindSubject(session, institutionId, subjectId)?.Key
            ?? (keys.IsErased(session, institutionId, subjectId) ? null : keys.Subject(session, institutionId, subjectId).Key);
    }

    private static string Context(RequestKey request) => $"idempotency|{request.StaffId}|{request.Key}";

    private sealed class StoredAnswer
    {
        public string? SubjectId { get; init; }

        public byte[] Response { get; init; } = [];
    }
}
