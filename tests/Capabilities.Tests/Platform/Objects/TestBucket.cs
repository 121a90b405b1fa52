using System.Security.Cryptography;
using Daylight.Platform.Objects.S3;
using Shouldly;
using Xunit;

namespace Daylight.Platform.Objects;

/// <summary>
/// A fact about a real S3 server: runs where DAYLIGHT_S3 holds what <c>eng/objects start</c> prints. In CI a missing server fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class S3FactAttribute : FactAttribute
{
    public S3FactAttribute()
    {
        if (Environment.GetEnvironmentVariable("DAYLIGHT_S3") is null && Environment.GetEnvironmentVariable("CI") is null)
        {
            Skip = "DAYLIGHT_S3 is not set: set it to what eng/objects start prints.";
        }
    }
}

/// <summary>A bucket of its own on the test server.</summary>
internal sealed class TestBucket
{
    private static readonly string[] Server =
        Environment.GetEnvironmentVariable("DAYLIGHT_S3")?.Split(' ') ?? ["http://127.0.0.1:9", "none", "none"];

    private TestBucket(string name) => Name = name;

    public string Name { get; }

    public static string Endpoint => Server[0];

    public static string AccessKey => Server[1];

    public static string Secret => Server[2];

    public S3Settings Settings => new(new Uri(Endpoint), "us-east-1", Name, "exhibits/", S3Addressing.Path, new S3Credentials(AccessKey, Secret, null));

    public static TestBucket Make(bool locks = false)
    {
        TestBucket bucket = new("t" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        using S3Connection connection = new(bucket.Settings with { Prefix = "" }, S3Connection.Handler(), TimeProvider.System);
        using var made = connection.Put("", new ByteArrayContent([]), S3Signature.EmptyBody, request =>
        {
            if (locks)
            {
                request.Headers.Add("x-amz-bucket-object-lock-enabled", "true");
            }
        });
        made.IsSuccessStatusCode.ShouldBeTrue($"{made.StatusCode} {S3Connection.Code(made)}");
        return bucket;
    }

    /// <summary>A request as an operator with another tool would make it.</summary>
    public HttpResponseMessage Ask(HttpMethod method, string name, string query = "")
    {
        using S3Connection connection = new(Settings, S3Connection.Handler(), TimeProvider.System);
        return connection.Send(method, name, query);
    }

    public void Overwrite(string name, byte[] bytes)
    {
        using S3Connection connection = new(Settings, S3Connection.Handler(), TimeProvider.System);
        using var answer = connection.Put(name, new ByteArrayContent(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)), _ => { });
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>Writes <c>config/objects.json</c> as an operator would.</summary>
    public void Configure(string dataFolder, string extra = "")
    {
        var config = Directory.CreateDirectory(Path.Combine(dataFolder, "config")).FullName;
        File.WriteAllText(Path.Combine(config, "objects.credentials"), $"{AccessKey}\n{Secret}\n");
        File.WriteAllText(
            Path.Combine(config, "objects.json"),
            $$"""{"store": "s3", "endpoint": "{{Endpoint}}", "bucket": "{{Name}}", "prefix": "exhibits/", "credentialsFile": "objects.credentials"{{extra}}}""");
    }
}
