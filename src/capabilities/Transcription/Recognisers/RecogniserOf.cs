using Daylight.Platform.OpenAi;

namespace Daylight.Transcription;

/// <summary>The recogniser that the settings name, or none: the product runs without.</summary>
internal sealed class RecogniserOf(RecogniserSettings? settings) : IDisposable
{
    private readonly OpenAiServer _server = new();

    public IRecogniser? Recogniser => field ??= settings switch
    {
        null => null,
        FunAsrSettings funAsr => new FunAsrRecogniser(funAsr),
        OpenAiSettings openAi => new OpenAiRecogniser(openAi, _server),
        _ => throw new InvalidOperationException("No such recogniser."),
    };

    public void Dispose() => _server.Dispose();
}
