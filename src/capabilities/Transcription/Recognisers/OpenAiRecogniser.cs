using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.OpenAi;

namespace Daylight.Transcription;

/// <summary>
/// Hears with a server that has OpenAI's <c>POST /v1/audio/transcriptions</c>: the recording as a WAV file, the answer as
/// <c>verbose_json</c> with segments. Everything but text, start and end is optional in that answer, and is not read.
/// </summary>
internal sealed class OpenAiRecogniser(OpenAiSettings settings, OpenAiServer server) : IRecogniser
{
    private const int AnswerBytesMax = 64 * 1024 * 1024;

    public string Name => "openai";

    public bool Takes(int rate) => true;

    public async Task<Result<List<Heard>>> HearAsync(Speech speech, IProgress<double> progress, CancellationToken cancellation)
    {
        var reply = await server.PostAsync(settings.Address, "/v1/audio/transcriptions", Form(speech), AnswerBytesMax, cancellation);
        progress.Report(1);
        return reply switch
        {
            OpenAiAnswered answered => Read(answered.Body, speech),
            OpenAiBusy => TranscriptionErrors.Busy,
            OpenAiRefused => TranscriptionErrors.Refused,
            OpenAiTimedOut => TranscriptionErrors.TimedOut,
            OpenAiAway => TranscriptionErrors.Away,
            OpenAiTooLong => TranscriptionErrors.Unreadable,
            _ => throw new InvalidOperationException("No such reply."),
        };
    }

    /// <summary>The segments of an answer.</summary>
    public static Result<List<Heard>> Read(ReadOnlyMemory<byte> answer, Speech speech)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return TranscriptionErrors.Unreadable;
            }

            if (root.TryGetProperty("segments", out var segments) && segments.ValueKind == JsonValueKind.Array && segments.GetArrayLength() > 0)
            {
                return segments.EnumerateArray().Select(Segment).Where(heard => heard.Text.Length > 0).OrderBy(heard => heard.Start).ToList();
            }

            // A server that knows no segments gives the whole text: it is better than none, and its place is the whole recording.
            return root.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                ? Whole(SpokenText.Clean(text.GetString()), speech)
                : TranscriptionErrors.Unreadable;
        }
        catch (JsonException)
        {
            return TranscriptionErrors.Unreadable;
        }
    }

    private static List<Heard> Whole(string text, Speech speech) => text.Length == 0 ? [] : [new Heard(text, 0, speech.Seconds)];

    private static Heard Segment(JsonElement segment) => new(
        SpokenText.Clean(segment.TryGetProperty("text", out var text) ? text.GetString() : null), Seconds(segment, "start"), Seconds(segment, "end"));

    private static double? Seconds(JsonElement segment, string name) =>
        segment.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private MultipartFormDataContent Form(Speech speech)
    {
        ByteArrayContent file = new(PcmWav.Write(speech.Rate, speech.Samples));
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        MultipartFormDataContent form = new()
        {
            { file, "file", speech.Name + ".wav" },
            { new StringContent(settings.Model), "model" },
            { new StringContent("verbose_json"), "response_format" },
            { new StringContent("segment"), "timestamp_granularities[]" },
            { new StringContent(0.ToString(CultureInfo.InvariantCulture)), "temperature" },
        };
        if (settings.Language is { } language)
        {
            form.Add(new StringContent(language), "language");
        }

        return form;
    }
}
