using System.Net;
using System.Net.Http.Headers;

namespace Daylight.Platform.OpenAi;

/// <summary>Where a server with OpenAI's HTTP forms is, and how it is spoken to.</summary>
/// <param name="Endpoint">Its address, without <c>/v1</c>.</param>
/// <param name="Timeout">How long one request may take, from connecting to the last byte.</param>
public sealed record OpenAiAddress(Uri Endpoint, TimeSpan Timeout)
{
    /// <summary>Sent as a bearer token; in no message and no log.</summary>
    public string? Key { get; init; }

    /// <summary>Records print their properties, and this one holds a key.</summary>
    public override string ToString() => Endpoint.ToString();
}

/// <summary>
/// What came of a request. Closed: <see cref="OpenAiAnswered"/>, <see cref="OpenAiRefused"/>, <see cref="OpenAiBusy"/>,
/// <see cref="OpenAiTimedOut"/>, <see cref="OpenAiAway"/>, <see cref="OpenAiTooLong"/>.
/// </summary>
public abstract record OpenAiReply
{
    private protected OpenAiReply()
    {
    }
}

/// <summary>It answered with success; nobody has read what.</summary>
/// <param name="Body">The bytes of its answer.</param>
public sealed record OpenAiAnswered(ReadOnlyMemory<byte> Body) : OpenAiReply;

/// <summary>It will not do what was asked, now or later: the request, the key or the model is wrong.</summary>
public sealed record OpenAiRefused(int Status) : OpenAiReply;

/// <summary>It is overloaded or failing, and did not do it.</summary>
public sealed record OpenAiBusy(int Status) : OpenAiReply;

/// <summary>No whole answer came in time; nobody knows whether it was done.</summary>
public sealed record OpenAiTimedOut : OpenAiReply;

/// <summary>It cannot be reached, or ended the connection before the answer was whole.</summary>
public sealed record OpenAiAway : OpenAiReply;

/// <summary>Its answer is longer than any that is wanted, and was not read to its end.</summary>
public sealed record OpenAiTooLong : OpenAiReply;

/// <summary>Asks servers that have OpenAI's HTTP forms; one for each room that asks. Redirections are not followed.</summary>
public sealed class OpenAiServer : IDisposable
{
    private const int BlockBytes = 32 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // Each request has its own.
    };

    /// <summary>Posts to a path below the address.</summary>
    /// <param name="address">Where.</param>
    /// <param name="path">For example <c>/v1/chat/completions</c>.</param>
    /// <param name="content">What; disposed with the request.</param>
    /// <param name="answerBytesMax">The longest answer that is read.</param>
    /// <param name="cancellation">Gives up; the only way out that throws.</param>
    public async Task<OpenAiReply> PostAsync(OpenAiAddress address, string path, HttpContent content, int answerBytesMax, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(address.Timeout);
        try
        {
            using var request = Request(address, path, content);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? await ReadAsync(answer, answerBytesMax, patience.Token).ConfigureAwait(false) : Refusal(answer.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new OpenAiTimedOut();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new OpenAiAway();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(OpenAiAddress address, string path, HttpContent content)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(address.Endpoint.AbsoluteUri.TrimEnd('/') + path)) { Content = content };
        if (address.Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return request;
    }

    private static async Task<OpenAiReply> ReadAsync(HttpResponseMessage answer, int bytesMax, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentLength > bytesMax)
        {
            return new OpenAiTooLong();
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using MemoryStream body = new();
        var block = new byte[BlockBytes];
        while (await stream.ReadAsync(block, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            body.Write(block, 0, read);
            if (body.Length > bytesMax)
            {
                return new OpenAiTooLong();
            }
        }

        return new OpenAiAnswered(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private static OpenAiReply Refusal(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500 ? new OpenAiBusy((int)status) : new OpenAiRefused((int)status);
}
