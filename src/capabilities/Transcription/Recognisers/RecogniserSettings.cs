using Daylight.Platform.OpenAi;

namespace Daylight.Transcription;

/// <summary>Where a recogniser is and how it is spoken to.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Timeout">How long one channel may take, from connecting to the last answer.</param>
internal abstract record RecogniserSettings(Uri Endpoint, TimeSpan Timeout);

/// <summary>The dialects of FunASR's servers; all of them listen on port 10095 and none says which it speaks.</summary>
internal enum FunAsrDialect
{
    /// <summary><c>funasr-wss-server</c>: the whole recording, one answer.</summary>
    Offline,

    /// <summary>Partial words only, without times.</summary>
    Online,

    /// <summary><c>funasr-wss-server-2pass</c>: partial words, then each sentence again.</summary>
    TwoPass,

    /// <summary>Commands <c>START</c> and <c>STOP</c>, events and sentences: the server of the nano models.</summary>
    Events,
}

/// <summary>A FunASR server.</summary>
internal sealed record FunAsrSettings(Uri Endpoint, FunAsrDialect Dialect, TimeSpan Timeout) : RecogniserSettings(Endpoint, Timeout)
{
    /// <summary>Words to be heard rather, with their weights.</summary>
    public IReadOnlyDictionary<string, int>? Hotwords { get; init; }

    /// <summary>The server's own certificate (PEM), where nobody signs for it.</summary>
    public string? Certificate { get; init; }
}

/// <summary>A server with OpenAI's <c>POST /v1/audio/transcriptions</c>.</summary>
internal sealed record OpenAiSettings(OpenAiAddress Address, string Model) : RecogniserSettings(Address.Endpoint, Address.Timeout)
{
    public string? Language { get; init; }
}
