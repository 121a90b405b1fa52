using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Daylight.Platform.Objects.S3;

/// <summary>Who asks a store that speaks S3. A class, so that no log prints it field by field.</summary>
/// <param name="accessKeyId">The public half.</param>
/// <param name="secretAccessKey">The secret half.</param>
/// <param name="sessionToken">Of temporary credentials.</param>
internal sealed class S3Credentials(string accessKeyId, string secretAccessKey, string? sessionToken)
{
    public string AccessKeyId { get; } = accessKeyId;

    public string SecretAccessKey { get; } = secretAccessKey;

    public string? SessionToken { get; } = sessionToken;
}

/// <summary>How a bucket's address is made.</summary>
internal enum S3Addressing
{
    /// <summary><c>https://endpoint/bucket/key</c>.</summary>
    Path,

    /// <summary><c>https://bucket.endpoint/key</c>.</summary>
    VirtualHost,
}

/// <summary>How long the store must refuse to remove an object, and whether anybody may lift it.</summary>
internal sealed record S3Retention(string Mode, int Days);

/// <summary>Which store outside keeps the objects: <c>config/objects.json</c> in the data directory; without the file, none.</summary>
internal sealed partial record S3Settings(Uri Endpoint, string Region, string Bucket, string Prefix, S3Addressing Addressing, S3Credentials Credentials)
{
    private const int RetentionDaysMax = 36_500;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Sent along where the bucket offers Object Lock; null asks for none.</summary>
    public S3Retention? Retention { get; init; }

    /// <summary>Reads the file; null if there is none or it says <c>folder</c>.</summary>
    /// <exception cref="InvalidOperationException">It says something that cannot be meant, or the credentials are missing.</exception>
    public static S3Settings? Read(DataDirectory data)
    {
        var path = Path.Combine(data.Config, "objects.json");
        return File.Exists(path) ? new SettingsFile(path).Read() : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();

    [GeneratedRegex("^([A-Za-z0-9_.-]{1,64}/){0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixForm();

    private sealed class SettingsFile(string path)
    {
        public S3Settings? Read()
        {
            try
            {
                var written = JsonSerializer.Deserialize<Written>(File.ReadAllBytes(path), Strict) ?? throw Wrong("store: is missing");
                return written.Store switch
                {
                    "folder" => null,
                    "s3" => Of(written),
                    _ => throw Wrong("store: folder and s3 are known"),
                };
            }
            catch (JsonException failure)
            {
                throw Wrong(failure.Message);
            }
        }

        private S3Settings Of(Written written)
        {
            if (!Uri.TryCreate(written.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.PathAndQuery != "/")
            {
                throw Wrong("endpoint: is not an http or https address without a path");
            }

            if (written.Bucket is null || !BucketName().IsMatch(written.Bucket))
            {
                throw Wrong("bucket: is not 3 to 63 lower-case letters, digits, dots and hyphens");
            }

            if (written.Prefix is { } prefix && !PrefixForm().IsMatch(prefix))
            {
                throw Wrong("prefix: is not letters, digits, _ . - and / with a / at its end");
            }

            return new S3Settings(endpoint, written.Region ?? "us-east-1", written.Bucket, written.Prefix ?? "", Addressed(written.Addressing), Known(written.CredentialsFile))
            {
                Retention = Kept(written),
            };
        }

        private S3Addressing Addressed(string? word) => word switch
        {
            null or "path" => S3Addressing.Path,
            "virtual-host" => S3Addressing.VirtualHost,
            _ => throw Wrong("addressing: path and virtual-host are known"),
        };

        private S3Retention? Kept(Written written) => (written.RetentionDays, written.RetentionMode ?? "governance") switch
        {
            (null, _) when written.RetentionMode is null => null,
            ( >= 1 and <= RetentionDaysMax, "governance" or "compliance") => new S3Retention((written.RetentionMode ?? "governance").ToUpperInvariant(), written.RetentionDays.Value),
            _ => throw Wrong($"retentionDays: 1 to {RetentionDaysMax}, with retentionMode governance or compliance"),
        };

        // Two or three lines in a file of its own, or the environment: never in the settings, which people mail to each other.
        private S3Credentials Known(string? file)
        {
            if (file is null)
            {
                return Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is { Length: > 0 } id && Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
                    ? new S3Credentials(id, secret, Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null)
                    : throw Wrong("credentialsFile: is missing, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set");
            }

            var full = Path.Combine(Path.GetDirectoryName(path)!, file);
            var lines = File.Exists(full) ? File.ReadAllLines(full).Select(line => line.Trim()).Where(line => line.Length > 0).ToList() : throw Wrong($"{file}: there is no such file");
            return lines.Count is 2 or 3
                ? new S3Credentials(lines[0], lines[1], lines.ElementAtOrDefault(2))
                : throw Wrong($"{file}: the access key id, the secret access key and, if there is one, the session token, a line each");
        }

        private InvalidOperationException Wrong(string what) => new($"{path}: {what}");
    }

    private sealed record Written(
        string Store, string? Endpoint = null, string? Region = null, string? Bucket = null, string? Prefix = null, string? Addressing = null,
        string? CredentialsFile = null, int? RetentionDays = null, string? RetentionMode = null);
}
