using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Daylight.Platform.Web;

/// <summary>
/// Refuses NUL characters at the edge, with the field that holds one: no text of ours may have any, PostgreSQL cannot store
/// them, and SQLite would. Files that are imported are looked through row by row instead.
/// </summary>
public static class NulCharacters
{
    /// <summary>What is wrong with a field that holds one.</summary>
    public const string Sentence = "holds a NUL character (U+0000), which no text may have; remove it";

    /// <summary>Looks through the queries and the JSON bodies of API requests before an endpoint reads them.</summary>
    public static IApplicationBuilder UseNulGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (await FieldAsync(http).ConfigureAwait(false) is { } field)
        {
            await Problems.From(Failure.Invalid(field, $"The field {Sentence}.")).ExecuteAsync(http).ConfigureAwait(false);
            return;
        }

        await next(http).ConfigureAwait(false);
    });

    /// <summary>The path of the first text with a NUL character in a JSON document, such as <c>utterances[0].text</c>; null if there is none or it is no JSON.</summary>
    public static string? Find(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\\u0000"u8) < 0)
        {
            return null; // Bare ones are no JSON: the reader refuses them.
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Find(document.RootElement, "");
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair: refused by whoever reads the text.
        }
    }

    private static async Task<string?> FieldAsync(HttpContext http)
    {
        if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            && http.Request.Query.FirstOrDefault(pair => pair.Value.Any(value => value?.Contains('\0') == true)).Key is { } query)
        {
            return query;
        }

        if (!http.Request.HasJsonContentType())
        {
            return null;
        }

        MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        body.Position = 0;
        http.Request.Body = body;
        return Find(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private static string? Find(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Contains('\0', StringComparison.Ordinal) ? Shown(path) : null,
        JsonValueKind.Object => element.EnumerateObject()
            .Select(member => member.Name.Contains('\0', StringComparison.Ordinal) ? Shown(path) : Find(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray().Select((member, place) => Find(member, $"{path}[{place}]")).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string Shown(string path) => path.Length == 0 ? "$" : path;
}
