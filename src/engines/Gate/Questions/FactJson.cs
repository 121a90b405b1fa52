using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Gate;

/// <summary>A fact within a question's JSON.</summary>
internal static class FactJson
{
    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.ExtendedIso;

    public static void Write(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("kind", Words.Of(fact.Kind));
        json.WriteString("person", fact.Person);
        JsonParts.Moment(json, "at", fact.At);
        Time(json, "from", fact.From);
        Time(json, "to", fact.To);
        JsonParts.Moment(json, "until", fact.Until);
        JsonParts.Moment(json, "withdrawn", fact.Withdrawn);
        JsonParts.Moment(json, "sent", fact.Sent);
        JsonParts.Word(json, "form", fact.Form);
        JsonParts.Text(json, "by", fact.By);
        JsonParts.List(json, "debts", fact.Debts);
        JsonParts.Word(json, "channel", fact.Channel);
        JsonParts.Text(json, "point", fact.Point);
        JsonParts.Word(json, "place", fact.Place);
        JsonParts.Word(json, "purpose", fact.Purpose);
        JsonParts.Text(json, "scope", fact.Scope);
        JsonParts.Text(json, "toPerson", fact.ToPerson);
        JsonParts.Text(json, "source", fact.Source);
        json.WriteEndObject();
    }

    public static Fact Read(JsonElement json) => new()
    {
        Kind = JsonParts.Word<FactKind>(json, "kind") ?? throw new FormatException("A fact has no kind."),
        Person = JsonParts.Text(json, "person")!, // Written for every fact.
        At = JsonParts.Moment(json.GetProperty("at")),
        From = Time(json, "from"),
        To = Time(json, "to"),
        Until = JsonParts.Moment(json, "until"),
        Withdrawn = JsonParts.Moment(json, "withdrawn"),
        Sent = JsonParts.Moment(json, "sent"),
        Form = JsonParts.Word<FactForm>(json, "form"),
        By = JsonParts.Text(json, "by"),
        Debts = JsonParts.List(json, "debts"),
        Channel = JsonParts.Word<Channel>(json, "channel"),
        Point = JsonParts.Text(json, "point"),
        Place = JsonParts.Word<VisitPlace>(json, "place"),
        Purpose = JsonParts.Word<Purpose>(json, "purpose"),
        Scope = JsonParts.Text(json, "scope"),
        ToPerson = JsonParts.Text(json, "toPerson"),
        Source = JsonParts.Text(json, "source"),
    };

    private static void Time(Utf8JsonWriter json, string name, LocalTime? time)
    {
        if (time is { } value) json.WriteString(name, TimeOfDay.Format(value));
    }

    private static LocalTime? Time(JsonElement json, string name) =>
        JsonParts.Text(json, name) is { } text ? TimeOfDay.Parse(text).GetValueOrThrow() : null;
}
