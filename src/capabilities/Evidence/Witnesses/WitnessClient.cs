using System.Globalization;
using System.Net;
using System.Text;
using Daylight.Ledger;

namespace Daylight.Evidence;

/// <summary>What came of asking a witness once.</summary>
internal abstract record WitnessAnswer
{
    private WitnessAnswer()
    {
    }

    /// <summary>It answered with signature lines; whose they are is not known yet.</summary>
    public sealed record Lines(string Text) : WitnessAnswer;

    /// <summary>It knows another size than we thought, or another root at this one.</summary>
    public sealed record Knows(long Size) : WitnessAnswer;

    /// <summary>It does not watch this log, or not by this key.</summary>
    public sealed record Stranger(string Problem) : WitnessAnswer;

    /// <summary>It says that the proof does not hold.</summary>
    public sealed record BadProof : WitnessAnswer;

    /// <summary>It did not answer, or not as the protocol has it.</summary>
    public sealed record Unreachable(string Problem) : WitnessAnswer;
}

/// <summary>Speaks tlog-witness with witnesses. It waits five seconds, follows no redirection and reads at most 16 KiB.</summary>
internal sealed class WitnessClient : IDisposable
{
    private const int AnswerMax = 16 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = AnswerMax,
    };

    public async Task<WitnessAnswer> AskAsync(Witness witness, AddCheckpointRequest request, CancellationToken cancellation)
    {
        try
        {
            using ByteArrayContent body = new(request.ToBytes());
            using var response = await _http.PostAsync(witness.AddCheckpoint, body, cancellation).ConfigureAwait(false);
            return Read(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new WitnessAnswer.Unreachable(failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : "the connection failed");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WitnessAnswer.Unreachable("no answer within five seconds");
        }
    }

    public void Dispose() => _http.Dispose();

    private static WitnessAnswer Read(HttpStatusCode status, string? mediaType, byte[] body) => status switch
    {
        HttpStatusCode.OK => new WitnessAnswer.Lines(Encoding.UTF8.GetString(body)),
        HttpStatusCode.Conflict when mediaType == "text/x.tlog.size" && long.TryParse(
            Encoding.UTF8.GetString(body).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) => new WitnessAnswer.Knows(size),
        HttpStatusCode.NotFound => new WitnessAnswer.Stranger("it does not watch this ledger"),
        HttpStatusCode.Forbidden => new WitnessAnswer.Stranger("it knows another key of this ledger"),
        HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict => new WitnessAnswer.BadProof(),
        _ => new WitnessAnswer.Unreachable(string.Create(CultureInfo.InvariantCulture, $"HTTP status {(int)status}")),
    };
}
