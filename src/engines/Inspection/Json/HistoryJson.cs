using System.Text.Json;
using NodaTime;

namespace Daylight.Inspection;

/// <summary>Reads what a conversation line says beyond words: events in utterances, and earlier conversations.</summary>
internal static class HistoryJson
{
    /// <summary>Earlier conversations that are read; with more the line is refused.</summary>
    private const int EarlierMax = 10_000;

    /// <summary>"event": {"kind": "redPacket", "amount": 200}, or the kind alone.</summary>
    internal static UtteranceEvent? Event(JsonFields fields, string path, List<FieldProblem> problems)
    {
        if (!fields.Has("event", out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return fields.Choice("event", Names.EventKinds) is { } only ? new UtteranceEvent(only) : null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            fields.Add("event", "must be a kind or an object", "{\"kind\":\"redPacket\",\"amount\":200}");
            return null;
        }

        var own = new JsonFields(value, path + ".event", problems);
        return own.Choice("kind", Names.EventKinds, required: true) is { } kind ? new UtteranceEvent(kind, (decimal?)own.Number("amount", 0, 1e12)) : null;
    }

    internal static IReadOnlyList<EarlierConversation> Earlier(JsonFields fields, DateTimeZone zone, List<FieldProblem> problems)
    {
        if (!fields.Has("earlier", out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > EarlierMax)
        {
            fields.Add("earlier", $"must be a list of at most {EarlierMax} earlier conversations", "[{\"at\":…,\"kind\":\"call\",\"rules\":[…]}]");
            return [];
        }

        return list.EnumerateArray().Select((element, i) => One(element, $"earlier[{i}]", zone, problems)).OfType<EarlierConversation>().ToArray();
    }

    private static EarlierConversation? One(JsonElement element, string path, DateTimeZone zone, List<FieldProblem> problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FieldProblem(path, "is not an object", "{\"at\":…}"));
            return null;
        }

        var fields = new JsonFields(element, path, problems);
        if (fields.At("at", zone) is not { } at)
        {
            fields.Add("at", "is missing", "a date and time such as 2026-03-02T10:00:00+08:00");
            return null;
        }

        return new EarlierConversation
        {
            At = at,
            Kind = fields.Choice("kind", Names.Channels) ?? ConversationKind.Call,
            Direction = fields.Choice("direction", Names.Directions) ?? ConversationDirection.Outbound,
            Staff = fields.Text("staff"),
            Rules = Texts(fields, "rules"),
            Categories = Texts(fields, "categories"),
        };
    }

    private static string[] Texts(JsonFields fields, string name)
    {
        if (!fields.Has(name, out var list))
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
        {
            return list.EnumerateArray().Select(e => e.GetString()!).ToArray(); // a JSON string is never null
        }

        fields.Add(name, "must be a list of texts", null);
        return [];
    }
}
