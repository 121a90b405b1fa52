using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Daylight.Platform.Objects.S3;

/// <summary>Speaks to one bucket: addresses, signs, sends, and says in one word what is wrong.</summary>
internal sealed class S3Connection(S3Settings settings, HttpMessageHandler handler, TimeProvider clock) : IDisposable
{
    private const int ErrorBytesMax = 64 * 1024;
    private const int AttemptsMax = 3;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http = new(handler) { Timeout = AnswerWithin };
    private readonly S3Signature _signature = new(settings.Credentials, settings.Region);

    /// <summary>A handler whose connections end neither in a proxy's page nor in another region by themselves.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Sends a request without a body; it is sent again if the connection breaks.</summary>
    /// <param name="method">Get, head or delete.</param>
    /// <param name="key">The object's key; empty for the bucket itself.</param>
    /// <param name="query">Such as <c>object-lock</c>; may be empty.</param>
    /// <param name="prepare">Adds headers before it is signed.</param>
    /// <returns>The answer with its status, whatever it is.</returns>
    /// <exception cref="ObjectStoreException">Nobody answers.</exception>
    public HttpResponseMessage Send(HttpMethod method, string key, string query, Action<HttpRequestMessage>? prepare = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Once(method, key, query, null, S3Signature.EmptyBody, prepare);
            }
            catch (ObjectStoreException) when (attempt < AttemptsMax)
            {
                // Reading again is free of effects.
            }
        }
    }

    /// <summary>Sends an object.</summary>
    public HttpResponseMessage Put(string key, HttpContent content, string bodyHash, Action<HttpRequestMessage> prepare) =>
        Once(HttpMethod.Put, key, "", content, bodyHash, prepare);

    /// <summary>What an answer that is not a success means.</summary>
    public ObjectStoreException Failure(HttpResponseMessage answer)
    {
        var code = Code(answer);
        var status = (int)answer.StatusCode;
        var where = $"{settings.Endpoint.Host}, bucket {settings.Bucket}";
        return code switch
        {
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" => new(
                ObjectStoreFault.WrongCredentials, $"{where}: {code}. Check the access key id, its secret and the region ({settings.Region})."),
            "RequestTimeTooSkewed" or "RequestExpired" => new(ObjectStoreFault.ClockSkewed, $"{where}: {code}. {Skew(answer)}"),
            "NoSuchBucket" => new(ObjectStoreFault.NoBucket, $"{where}: there is no such bucket. Make it first, or correct its name."),
            "AccessDenied" or "AllAccessDisabled" => new(ObjectStoreFault.Denied, $"{where}: {code}. The key needs to get and put objects{Skew(answer, " ")}."),
            "PermanentRedirect" or "AuthorizationHeaderMalformed" => new(ObjectStoreFault.Refused, $"{where}: {code}. The bucket lives in another region than {settings.Region}."),
            _ => new(ObjectStoreFault.Refused, string.Create(CultureInfo.InvariantCulture, $"{where}: status {status} {code}.")),
        };
    }

    /// <summary>The code in the body of an answer that failed; empty if there is none.</summary>
    public static string Code(HttpResponseMessage answer)
    {
        try
        {
            answer.Content.LoadIntoBufferAsync(ErrorBytesMax).GetAwaiter().GetResult();
            var body = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            return XDocument.Parse(body).Root?.Element("Code")?.Value is { Length: > 0 and < 64 } code && code.All(char.IsAsciiLetterOrDigit) ? code : "";
        }
        catch (Exception failure) when (failure is XmlException or IOException or HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>How far the store's clock is ahead of ours, by its last answer.</summary>
    public TimeSpan? Ahead(HttpResponseMessage answer) => answer.Headers.Date - clock.GetUtcNow();

    /// <summary>Real time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public void Dispose() => _http.Dispose();

    private string Skew(HttpResponseMessage answer, string before = "") => Ahead(answer) is { } ahead && (before.Length == 0 || Math.Abs(ahead.TotalMinutes) > 5)
        ? string.Create(CultureInfo.InvariantCulture, $"{before}(the store's clock is {ahead.TotalSeconds:F0} s ahead of ours: set the clock)")
        : "";

    private HttpResponseMessage Once(HttpMethod method, string key, string query, HttpContent? content, string bodyHash, Action<HttpRequestMessage>? prepare)
    {
        using HttpRequestMessage request = new(method, Address(key, query)) { Content = content };
        prepare?.Invoke(request);
        _signature.Sign(request, bodyHash, clock.GetUtcNow());
        try
        {
            return _http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            throw new ObjectStoreException(ObjectStoreFault.Unreachable, $"{settings.Endpoint.Host}: {Reason(failure)}", failure);
        }
    }

    private static string Reason(Exception failure) => failure is HttpRequestException http
        ? http.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "the name is not known.",
            HttpRequestError.ConnectionError => "no connection.",
            HttpRequestError.SecureConnectionError => "the certificate is not trusted, or TLS cannot be agreed on.",
            _ => "the connection broke off.",
        }
        : "no answer in time.";

    private Uri Address(string key, string query)
    {
        var path = string.Join('/', (settings.Prefix + key).Split('/').Select(Uri.EscapeDataString));
        var root = settings.Addressing == S3Addressing.VirtualHost
            ? $"{settings.Endpoint.Scheme}://{settings.Bucket}.{settings.Endpoint.Authority}/"
            : $"{settings.Endpoint.Scheme}://{settings.Endpoint.Authority}/{settings.Bucket}{(key.Length == 0 ? "" : "/")}";
        return new Uri($"{root}{(key.Length == 0 ? "" : path)}{(query.Length == 0 ? "" : "?" + query)}");
    }
}
