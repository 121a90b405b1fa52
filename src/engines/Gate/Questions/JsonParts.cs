using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Gate;

/// <summary>The parts that a question's JSON is made of; what is null or empty is not written.</summary>
internal static class JsonParts
{
    public static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static void Flag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known) json.WriteBoolean(name, known);
    }

    public static bool? Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    public static void Date(Utf8JsonWriter json, string name, LocalDate? value)
    {
        if (value is { } known) json.WriteString(name, LocalDatePattern.Iso.Format(known));
    }

    public static LocalDate? Date(JsonElement json, string name) =>
        Text(json, name) is { } text ? LocalDatePattern.Iso.Parse(text).GetValueOrThrow() : null;

    public static void Word<T>(Utf8JsonWriter json, string name, T? value) where T : struct, Enum
    {
        if (value is { } known) json.WriteString(name, Words.Of(known));
    }

    /// <summary>The value of a word. <c>unknown</c> is a state that may be written; it reads as the type's zero.</summary>
    public static T? Word<T>(JsonElement json, string name) where T : struct, Enum =>
        Text(json, name) is not { } word ? null : Word<T>(word);

    public static T Word<T>(string word) where T : struct, Enum
    {
        if (Words.TryRead<T>(word, out var value)) return value;
        return Words.Of(default(T)) == word ? default : throw new FormatException($"'{word}' is no word of {typeof(T).Name}.");
    }

    public static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    public static IReadOnlyList<string> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var items) ? [.. items.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>Ticks of 100 ns since the Unix epoch; an instant between two ticks is written as text.</summary>
    public static void Moment(Utf8JsonWriter json, string name, Instant? at)
    {
        if (at is not { } moment) return;
        json.WritePropertyName(name);
        if (IsWholeTick(moment)) json.WriteNumberValue(moment.ToUnixTimeTicks());
        else json.WriteStringValue(InstantPattern.ExtendedIso.Format(moment));
    }

    public static Instant? Moment(JsonElement json, string name) => json.TryGetProperty(name, out var at) ? Moment(at) : null;

    public static Instant Moment(JsonElement at) => at.ValueKind == JsonValueKind.Number
        ? Instant.FromUnixTimeTicks(at.GetInt64())
        : InstantPattern.ExtendedIso.Parse(at.GetString()!).GetValueOrThrow();

    public static bool IsWholeTick(Instant at) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks()) == at;
}
