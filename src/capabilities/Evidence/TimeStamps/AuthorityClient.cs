using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Daylight.Ledger;

namespace Daylight.Evidence;

/// <summary>What came of asking an authority.</summary>
internal abstract record AuthorityAnswer
{
    private AuthorityAnswer()
    {
    }

    /// <summary>It answered with bytes; what they are worth is not known yet.</summary>
    public sealed record Answered(byte[] Reply) : AuthorityAnswer;

    /// <summary>It did not answer, or not with a body.</summary>
    public sealed record Unreachable(string Problem) : AuthorityAnswer;
}

/// <summary>Asks authorities over HTTP (RFC 3161 §3.4). It waits ten seconds, follows no redirection and reads at most 64 KiB.</summary>
internal sealed class AuthorityClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = TimeStampReply.BytesMax,
    };

    public async Task<AuthorityAnswer> AskAsync(Authority authority, TimeStampQuery query, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, authority.Url) { Content = new ReadOnlyMemoryContent(query.Bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(TimeStampQuery.MediaType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(TimeStampReply.MediaType));
        request.Headers.Authorization = authority.Authorization;
        try
        {
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? new AuthorityAnswer.Answered(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false))
                : new AuthorityAnswer.Unreachable(string.Create(CultureInfo.InvariantCulture, $"HTTP status {(int)response.StatusCode}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new AuthorityAnswer.Unreachable(failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : "the connection failed");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new AuthorityAnswer.Unreachable("no answer within ten seconds");
        }
    }

    public void Dispose() => _http.Dispose();
}
