using System.Text.Json;
using Daylight.Gate;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Contact;

/// <summary>
/// A decision in short: verdict, moments, what each rule said with its reason, obligations, flags, and every counter before
/// and after. No words of rules, which follow from the packs; no packs and no version of the zone data, which stand beside it.
/// </summary>
internal static class AnswerJson
{
    public static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject();
        json.WriteString("verdict", Words.Of(decision.Verdict));
        json.WriteString("at", Iso(decision.At));
        json.WriteString("validUntil", Iso(decision.ValidUntil));
        Text(json, "next", decision.Next is { } next ? Iso(next) : null);
        Text(json, "zone", decision.Zone);
        json.WriteStartArray("rules");
        foreach (var rule in decision.Rules)
        {
            Rule(json, rule);
        }

        json.WriteEndArray();
        json.WriteStartArray("obligations");
        foreach (var obligation in decision.Obligations)
        {
            json.WriteStringValue($"{obligation.Code} {obligation.Rule}");
        }

        json.WriteEndArray();
        json.WriteStartArray("flags");
        foreach (var flag in decision.Flags)
        {
            json.WriteStringValue(flag);
        }

        json.WriteEndArray();
        json.WriteStartArray("counters");
        foreach (var counter in decision.Counters)
        {
            Counter(json, counter);
        }

        json.WriteEndArray();
        SetAside(json, decision.SetAside);
        json.WriteEndObject();
    }

    /// <summary>A decision in short, as a tree.</summary>
    public static JsonElement Of(Decision decision)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            Write(json, decision);
        }

        using var document = JsonDocument.Parse(text.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Most rules have nothing to add to what they said: those are one string, <c>pass cn.standard.hours</c>.</summary>
    private static void Rule(Utf8JsonWriter json, RuleFinding rule)
    {
        var said = $"{Words.Of(rule.Effect)} {rule.Id}";
        if (rule.Because is null && rule.Next is null)
        {
            json.WriteStringValue(said);
            return;
        }

        json.WriteStartArray();
        json.WriteStringValue(said);
        json.WriteStringValue(rule.Because);
        json.WriteStringValue(rule.Next is { } next ? Iso(next) : null);
        json.WriteEndArray();
    }

    /// <summary>Only where there are any, as in the answer in full.</summary>
    private static void SetAside(Utf8JsonWriter json, IReadOnlyList<PackSetAside> packs)
    {
        if (packs.Count == 0)
        {
            return;
        }

        json.WriteStartArray("setAside");
        foreach (var pack in packs)
        {
            json.WriteStartArray();
            json.WriteStringValue($"{pack.Pack} {Words.Of(pack.Reason)}");
            json.WriteStringValue(string.Join(' ', pack.Governs));
            json.WriteStringValue(string.Join(' ', pack.Known));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Counter(Utf8JsonWriter json, Counter counter)
    {
        json.WriteStartArray();
        json.WriteStringValue(counter.Rule);
        json.WriteStringValue(counter.Key);
        json.WriteNumberValue(counter.Before);
        json.WriteNumberValue(counter.After);
        json.WriteNumberValue(counter.Limit);
        json.WriteStringValue(counter.Window);
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Iso(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
