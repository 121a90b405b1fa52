using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Daylight.Platform.Keys;

/// <summary>
/// Root keys in a service that speaks the transit interface of Vault (<c>/v1/transit/encrypt|decrypt|rewrap|keys</c>), with a
/// token. The context is bound inside what is encrypted (its SHA-256 stands before the key), because <c>rewrap</c> takes no
/// associated data.
/// </summary>
public sealed class VaultKeyProvider : IKeyProvider, IDisposable
{
    private const int AnswerBytesMax = 64 * 1024;
    private const int AttemptsMax = 3;
    private readonly HttpClient _http;
    private readonly string _key;
    private readonly string _tokenFile;

    /// <param name="address">Where it listens, for example <c>https://vault.example:8200</c>; without TLS only on this machine.</param>
    /// <param name="mount">Where the transit engine is mounted, usually <c>transit</c>.</param>
    /// <param name="key">The name of the key, of a type that encrypts (<c>aes256-gcm96</c>).</param>
    /// <param name="tokenFile">A file with the token; read anew for each request, so that an agent may renew it.</param>
    /// <exception cref="InvalidOperationException">Plain HTTP to another machine.</exception>
    public VaultKeyProvider(Uri address, string mount, string key, string tokenFile)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            throw new InvalidOperationException($"{address.Host}: keys travel to the key service only over https, or to this machine.");
        }

        _key = Uri.EscapeDataString(key);
        _tokenFile = tokenFile;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = new Uri(address, $"/v1/{string.Join('/', mount.Split('/').Select(Uri.EscapeDataString))}/"),
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    /// <inheritdoc />
    public string Name => "vault";

    /// <inheritdoc />
    public long CurrentVersion() =>
        (long?)Ask(HttpMethod.Get, $"keys/{_key}", null)["latest_version"] ?? throw new KeyProviderException("The key service does not tell its key's version.");

    /// <inheritdoc />
    public byte[] Wrap(string context, ReadOnlySpan<byte> key) =>
        Ciphertext(Ask(HttpMethod.Post, $"encrypt/{_key}", new JsonObject { ["plaintext"] = Convert.ToBase64String([.. Bound(context), .. key]) }));

    /// <inheritdoc />
    public byte[] Unwrap(string context, ReadOnlySpan<byte> wrapped)
    {
        var plain = Convert.FromBase64String(Text(Ask(HttpMethod.Post, $"decrypt/{_key}", Sent(wrapped)), "plaintext"));
        var bound = Bound(context);
        return plain.Length > bound.Length && CryptographicOperations.FixedTimeEquals(plain.AsSpan(0, bound.Length), bound)
            ? plain[bound.Length..]
            : throw new CryptographicException("A wrapped key was moved to another place.");
    }

    /// <inheritdoc />
    public byte[] Rewrap(string context, ReadOnlySpan<byte> wrapped) => Ciphertext(Ask(HttpMethod.Post, $"rewrap/{_key}", Sent(wrapped)));

    /// <inheritdoc />
    public long? VersionOf(ReadOnlySpan<byte> wrapped)
    {
        var colon = wrapped.StartsWith("vault:v"u8) ? wrapped[7..].IndexOf((byte)':') : -1;
        return colon > 0 && long.TryParse(wrapped.Slice(7, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    /// <inheritdoc />
    public long Rotate()
    {
        Ask(HttpMethod.Post, $"keys/{_key}/rotate", []);
        return CurrentVersion();
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static byte[] Bound(string context) => SHA256.HashData(Encoding.UTF8.GetBytes("root|" + context));

    private static JsonObject Sent(ReadOnlySpan<byte> wrapped) => new() { ["ciphertext"] = Encoding.ASCII.GetString(wrapped) };

    private static byte[] Ciphertext(JsonNode data) => Encoding.ASCII.GetBytes(Text(data, "ciphertext"));

    private static string Text(JsonNode data, string field) =>
        (string?)data[field] ?? throw new KeyProviderException($"The key service answered without {field}.");

    private JsonNode Ask(HttpMethod method, string path, JsonObject? body)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Once(method, path, body);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException or System.Text.Json.JsonException)
            {
                if (attempt == AttemptsMax)
                {
                    throw new KeyProviderException($"The key service at {_http.BaseAddress!.Host} does not answer.", failure);
                }
            }
        }
    }

    private JsonNode Once(HttpMethod method, string path, JsonObject? body)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Vault-Token", File.ReadAllText(_tokenFile).Trim());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = _http.Send(request);
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return new JsonObject();
        }

        using var stream = answer.Content.ReadAsStream();
        if (!answer.IsSuccessStatusCode)
        {
            // Decrypting what was changed, or what another key wrapped, is a bad request there.
            throw answer.StatusCode == HttpStatusCode.BadRequest && path.StartsWith("decrypt/", StringComparison.Ordinal)
                ? new CryptographicException("The key service cannot open this wrapped key.")
                : new KeyProviderException($"The key service refuses {method} {path.Split('/')[0]}: status {(int)answer.StatusCode}. Check its address, its key and the token.");
        }

        return JsonNode.Parse(stream)?["data"] ?? new JsonObject();
    }
}
