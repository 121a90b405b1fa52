using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Daylight.Platform;
using Daylight.Platform.OpenAi;

namespace Daylight.Review;

/// <summary>
/// Asks a server that has OpenAI's <c>POST /v1/chat/completions</c>. Of the answer only the first choice's content, whether it
/// was cut off, the model's name and the usage are read.
/// </summary>
internal sealed class OpenAiJudge(JudgeSettings settings) : IDisposable
{
    private const int AnswerBytesMax = 256 * 1024;
    private const int ModelNameMax = 200;

    private readonly OpenAiServer _server = new();

    public async Task<JudgeReply> AskAsync(JudgePrompt prompt, JudgeExcerpt shown, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        ByteArrayContent content = new(prompt.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var reply = await _server.PostAsync(
            settings.Address ?? throw new InvalidOperationException("No judge is configured."), "/v1/chat/completions", content, AnswerBytesMax, cancellation).ConfigureAwait(false);
        var took = Stopwatch.GetElapsedTime(started);
        return reply switch
        {
            OpenAiAnswered answered => Read(answered.Body, shown, took),
            OpenAiBusy => Failed(JudgeErrors.Busy, JudgeUsage.None, took),
            OpenAiRefused => Failed(JudgeErrors.Refused, JudgeUsage.None, took),
            OpenAiTimedOut => Failed(JudgeErrors.TimedOut, JudgeUsage.Unknown, took),
            OpenAiAway => Failed(JudgeErrors.Away, JudgeUsage.Unknown, took),
            OpenAiTooLong => Failed(JudgeErrors.TooLong, JudgeUsage.Unknown, took),
            _ => throw new InvalidOperationException("No such reply."),
        };
    }

    public void Dispose() => _server.Dispose();

    private JudgeReply Failed(Failure failure, JudgeUsage usage, TimeSpan took) => new(failure, settings.Model, usage, took);

    private JudgeReply Read(ReadOnlyMemory<byte> body, JudgeExcerpt shown, TimeSpan took)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Failed(JudgeErrors.Unreadable, JudgeUsage.Unknown, took);
            }

            var model = Text(root, "model") is { Length: > 0 and <= ModelNameMax } named ? named : settings.Model;
            Result<JudgeAnswer> answer = Said(root) is { } said ? JudgeAnswer.Read(said, shown) : JudgeErrors.Unreadable;
            return new JudgeReply(answer, model, Usage(root), took);
        }
        catch (JsonException)
        {
            return Failed(JudgeErrors.Unreadable, JudgeUsage.Unknown, took);
        }
    }

    /// <summary>What the model said, whole; null where it was cut off or said nothing.</summary>
    private static string? Said(JsonElement root) =>
        root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
        && choices[0] is { ValueKind: JsonValueKind.Object } choice
        && Text(choice, "finish_reason") is null or "stop"
        && choice.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
            ? Text(message, "content")
            : null;

    private static JudgeUsage Usage(JsonElement root) =>
        root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
            ? new JudgeUsage(Count(usage, "prompt_tokens"), Count(usage, "completion_tokens"))
            : JudgeUsage.Unknown;

    private static long? Count(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count is >= 0 and <= 100_000_000 ? count : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
