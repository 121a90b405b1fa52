using System.Diagnostics;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform.Web;

/// <summary>The one place where failures become HTTP answers (problem+json, RFC 9457) with a stable <c>code</c>.</summary>
public static partial class Problems
{
    /// <summary>200 with the value, or the problem.</summary>
    public static IResult ToHttp<T>(this Result<T> result) =>
        result.Failure is { } failure ? From(failure) : Results.Ok(result.Value);

    /// <summary>201 with the value, or the problem.</summary>
    public static IResult ToCreated<T>(this Result<T> result) =>
        result.Failure is { } failure ? From(failure) : Results.Json(result.Value, statusCode: StatusCodes.Status201Created);

    /// <summary>204, or the problem.</summary>
    public static IResult ToNoContent<T>(this Result<T> result) =>
        result.Failure is { } failure ? From(failure) : Results.NoContent();

    /// <summary>The problem document of a failure.</summary>
    public static IResult From(Failure failure)
    {
        ProblemDetails problem = new()
        {
            Type = $"urn:daylight:problem:{failure.Code}",
            Title = Title(failure.Kind),
            Status = Status(failure.Kind),
            Detail = failure.Detail,
        };
        problem.Extensions["code"] = failure.Code;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? "";
        if (failure.Field is not null)
        {
            problem.Extensions["errors"] = new[] { new FieldError(failure.Field, failure.Detail) };
        }

        if (failure.Facts is not null)
        {
            problem.Extensions["facts"] = failure.Facts;
        }

        return Results.Problem(problem);
    }

    /// <summary>Answers what nobody caught: a bad request by its kind, all else as 500 without details.</summary>
    public static async Task HandleAsync(HttpContext context, ILogger log)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var failure = error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                new Failure(FailureKind.TooLarge, "body-too-large", "The request body is larger than this endpoint accepts; send it in smaller parts."),
            SubjectErasedException => new Failure(FailureKind.Conflict, "erased", "This person's data was erased; nothing can be recorded about them any more."),
            KeyProviderException => new Failure(FailureKind.Unavailable, "key-provider-unavailable", "The service that keeps the root key does not answer; try again later."),
            ObjectStoreException => new Failure(FailureKind.Unavailable, "object-store-unavailable", "The store that keeps recordings and files does not give this one now; try again later."),
            _ when Outage.Is(error) => new Failure(
                FailureKind.Unavailable, "storage-unavailable", "The disk or the database cannot be written now, and this was not done. Send it again later with the same Idempotency-Key."),
            BadHttpRequestException bad => new Failure(FailureKind.Invalid, "malformed-request", Describe(bad)),
            _ => null,
        };
        if (failure is null)
        {
            LogUnexpected(log, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint", error);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await Results.Problem(new ProblemDetails
            {
                Type = "urn:daylight:problem:internal",
                Title = "Something broke on our side",
                Status = StatusCodes.Status500InternalServerError,
                Detail = "Send the request again with the same Idempotency-Key: what was done is not done twice. If it stays, give the trace id to the operator.",
                Extensions = { ["code"] = "internal", ["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier },
            }).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (failure.Code == "storage-unavailable")
        {
            LogOutage(log, error!.Message); // It is one of the named failures, whose messages say nothing of people.
        }

        await From(failure).ExecuteAsync(context).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be kept now: {Reason}")]
    private static partial void LogOutage(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void LogUnexpected(ILogger log, string method, string endpoint, Exception? failure);

    private static string Describe(BadHttpRequestException bad) => bad.InnerException is System.Text.Json.JsonException json
        ? $"The body is not the JSON this endpoint expects: {json.Path ?? "$"}, line {json.LineNumber + 1}, byte {json.BytePositionInLine}."
        : "The request is malformed: a required parameter or the body is missing, or has the wrong type.";

    private static int Status(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => StatusCodes.Status400BadRequest,
        FailureKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        FailureKind.Forbidden => StatusCodes.Status403Forbidden,
        FailureKind.NotFound => StatusCodes.Status404NotFound,
        FailureKind.Conflict => StatusCodes.Status409Conflict,
        FailureKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FailureKind.TooMany => StatusCodes.Status429TooManyRequests,
        FailureKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string Title(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => "The request cannot be accepted",
        FailureKind.Unauthenticated => "Sign in first",
        FailureKind.Forbidden => "Not allowed",
        FailureKind.NotFound => "Not found",
        FailureKind.Conflict => "Contradicts what is already there",
        FailureKind.TooLarge => "Too large",
        FailureKind.TooMany => "Too many attempts",
        FailureKind.Unavailable => "Not available now",
        _ => "Failed",
    };

    private sealed record FieldError(string Field, string Message);
}
