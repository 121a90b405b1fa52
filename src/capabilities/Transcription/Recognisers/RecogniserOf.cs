namespace Daylight.Transcription;

/// <summary>The recogniser that the settings name, or none: the product runs without.</summary>
internal sealed class RecogniserOf(RecogniserSettings? settings) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // Each request has its own.
    };

    public IRecogniser? Recogniser => field ??= settings switch
    {
        null => null,
        FunAsrSettings funAsr => new FunAsrRecogniser(funAsr),
        OpenAiSettings openAi => new OpenAiRecogniser(openAi, _http),
        _ => throw new InvalidOperationException("No such recogniser."),
    };

    public void Dispose() => _http.Dispose();
}
