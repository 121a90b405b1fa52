using System.Globalization;
using System.Text.Json;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>A sentence of a vendor's transcript.</summary>
/// <param name="Heard">What was said, and when.</param>
/// <param name="Channel">The channel, from 0, where the vendor tells.</param>
/// <param name="Speaker">The vendor's label of who spoke, where it tells.</param>
/// <param name="Role">The role, where the vendor tells it itself.</param>
internal sealed record VendorSentence(Heard Heard, int? Channel, string? Speaker, string? Role);

/// <summary>A transcript as one of the common vendors writes it; which one is told by its fields.</summary>
/// <param name="Vendor">Whose shape it is.</param>
/// <param name="Sentences">In the vendor's order.</param>
internal sealed record VendorTranscript(string Vendor, IReadOnlyList<VendorSentence> Sentences)
{
    private const double Milliseconds = 1000;

    private static readonly Failure Unknown = Failure.Invalid(
        "transcript",
        "This is no transcript in a known shape. Known are the results of Alibaba Cloud (filetrans, Paraformer), Tencent Cloud (ResultDetail), Huawei Cloud (SIS), Volcengine (utterances), FunASR (stamp_sents, sentence_info) and OpenAI (segments); or load it as conversation JSONL.");

    /// <summary>Reads a transcript.</summary>
    public static Result<VendorTranscript> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && Shape(document.RootElement) is { Sentences.Count: > 0 } known ? known : Unknown;
        }
        catch (JsonException)
        {
            return Failure.Invalid("transcript", "The transcript is not JSON.");
        }
    }

    private static VendorTranscript? Shape(JsonElement root) =>
        List(Inside(root, "Result"), "Sentences") is { } aliyun ? Of("aliyun-filetrans", aliyun, item => Sentence(item, "Text", "BeginTime", "EndTime", Milliseconds) with { Channel = Integer(item, "ChannelId") })
        : List(root, "transcripts") is { } paraformer ? Paraformer(paraformer)
        : TencentDetail(root) is { } tencent ? Of("tencent", tencent, item => Sentence(item, "FinalSentence", "StartMs", "EndMs", Milliseconds) with { Speaker = Label(item, "SpeakerId") })
        : VolcengineUtterances(root) is { } volcengine ? Of("volcengine", volcengine, Volcengine)
        : List(root, "segments") is { } segments ? Segments(segments)
        : List(root, "stamp_sents") is not null || List(root, "sentence_info") is not null ? FunAsr(root)
        : null;

    private static VendorTranscript Of(string vendor, List<JsonElement> items, Func<JsonElement, VendorSentence> read) =>
        new(vendor, [.. items.Where(item => item.ValueKind == JsonValueKind.Object).Select(read).Where(item => item.Heard.Text.Length > 0)]);

    private static VendorTranscript Paraformer(List<JsonElement> transcripts) => new("aliyun-paraformer",
    [
        .. transcripts.Where(item => item.ValueKind == JsonValueKind.Object).SelectMany(one => (List(one, "sentences") ?? [])
            .Select(item => Sentence(item, "text", "begin_time", "end_time", Milliseconds) with { Channel = Integer(one, "channel_id"), Speaker = Label(item, "speaker_id") })
            .Where(item => item.Heard.Text.Length > 0)),
    ]);

    private static List<JsonElement>? TencentDetail(JsonElement root) =>
        List(root, "ResultDetail") ?? List(Inside(root, "Data"), "ResultDetail") ?? List(Inside(Inside(root, "Response"), "Data"), "ResultDetail");

    /// <summary>One result, or a list of which the first is the best.</summary>
    private static List<JsonElement>? VolcengineUtterances(JsonElement root) =>
        List(root, "utterances") ?? List(Inside(root, "result"), "utterances") ?? (List(root, "result") is [var best, ..] ? List(best, "utterances") : null)
        ?? List(Inside(root, "resp"), "utterances");

    private static VendorSentence Volcengine(JsonElement item)
    {
        var more = Inside(item, "additions");
        return Sentence(item, "text", "start_time", "end_time", Milliseconds) with
        {
            Channel = Integer(item, "channel_id") ?? Integer(more, "channel_id"),
            Speaker = Label(item, "speaker") ?? Label(more, "speaker"),
        };
    }

    /// <summary>Two vendors write <c>segments</c>: one in seconds, one in milliseconds with the words in <c>result</c>.</summary>
    private static VendorTranscript Segments(List<JsonElement> segments) => segments.Exists(item => Inside(item, "result") is not null)
        ? Of("huawei-sis", segments, item =>
        {
            var result = Inside(item, "result");
            var role = Label(Inside(result, "analysis_info"), "role");
            return new VendorSentence(
                new Heard(SpokenText.Clean(Label(result, "text")), Number(item, "start_time") / Milliseconds, Number(item, "end_time") / Milliseconds),
                null,
                role,
                role?.ToUpperInvariant() switch { "AGENT" => "staff", "USER" => "customer", _ => null });
        })
        : Of("openai", segments, item => Sentence(item, "text", "start", "end", 1) with { Speaker = Label(item, "speaker"), Channel = Integer(item, "channel") });

    private static VendorTranscript FunAsr(JsonElement root)
    {
        var infos = List(root, "sentence_info") ?? [];
        return infos.Count > 0
            ? Of("funasr", infos, item => Sentence(item, "text", "start", "end", Milliseconds) with { Speaker = Label(item, "spk") })
            : new("funasr", FunAsrMessages.Sentences(root).ConvertAll(heard => new VendorSentence(heard, null, null, null)));
    }

    private static VendorSentence Sentence(JsonElement item, string text, string start, string end, double unit) =>
        new(new Heard(SpokenText.Clean(Label(item, text)), Number(item, start) / unit, Number(item, end) / unit), null, null, null);

    private static JsonElement? Inside(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static List<JsonElement>? List(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : null;

    private static double? Number(JsonElement? from, string name) => from is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        }
        : null;

    private static int? Integer(JsonElement? from, string name) => Number(from, name) is { } number && number is >= 0 and < 64 ? (int)number : null;

    /// <summary>A text, or a number as text: labels are either.</summary>
    private static string? Label(JsonElement? from, string name) => from is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
