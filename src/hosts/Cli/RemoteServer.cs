using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Daylight.Cli;

/// <summary>A running server, spoken to over its public API with a token.</summary>
internal sealed class RemoteServer : IDisposable
{
    private readonly HttpClient _http;

    public RemoteServer(string url, string? token)
    {
        _http = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/api/v1/"), Timeout = TimeSpan.FromMinutes(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", token ?? throw new InvalidOperationException("--token: a server wants a token; an administrator issues it in the console under People."));
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation) => await ReadAsync(await _http.GetAsync(path, cancellation), cancellation);

    public async Task<JsonNode> PostAsync(string path, object body, CancellationToken cancellation) =>
        await ReadAsync(await _http.PostAsJsonAsync(path, body, cancellation), cancellation);

    public async Task<JsonNode> PostAsync(string path, HttpContent content, CancellationToken cancellation) =>
        await ReadAsync(await _http.PostAsync(path, content, cancellation), cancellation);

    public async Task<JsonNode> PutAsync(string path, object body, CancellationToken cancellation) =>
        await ReadAsync(await _http.PutAsJsonAsync(path, body, cancellation), cancellation);

    public async Task<byte[]> DownloadAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, cancellation);
        await ThrowIfRefusedAsync(response, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            await ThrowIfRefusedAsync(response, cancellation);
            return await response.Content.ReadFromJsonAsync<JsonNode>(cancellation) ?? new JsonObject();
        }
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            var text = await response.Content.ReadAsStringAsync(cancellation);
            var detail = text.StartsWith('{') ? JsonNode.Parse(text)?["detail"]?.GetValue<string>() : null;
            throw new InvalidOperationException($"The server answered {(int)response.StatusCode}: {detail ?? "no details"}");
        }
    }
}
