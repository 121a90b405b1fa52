using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daylight.Inspection;
using Daylight.Platform;
using NodaTime;
using NodaTime.Extensions;

namespace Daylight.Conduct;

/// <summary>An utterance, the id of its row, and how often its words were corrected.</summary>
internal sealed record KeptUtterance(string Id, Utterance Utterance, int Revision = 0);

/// <summary>
/// The content of one entry <c>conversation.utterances</c>: JSON with sorted keys, without white space, and without
/// fractions (milliseconds, thousandths of a decibel, instants as text), so that the same batch is always the same bytes.
/// </summary>
internal static class UtteranceBatch
{
    public const string MediaType = "application/json";

    private static readonly JsonWriterOptions Exact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string conversationId, IReadOnlyList<KeptUtterance> utterances)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Exact))
        {
            json.WriteStartObject();
            json.WriteString("conversation", conversationId);
            json.WriteStartArray("utterances");
            foreach (var utterance in utterances)
            {
                Write(json, utterance);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static IReadOnlyList<Utterance> Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return [.. document.RootElement.GetProperty("utterances").EnumerateArray().Select(Read)];
    }

    private static void Write(Utf8JsonWriter json, KeptUtterance kept)
    {
        var utterance = kept.Utterance;
        json.WriteStartObject();
        if (utterance.At is { } at)
        {
            json.WriteString("at", UtcMicros.Text(at.ToDateTimeOffset()));
        }

        WriteTrue(json, "deleted", utterance.Deleted);
        WriteThousandths(json, "endMs", utterance.End);
        if (utterance.Id is not null)
        {
            json.WriteString("id", utterance.Id);
        }

        WriteThousandths(json, "loudnessMilliDb", utterance.LoudnessDb);
        WriteTrue(json, "quoted", utterance.Quoted);
        if (utterance.QuotedText is not null)
        {
            json.WriteString("quotedText", utterance.QuotedText);
        }

        WriteTrue(json, "recalled", utterance.Recalled);
        if (kept.Revision > 0)
        {
            json.WriteNumber("revision", kept.Revision);
        }

        json.WriteString("role", Words.Of(utterance.Role));
        json.WriteNumber("seq", utterance.Seq);
        WriteThousandths(json, "startMs", utterance.Start);
        json.WriteString("text", utterance.Text);
        json.WriteString("utterance", kept.Id);
        json.WriteEndObject();
    }

    private static void WriteTrue(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void WriteThousandths(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, (long)Math.Round(number * 1000));
        }
    }

    private static Utterance Read(JsonElement item) => new()
    {
        Seq = item.GetProperty("seq").GetInt32(),
        Role = Words.KnownRole(item.GetProperty("role").GetString()!),
        Text = item.GetProperty("text").GetString()!,
        Id = Text(item, "id"),
        Start = Thousandths(item, "startMs"),
        End = Thousandths(item, "endMs"),
        At = Text(item, "at") is { } at
            ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToInstant()
            : null,
        LoudnessDb = Thousandths(item, "loudnessMilliDb"),
        Deleted = item.TryGetProperty("deleted", out _),
        Recalled = item.TryGetProperty("recalled", out _),
        Quoted = item.TryGetProperty("quoted", out _),
        QuotedText = Text(item, "quotedText"),
    };

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double? Thousandths(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetInt64() / 1000.0 : null;

    /// <summary>A text as UTF-8 can carry it: half a surrogate pair, as cut-off emoji leave behind, becomes U+FFFD.</summary>
    public static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
