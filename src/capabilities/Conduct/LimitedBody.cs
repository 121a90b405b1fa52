using System.Reflection;
using System.Text.Json;
using Daylight.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daylight.Conduct;

/// <summary>A JSON body of at most <see cref="UtteranceLimits.BodyBytesMax"/> bytes; a larger one is refused with a sentence, unread.</summary>
/// <param name="Request">The body, or what is wrong with it.</param>
public sealed record LimitedBody<T>(Result<T> Request) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads the body of a request.</summary>
    public static async ValueTask<LimitedBody<T>> BindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        const int most = UtteranceLimits.BodyBytesMax;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Our own count below speaks first; a client that streams without end is cut off a little later.
            size.MaxRequestBodySize = most + 1024;
        }

        if (http.Request.ContentLength > most)
        {
            return new LimitedBody<T>(ConductErrors.BodyTooLarge(most));
        }

        using MemoryStream body = new();
        var block = new byte[81920];
        int read;
        while ((read = await http.Request.Body.ReadAsync(block, http.RequestAborted).ConfigureAwait(false)) > 0)
        {
            body.Write(block, 0, read);
            if (body.Length > most)
            {
                return new LimitedBody<T>(ConductErrors.BodyTooLarge(most));
            }
        }

        return new LimitedBody<T>(Parse(http, body));
    }

    /// <summary>Tells the OpenAPI document what the body is.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
    }

    private static Result<T> Parse(HttpContext http, MemoryStream body)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            var value = JsonSerializer.Deserialize<T>(body.GetBuffer().AsSpan(0, (int)body.Length), options);
            return value is null ? Malformed("$") : value;
        }
        catch (JsonException wrong)
        {
            return Malformed($"{wrong.Path ?? "$"}, line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}");
        }
    }

    private static Failure Malformed(string where) =>
        new(FailureKind.Invalid, "malformed-request", $"The body is not the JSON this endpoint expects: {where}.");
}
