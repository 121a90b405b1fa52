using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform;

/// <summary>
/// A reference peer for tests: speaks the transit interface over a real socket and encrypts with real AES-256-GCM under key
/// versions, as its public documentation describes. It keeps its keys in memory and is no key service.
/// </summary>
internal sealed class ReferenceTransit : IAsyncDisposable
{
    public const string Token = "test-token";
    private readonly WebApplication _app;
    private readonly Dictionary<string, List<byte[]>> _keys = new(StringComparer.Ordinal);

    private ReferenceTransit(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>Versions below it no longer decrypt.</summary>
    public int MinDecryptionVersion { get; set; } = 1;

    /// <summary>How often each operation was asked for.</summary>
    public Dictionary<string, int> Asked { get; } = new(StringComparer.Ordinal);

    public static async Task<ReferenceTransit> StartAsync(params string[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        ReferenceTransit peer = new(app);
        Array.ForEach(keys, key => peer._keys[key] = [RandomNumberGenerator.GetBytes(32)]);
        app.Map("/v1/transit/{operation}/{key}/{more?}", peer.AnswerAsync);
        await app.StartAsync();
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string operation, string key, string? more)
    {
        if (http.Request.Headers["X-Vault-Token"] != Token)
        {
            return Refuse(StatusCodes.Status403Forbidden, "permission denied");
        }

        if (!_keys.TryGetValue(key, out var versions))
        {
            return operation == "keys" ? Refuse(StatusCodes.Status404NotFound) : Refuse(StatusCodes.Status400BadRequest, "encryption key not found");
        }

        Asked[operation] = Asked.GetValueOrDefault(operation) + 1;
        var body = http.Request.Method == HttpMethods.Post && http.Request.ContentLength is > 0 or null && operation != "keys"
            ? await JsonNode.ParseAsync(http.Request.Body)
            : null;
        switch (operation)
        {
            case "encrypt":
                return Data(new JsonObject { ["ciphertext"] = Encrypt(versions, Convert.FromBase64String((string)body!["plaintext"]!)), ["key_version"] = versions.Count });
            case "decrypt":
                return Decrypt(versions, (string)body!["ciphertext"]!) is { } plain
                    ? Data(new JsonObject { ["plaintext"] = Convert.ToBase64String(plain) })
                    : Refuse(StatusCodes.Status400BadRequest, "cipher: message authentication failed");
            case "rewrap":
                return Decrypt(versions, (string)body!["ciphertext"]!) is { } again
                    ? Data(new JsonObject { ["ciphertext"] = Encrypt(versions, again), ["key_version"] = versions.Count })
                    : Refuse(StatusCodes.Status400BadRequest, "cipher: message authentication failed");
            case "keys" when more == "rotate" && http.Request.Method == HttpMethods.Post:
                versions.Add(RandomNumberGenerator.GetBytes(32));
                return Results.NoContent();
            case "keys" when more is null && http.Request.Method == HttpMethods.Get:
                return Data(new JsonObject { ["latest_version"] = versions.Count, ["min_decryption_version"] = MinDecryptionVersion, ["type"] = "aes256-gcm96" });
            default:
                return Refuse(StatusCodes.Status404NotFound);
        }
    }

    private static string Encrypt(List<byte[]> versions, byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var cipher = new byte[plain.Length];
        var tag = new byte[16];
        using AesGcm aes = new(versions[^1], tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return string.Create(CultureInfo.InvariantCulture, $"vault:v{versions.Count}:{Convert.ToBase64String([.. nonce, .. cipher, .. tag])}");
    }

    private byte[]? Decrypt(List<byte[]> versions, string ciphertext)
    {
        var parts = ciphertext.Split(':');
        var version = int.Parse(parts[1][1..], CultureInfo.InvariantCulture);
        if (version < MinDecryptionVersion || version > versions.Count)
        {
            return null;
        }

        var box = Convert.FromBase64String(parts[2]);
        var plain = new byte[box.Length - 28];
        using AesGcm aes = new(versions[version - 1], 16);
        try
        {
            aes.Decrypt(box.AsSpan(0, 12), box.AsSpan(12, plain.Length), box.AsSpan(box.Length - 16), plain);
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IResult Data(JsonObject data) => Results.Json(new JsonObject { ["request_id"] = "r", ["data"] = data });

    private static IResult Refuse(int status, params string[] errors) => Results.Json(new { errors }, statusCode: status);
}
