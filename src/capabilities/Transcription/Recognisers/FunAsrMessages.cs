using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daylight.Transcription;

/// <summary>The messages of FunASR's runtime, as its servers of several years send them; fields change their type between them.</summary>
internal static class FunAsrMessages
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first text frame: nothing that is sent before it is heard, and hotwords are read from it alone.</summary>
    public static string Begin(FunAsrSettings settings, Speech speech)
    {
        Dictionary<string, object> begin = new(StringComparer.Ordinal)
        {
            ["mode"] = settings.Dialect switch
            {
                FunAsrDialect.Offline => "offline",
                FunAsrDialect.Online => "online",
                FunAsrDialect.TwoPass => "2pass",
                _ => throw new ArgumentOutOfRangeException(nameof(settings)),
            },
            ["wav_name"] = speech.Name,
            ["wav_format"] = "pcm",
            ["audio_fs"] = speech.Rate,
            ["is_speaking"] = true,
            ["itn"] = true,
        };
        if (settings.Hotwords is { Count: > 0 } words)
        {
            begin["hotwords"] = JsonSerializer.Serialize(words, Plain); // A text that holds JSON, not an object.
        }

        if (settings.Dialect != FunAsrDialect.Offline)
        {
            // Without three numbers a live server is silent, and says no word of it.
            begin["chunk_size"] = new[] { 5, 10, 5 };
            begin["chunk_interval"] = 10;
            begin["encoder_chunk_look_back"] = 4;
            begin["decoder_chunk_look_back"] = 0;
        }

        return JsonSerializer.Serialize(begin, Plain);
    }

    public static string Mode(JsonElement message) => Text(message, "mode") ?? "";

    public static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool IsTrue(JsonElement message, string name) => message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The sentences of a final message, with as much of their time as it tells.</summary>
    public static List<Heard> Sentences(JsonElement message)
    {
        var text = SpokenText.Clean(Text(message, "text"));
        return List(message, "stamp_sents") is { } stamps && Stamped(stamps) is { Count: > 0 } stamped ? stamped
            : List(message, "sentence_info") is { } infos && Informed(infos) is { Count: > 0 } informed ? informed
            : text.Length == 0 ? []
            : List(message, "timestamp") is { } times && Timed(text, times) is { } timed ? timed
            : Number(message, "start_time") is { } start && Number(message, "end_time") is { } end ? [new Heard(text, start / 1000, end / 1000)]
            : [.. SpokenText.Sentences(text).Select(sentence => new Heard(sentence, null, null))];
    }

    /// <summary>The sentences of an event of the nano server: times in milliseconds.</summary>
    public static List<Heard> EventSentences(JsonElement message) => List(message, "sentences") is { } sentences ? Informed(sentences) : [];

    /// <summary>A list, or a text that holds one: the older server sends its lists as text, an empty one after a fault of its own.</summary>
    private static List<JsonElement>? List(JsonElement message, string name)
    {
        if (!message.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray()];
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            using var inside = JsonDocument.Parse(value.GetString()!);
            return inside.RootElement.ValueKind == JsonValueKind.Array ? [.. inside.RootElement.Clone().EnumerateArray()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<Heard> Stamped(List<JsonElement> stamps) =>
    [
        .. stamps.Where(stamp => stamp.ValueKind == JsonValueKind.Object)
            .Select(stamp => new Heard(
                SpokenText.Join(SpokenText.Clean(Text(stamp, "text_seg"))) + (Text(stamp, "punc") ?? ""), Number(stamp, "start") / 1000, Number(stamp, "end") / 1000))
            .Where(heard => heard.Text.Length > 0),
    ];

    private static List<Heard> Informed(List<JsonElement> infos) =>
    [
        .. infos.Where(info => info.ValueKind == JsonValueKind.Object)
            .Select(info => new Heard(SpokenText.Clean(Text(info, "text")), Number(info, "start") / 1000, Number(info, "end") / 1000))
            .Where(heard => heard.Text.Length > 0),
    ];

    /// <summary>Sentences by the times of their characters; null if there are not as many times as characters, as numbers that were rewritten make it.</summary>
    private static List<Heard>? Timed(string text, List<JsonElement> times)
    {
        if (times.Count != SpokenText.Units(text) || times.Any(time => time.ValueKind != JsonValueKind.Array || time.GetArrayLength() != 2))
        {
            return null;
        }

        List<Heard> sentences = [];
        var at = 0;
        foreach (var sentence in SpokenText.Sentences(text))
        {
            var units = SpokenText.Units(sentence);
            if (units > 0)
            {
                sentences.Add(new Heard(sentence, times[at][0].GetDouble() / 1000, times[at + units - 1][1].GetDouble() / 1000));
            }

            at += units;
        }

        return sentences;
    }

    private static double? Number(JsonElement message, string name) => message.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        }
        : null;
}
