using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daylight.Gate;

namespace Daylight.Engines.Gate;

/// <summary>Changes a parsed text where its structure can be changed, and writes it as JSON, which is YAML too.</summary>
internal static class NodeMutation
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Words = ["", "true", "0", "-5", "99999999", "call", "never", "2026-02-30", "25:00", "forbid", "cap", "Debtor", "consent", "7 local-days", "昭"];

    public static string Mutate(Node tree, Random random, int changes)
    {
        var root = Json(tree)!;
        for (var i = 0; i < changes; i++) Change(Somewhere(root, random), random);
        return root.ToJsonString(Plain);
    }

    private static JsonNode Somewhere(JsonNode root, Random random)
    {
        var here = root;
        while (Inner(here) is { Count: > 0 } inner && random.Next(4) > 0) here = inner[random.Next(inner.Count)];
        return here;
    }

    private static List<JsonNode> Inner(JsonNode node) => node switch
    {
        JsonObject map => [.. map.Select(f => f.Value).OfType<JsonNode>().Where(v => v is JsonObject or JsonArray)],
        JsonArray list => [.. list.OfType<JsonNode>().Where(v => v is JsonObject or JsonArray)],
        _ => [],
    };

    private static void Change(JsonNode node, Random random)
    {
        if (node is JsonArray list && list.Count > 0)
        {
            var (at, other) = (random.Next(list.Count), random.Next(list.Count));
            if (random.Next(3) == 0) list.RemoveAt(at);
            else if (random.Next(2) == 0) list.Add(list[at]?.DeepClone());
            else list[at] = list[other]?.DeepClone();
        }
        else if (node is JsonObject map && map.Count > 0)
        {
            var names = map.Select(f => f.Key).ToList();
            var (name, other) = (names[random.Next(names.Count)], names[random.Next(names.Count)]);
            if (random.Next(3) == 0) map.Remove(name);
            else if (random.Next(2) == 0) map[name] = Words[random.Next(Words.Length)];
            else map[name] = map[other]?.DeepClone();
        }
    }

    private static JsonNode? Json(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Fields.Select(f => KeyValuePair.Create(f.Name, Json(f.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode text => text.Text,
        _ => throw new InvalidOperationException(),
    };
}
