using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daylight.Platform.Objects.S3;

/// <summary>
/// Signs requests as AWS Signature Version 4 has it for S3: every header that is set, and the hash of the body. Checked against
/// the four examples that AWS publishes.
/// </summary>
internal sealed class S3Signature(S3Credentials credentials, string region)
{
    /// <summary>The SHA-256 of an empty body.</summary>
    public const string EmptyBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Signs. Nothing may be added to the request after it.</summary>
    /// <param name="request">Its path and query are escaped as they will be sent.</param>
    /// <param name="bodyHash">The SHA-256 of the body, lower-case hex.</param>
    /// <param name="now">Real time: the store compares it with its own.</param>
    public void Sign(HttpRequestMessage request, string bodyHash, DateTimeOffset now)
    {
        var moment = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.Add("x-amz-date", moment);
        request.Headers.Add("x-amz-content-sha256", bodyHash);
        if (credentials.SessionToken is { } token)
        {
            request.Headers.Add("x-amz-security-token", token);
        }

        var headers = Headers(request);
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = string.Join('\n', [
            request.Method.Method,
            request.RequestUri.AbsolutePath,
            Query(request.RequestUri),
            .. headers.Select(header => $"{header.Name}:{header.Value}"),
            "",
            names,
            bodyHash,
        ]);
        var scope = $"{moment[..8]}/{region}/s3/aws4_request";
        var text = string.Join('\n', [Algorithm, moment, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))]);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Key(moment[..8]), Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("Authorization", $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static List<(string Name, string Value)> Headers(HttpRequestMessage request)
    {
        var content = request.Content?.Headers.Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) ?? [];
        return [.. request.Headers.Concat(content)
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value.Select(value => value.Trim()))))
            .OrderBy(header => header.Name, StringComparer.Ordinal)];
    }

    private static string Query(Uri uri) => string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Contains('=', StringComparison.Ordinal) ? part : part + "=")
        .Order(StringComparer.Ordinal));

    private byte[] Key(string day)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        foreach (var part in (string[])[day, region, "s3", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }
}
