using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NodaTime;

namespace Daylight.Gate;

/// <summary>
/// A history within a question's JSON, column by column: most columns hold one word for all events and are then written as
/// that word; others as their words and each event's place among them. Moments are the distance to the event before.
/// </summary>
internal static class HistoryJson
{
    /// <summary>What stands for "not known" among the words of a column; no id or word holds it.</summary>
    private const string None = "\0";

    public static void Write(Utf8JsonWriter json, IReadOnlyList<ContactEvent> events)
    {
        json.WriteStartObject();
        json.WriteNumber("count", events.Count);
        Moments(json, events);
        Column(json, "channel", events, None, static e => Words.Of(e.Channel));
        Column(json, "outcome", events, None, static e => e.Outcome is { } outcome ? Words.Of(outcome) : None);
        Column(json, "direction", events, Words.Of(Direction.Outbound), static e => Words.Of(e.Direction));
        Column(json, "person", events, None, static e => e.Person);
        Column(json, "point", events, None, static e => e.Point ?? None);
        Column(json, "by", events, None, static e => e.By ?? None);
        Column(json, "agent", events, None, static e => e.Agent ?? None);
        Column(json, "purpose", events, Words.Of(Purpose.Collection), static e => Words.Of(e.Purpose));
        Column(json, "place", events, None, static e => e.Place is { } place ? Words.Of(place) : None);
        Debts(json, events);
        json.WriteEndObject();
    }

    public static ContactHistory Read(JsonElement json)
    {
        var count = json.GetProperty("count").GetInt32();
        var moments = Moments(json.GetProperty("at"), count);
        var channels = Column(json, "channel", count, None);
        var outcomes = Column(json, "outcome", count, None);
        var directions = Column(json, "direction", count, Words.Of(Direction.Outbound));
        var people = Column(json, "person", count, None);
        var points = Column(json, "point", count, None);
        var collectors = Column(json, "by", count, None);
        var agents = Column(json, "agent", count, None);
        var purposes = Column(json, "purpose", count, Words.Of(Purpose.Collection));
        var places = Column(json, "place", count, None);
        var debts = Debts(json, count);
        var events = new ContactEvent[count];
        for (var i = 0; i < count; i++)
            events[i] = new()
            {
                At = moments[i],
                Channel = JsonParts.Word<Channel>(channels[i]),
                Outcome = outcomes[i] == None ? null : JsonParts.Word<Outcome>(outcomes[i]),
                Direction = JsonParts.Word<Direction>(directions[i]),
                Person = people[i],
                Point = Known(points[i]),
                By = Known(collectors[i]),
                Agent = Known(agents[i]),
                Purpose = JsonParts.Word<Purpose>(purposes[i]),
                Place = places[i] == None ? null : JsonParts.Word<VisitPlace>(places[i]),
                Debts = debts[i],
            };
        return ContactHistory.Of(events);
    }

    private static string? Known(string word) => word == None ? null : word;

    private static void Moments(Utf8JsonWriter json, IReadOnlyList<ContactEvent> events)
    {
        json.WriteStartArray("at");
        var before = Instant.FromUnixTimeTicks(0);
        foreach (var e in events)
        {
            if (!JsonParts.IsWholeTick(e.At)) throw new ArgumentException("A history's moments are whole ticks of 100 ns.", nameof(events));
            json.WriteNumberValue(e.At.ToUnixTimeTicks() - before.ToUnixTimeTicks());
            before = e.At;
        }
        json.WriteEndArray();
    }

    private static Instant[] Moments(JsonElement json, int count)
    {
        if (json.GetArrayLength() != count) throw new FormatException("A history does not have as many moments as events.");
        var moments = new Instant[count];
        var ticks = 0L;
        var i = 0;
        foreach (var distance in json.EnumerateArray()) moments[i++] = Instant.FromUnixTimeTicks(ticks += distance.GetInt64());
        return moments;
    }

    private static void Column(Utf8JsonWriter json, string name, IReadOnlyList<ContactEvent> events, string usual, Func<ContactEvent, string> of)
    {
        var (words, places) = Sort(events, of, StringComparer.Ordinal);
        if (words.Count == 1 && words[0] == usual) return;
        json.WritePropertyName(name);
        if (words.Count == 1)
        {
            json.WriteStringValue(words[0]);
            return;
        }
        Open(json);
        foreach (var word in words) json.WriteStringValue(word);
        Close(json, places);
    }

    private static string[] Column(JsonElement json, string name, int count, string usual)
    {
        var column = new string[count];
        if (!json.TryGetProperty(name, out var value)) Array.Fill(column, usual);
        else if (value.ValueKind == JsonValueKind.String) Array.Fill(column, value.GetString()!);
        else Spread(value, column, static word => word.GetString()!);
        return column;
    }

    private static void Debts(Utf8JsonWriter json, IReadOnlyList<ContactEvent> events)
    {
        var (lists, places) = Sort(events, static e => e.Debts, SameItems.Instance);
        if (lists.Count == 1 && lists[0].Count == 0) return;
        json.WritePropertyName("debts");
        Open(json);
        foreach (var list in lists)
        {
            json.WriteStartArray();
            foreach (var debt in list) json.WriteStringValue(debt);
            json.WriteEndArray();
        }
        Close(json, lists.Count == 1 ? [] : places);
    }

    private static IReadOnlyList<string>[] Debts(JsonElement json, int count)
    {
        var column = new IReadOnlyList<string>[count];
        if (!json.TryGetProperty("debts", out var value)) Array.Fill(column, []);
        else if (value[1].GetArrayLength() == 0) Array.Fill(column, List(value[0][0]));
        else Spread(value, column, List);
        return column;
    }

    private static IReadOnlyList<string> List(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetString()!)];

    private static void Open(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteStartArray();
    }

    private static void Close(Utf8JsonWriter json, int[] places)
    {
        json.WriteEndArray();
        json.WriteStartArray();
        foreach (var place in places) json.WriteNumberValue(place);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void Spread<T>(JsonElement json, T[] column, Func<JsonElement, T> read)
    {
        T[] words = [.. json[0].EnumerateArray().Select(read)];
        if (json[1].GetArrayLength() != column.Length) throw new FormatException("A history's column does not have as many places as events.");
        var i = 0;
        foreach (var place in json[1].EnumerateArray())
            column[i++] = place.GetInt32() is var at && at >= 0 && at < words.Length ? words[at] : throw new FormatException("A history names a word that is not there.");
    }

    /// <summary>The words in the order in which they first appear, and each event's place among them.</summary>
    private static (List<T> Words, int[] Places) Sort<T>(IReadOnlyList<ContactEvent> events, Func<ContactEvent, T> of, IEqualityComparer<T> same) where T : notnull
    {
        var words = new List<T>(4);
        var places = new int[events.Count];
        Dictionary<T, int>? known = null;
        for (var i = 0; i < places.Length; i++)
        {
            var word = of(events[i]);
            if (i > 0 && same.Equals(words[places[i - 1]], word))
            {
                places[i] = places[i - 1];
                continue;
            }
            known ??= new(same);
            if (!known.TryGetValue(word, out var place))
            {
                place = words.Count;
                known.Add(word, place);
                words.Add(word);
            }
            places[i] = place;
        }
        return (words, places);
    }

    private sealed class SameItems : IEqualityComparer<IReadOnlyList<string>>
    {
        public static readonly SameItems Instance = new();

        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => ReferenceEquals(x, y) || x!.SequenceEqual(y!, StringComparer.Ordinal);

        public int GetHashCode([DisallowNull] IReadOnlyList<string> list) => list.Count == 0 ? 0 : list[0].GetHashCode(StringComparison.Ordinal) + list.Count;
    }
}
