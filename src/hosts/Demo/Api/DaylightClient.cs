using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daylight.Demo.Api;

/// <summary>What came back: a value, or the problem the server named.</summary>
internal readonly record struct Answer<T>(T? Value, Problem? Problem)
    where T : class;

/// <summary>The server stayed away longer than the collector's patience, or the token is not valid.</summary>
internal sealed class ServerGoneException(string message) : Exception(message);

/// <summary>
/// One staff member's connection to the public API. A write carries an idempotency key and is repeated under the same key
/// until the server answers, so that an act is made once even if the server dies between doing it and saying so.
/// </summary>
internal sealed class DaylightClient(HttpMessageHandler handler, Uri server, string token, string runName, TimeSpan patience, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(handler, disposeHandler: false)
    {
        BaseAddress = new Uri(server, "/api/v1/"),
        Timeout = TimeSpan.FromSeconds(30),
    };

    private int _writes;

    /// <summary>Called each time a request has to be repeated.</summary>
    public Action Repeated { get; init; } = () => { };

    /// <summary>True if the server was away since this was last asked; its clock should be read again.</summary>
    public bool WasAway { get; private set; }

    public Task<Answer<T>> GetAsync<T>(string path, CancellationToken cancellation)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, cancellation);

    public Task<Answer<T>> PostAsync<T>(string path, object body, CancellationToken cancellation)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, cancellation);

    public void Seen() => WasAway = false;

    private async Task<Answer<T>> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
        where T : class
    {
        var key = body is null ? null : string.Create(CultureInfo.InvariantCulture, $"{runName}-{Interlocked.Increment(ref _writes)}");
        var since = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(200); ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            var answer = await TryAsync<T>(method, path, body, key, cancellation);
            if (answer is { } known)
            {
                return known;
            }

            if (time.GetElapsedTime(since) > patience)
            {
                throw new ServerGoneException($"{server} did not answer for {patience}.");
            }

            WasAway = true;
            Repeated();
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>One try; null means that it should be repeated.</summary>
    private async Task<Answer<T>?> TryAsync<T>(HttpMethod method, string path, object? body, string? key, CancellationToken cancellation)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null)
            {
                request.Content = JsonContent.Create(body, body.GetType(), options: Json);
                request.Headers.Add("Idempotency-Key", key);
            }

            using var response = await _http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode
                ? new Answer<T>(await ReadAsync<T>(response, cancellation), null)
                : await ProblemAsync<T>(response, cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<Answer<T>?> ProblemAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
        where T : class
    {
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
        {
            return null;
        }

        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            throw new ServerGoneException("The server refused the token.");
        }

        var problem = await ReadAsync<Problem>(response, cancellation);
        return new Answer<T>(null, problem ?? new Problem((int)response.StatusCode, null, null));
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
        where T : class
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json"))
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return await JsonSerializer.DeserializeAsync<T>(body, Json, cancellation);
    }
}
