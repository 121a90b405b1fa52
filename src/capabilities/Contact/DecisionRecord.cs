using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// What is sealed of a decision: the question exactly as the gate was asked it, which texts of law answered it, and the
/// answer in short. The answer in full follows from the two and is checked by its hash; the words of the rules follow from the
/// packs, which the archive keeps by hash. Nothing in it names a person but ids.
/// </summary>
internal sealed record DecisionRecord
{
    /// <summary>The form written today. Records of the first form have no number and no whole history, so they are only readable.</summary>
    public const int Form = 2;

    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string DecisionId { get; init; }

    public required string CaseId { get; init; }

    /// <summary>The contact point by id; the question knows it by kind and number only.</summary>
    public string? ContactPointId { get; init; }

    public required GateQuestion Question { get; init; }

    /// <summary>Hashes of the calendars that the packs counted days by, in order.</summary>
    public required IReadOnlyList<string> Calendars { get; init; }

    /// <summary>The packs that answered, in the order in which they were asked.</summary>
    public required IReadOnlyList<PackRef> Packs { get; init; }

    public required string ZoneData { get; init; }

    /// <summary>Rules that an approved override lifted before the question was asked.</summary>
    public IReadOnlyList<string> Lifted { get; init; } = [];

    /// <summary>sha256 of the answer as <see cref="DecisionJson"/> writes it, with its id.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The answer in short, as JSON.</summary>
    public required JsonElement Answer { get; init; }

    /// <summary>The record of a decision that was just made, as the bytes that are sealed.</summary>
    public static byte[] Write(DecisionSubject subject, GateQuestion question, Decision decision, IReadOnlyList<string> calendars)
    {
        ArrayBufferWriter<byte> buffer = new(2048);
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("form", Form);
            json.WriteString("decision", subject.DecisionId);
            json.WriteString("case", subject.CaseId);
            if (subject.ContactPointId is { } point)
            {
                json.WriteString("contactPoint", point);
            }

            json.WritePropertyName("question");
            QuestionJson.Write(json, question);
            WriteTexts(json, decision.Packs, calendars);
            WriteLifted(json, subject.Lifted);
            json.WriteString("zoneData", decision.ZoneData);
            json.WritePropertyName("answer");
            AnswerJson.Write(json, decision);
            json.WriteString("sha256", Hash(decision, subject.DecisionId));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a sealed record; null if it is of the first form.</summary>
    /// <exception cref="FormatException">It is no record of a decision.</exception>
    public static DecisionRecord? Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            return json.TryGetProperty("form", out var form) && form.GetInt32() == Form ? Read(json) : null;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("This is not the record of a decision.", failure);
        }
    }

    /// <summary>sha256 of the whole answer, with its id.</summary>
    public static string Hash(Decision decision, string id) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DecisionJson.Write(decision, id))));

    private static DecisionRecord Read(JsonElement json) => new()
    {
        DecisionId = json.GetProperty("decision").GetString()!,
        CaseId = json.GetProperty("case").GetString()!,
        ContactPointId = json.TryGetProperty("contactPoint", out var point) ? point.GetString() : null,
        Question = QuestionJson.Read(json.GetProperty("question")),
        Packs = [.. json.GetProperty("packs").EnumerateArray().Select(pack => new PackRef(pack[0].GetString()!, pack[1].GetString()!, pack[2].GetString()!))],
        Calendars = json.TryGetProperty("calendars", out var calendars) ? [.. calendars.EnumerateArray().Select(hash => hash.GetString()!)] : [],
        Lifted = json.TryGetProperty("lifted", out var lifted) ? [.. lifted.EnumerateArray().Select(rule => rule.GetString()!)] : [],
        ZoneData = json.GetProperty("zoneData").GetString()!,
        Answer = json.GetProperty("answer").Clone(),
        Sha256 = json.GetProperty("sha256").GetString()!,
    };

    private static void WriteLifted(Utf8JsonWriter json, IReadOnlyList<string> lifted)
    {
        if (lifted.Count == 0)
        {
            return;
        }

        json.WriteStartArray("lifted");
        foreach (var rule in lifted)
        {
            json.WriteStringValue(rule);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<PackRef> packs, IReadOnlyList<string> calendars)
    {
        json.WriteStartArray("packs");
        foreach (var pack in packs)
        {
            json.WriteStartArray();
            json.WriteStringValue(pack.Name);
            json.WriteStringValue(pack.Version);
            json.WriteStringValue(pack.Hash);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (calendars.Count > 0)
        {
            json.WriteStartArray("calendars");
            foreach (var hash in calendars)
            {
                json.WriteStringValue(hash);
            }

            json.WriteEndArray();
        }
    }
}

/// <summary>What a decision is about.</summary>
internal sealed record DecisionSubject(string DecisionId, string CaseId, string? ContactPointId)
{
    /// <summary>Rules that an approved override lifted.</summary>
    public IReadOnlyList<string> Lifted { get; init; } = [];
}
