using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Gate;

/// <summary>Writes decisions as JSON: camelCase, the words of the vocabulary, instants in UTC.</summary>
public static class DecisionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One decision on one line; the same decision always gives the same bytes.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="id">An id to carry along; null writes null.</param>
    public static string Write(Decision decision, string? id = null)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Text(json, "id", id);
            json.WriteString("verdict", Words.Of(decision.Verdict));
            json.WriteString("at", Iso(decision.At));
            json.WriteString("validUntil", Iso(decision.ValidUntil));
            Text(json, "next", decision.Next is { } next ? Iso(next) : null);
            Text(json, "zone", decision.Zone);
            List(json, "rules", decision.Rules, Rule);
            List(json, "obligations", decision.Obligations, Obligation);
            List(json, "flags", decision.Flags, static (j, flag) => j.WriteStringValue(flag));
            List(json, "counters", decision.Counters, Counter);
            List(json, "packs", decision.Packs, Pack);
            // Only where there are any, so that older decisions keep their bytes.
            if (decision.SetAside.Count > 0) List(json, "setAside", decision.SetAside, SetAside);
            // Only where there are any, so that decisions by packs without a calendar keep their bytes.
            if (decision.Calendars.Count > 0) List(json, "calendars", decision.Calendars, Pack);
            json.WriteString("zoneData", decision.ZoneData);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Rule(Utf8JsonWriter json, RuleFinding rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("pack", rule.Pack);
        json.WriteString("effect", Words.Of(rule.Effect));
        json.WriteString("strength", Words.Of(rule.Strength));
        json.WriteString("instrument", rule.Instrument);
        json.WriteString("article", rule.Article);
        Bilingual(json, "text", rule.Text);
        Text(json, "because", rule.Because);
        json.WriteBoolean("confirmed", rule.Confirmed);
        Text(json, "next", rule.Next is { } next ? Iso(next) : null);
        json.WriteEndObject();
    }

    private static void Obligation(Utf8JsonWriter json, Obligation obligation)
    {
        json.WriteStartObject();
        json.WriteString("code", obligation.Code);
        Bilingual(json, "text", obligation.Text);
        json.WriteString("rule", obligation.Rule);
        json.WriteEndObject();
    }

    private static void Counter(Utf8JsonWriter json, Counter counter)
    {
        json.WriteStartObject();
        json.WriteString("rule", counter.Rule);
        json.WriteString("key", counter.Key);
        Bilingual(json, "label", counter.Label);
        json.WriteNumber("limit", counter.Limit);
        json.WriteNumber("before", counter.Before);
        json.WriteNumber("after", counter.After);
        json.WriteString("window", counter.Window);
        json.WriteEndObject();
    }

    private static void Pack(Utf8JsonWriter json, PackRef pack)
    {
        json.WriteStartObject();
        json.WriteString("name", pack.Name);
        json.WriteString("version", pack.Version);
        json.WriteString("hash", pack.Hash);
        json.WriteEndObject();
    }

    private static void SetAside(Utf8JsonWriter json, PackSetAside pack)
    {
        json.WriteStartObject();
        json.WriteString("pack", pack.Pack);
        json.WriteString("reason", Words.Of(pack.Reason));
        List(json, "governs", pack.Governs, static (j, word) => j.WriteStringValue(word));
        List(json, "known", pack.Known, static (j, word) => j.WriteStringValue(word));
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(json, item);
        json.WriteEndArray();
    }

    private static void Bilingual(Utf8JsonWriter json, string name, Bilingual text)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }

    private static string Iso(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
