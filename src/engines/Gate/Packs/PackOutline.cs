using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Daylight.Gate;

/// <summary>What a text of the packs folder is.</summary>
public enum PackTextKind
{
    /// <summary>Rules.</summary>
    Pack,
    /// <summary>A name for several packs.</summary>
    Group,
    /// <summary>Published day types.</summary>
    Calendar,
}

/// <summary>
/// A text as it is written: its parts with their lines and fields, whatever kinds of rules it uses. For showing and comparing;
/// what the gate decides by is a <see cref="PolicyPack"/>.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name it gives itself.</param>
/// <param name="Fields">Its own fields, without rules and vectors.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Vectors">Its vectors.</param>
public sealed record PackOutline(
    PackTextKind Kind, string Name, JsonObject Fields, IReadOnlyList<PartOutline> Rules, IReadOnlyList<PartOutline> Vectors)
{
    /// <summary>Reads a text; null when it is none of the three kinds, or not YAML.</summary>
    public static PackOutline? Read(string yaml)
    {
        if (YamlTree.Read(yaml, "", []) is not [MapNode map]) return null;
        foreach (var (field, kind) in new[] { ("pack", PackTextKind.Pack), ("group", PackTextKind.Group), ("holidays", PackTextKind.Calendar) })
        {
            if (Find(map, field) is null) continue;
            var name = Find(map, kind == PackTextKind.Calendar ? "calendar" : field) is ScalarNode { IsNull: false } scalar ? scalar.Text : "";
            return new(kind, name, Object(map, except: ["rules", "vectors"]), Parts(Find(map, "rules")), Parts(Find(Find(map, "vectors"), "cases")));
        }
        return null;
    }

    /// <summary>sha256 of a text, <c>sha256:</c> and 64 hex digits. It ignores how lines end, so that a checkout on another system gives the same.</summary>
    public static string HashOf(string yaml) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml.ReplaceLineEndings("\n"))));

    private static List<PartOutline> Parts(Node? list) =>
        [.. (list as ListNode)?.Items.OfType<MapNode>().Select(map =>
            new PartOutline(Find(map, "id") is ScalarNode id ? id.Text : "", map.Line, Object(map, except: ["id"]))) ?? []];

    private static Node? Find(Node? node, string name) => (node as MapNode)?.Fields.FirstOrDefault(field => field.Name == name).Value;

    private static JsonObject Object(MapNode map, string[] except)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in map.Fields)
            if (!except.Contains(name, StringComparer.Ordinal)) fields[name] = Json(value);
        return fields;
    }

    private static JsonNode? Json(Node node) => node switch
    {
        MapNode map => Object(map, []),
        ListNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode { Quoted: false } plain when bool.TryParse(plain.Text, out var truth) => JsonValue.Create(truth),
        ScalarNode { Quoted: false } plain when long.TryParse(plain.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException($"node {node.GetType().Name}"),
    };
}

/// <summary>One rule or vector as it is written.</summary>
/// <param name="Id">Its id; empty when it has none.</param>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Fields">Its other fields.</param>
public sealed record PartOutline(string Id, int Line, JsonObject Fields);
