using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daylight.Gate;

namespace Daylight.Engines.Gate;

/// <summary>Writes JSON schemas from the readers: whatever a reader asks for stands in the schema, and nothing else.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 2, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of the three kinds of files in <c>packs/</c>.</summary>
    public static string Packs()
    {
        var definitions = new Definitions();
        var rule = new JsonObject { ["oneOf"] = new JsonArray([.. RuleReader.Kinds.Select(kind => Rule(kind, definitions))]) };
        var pack = Describe(f => PackReader.Pack(f, ""), "{}", definitions);
        pack["properties"]!["rules"] = ListOf("#/$defs/rule");
        var vectors = Describe(f => PackReader.Vectors(f, ""), "{}", new Definitions());
        vectors["properties"]!["cases"] = ListOf("policy-vectors.schema.json#/$defs/vector");
        vectors["properties"]!["zone"] = new JsonObject { ["$ref"] = "#/$defs/text" };
        pack["properties"]!["vectors"] = vectors;
        return Write("Policy packs, groups and calendars of packs/", new JsonObject
        {
            ["oneOf"] = new JsonArray(pack, Describe(f => GroupReader.Read(f), "{}", definitions), Describe(f => CalendarReader.Read(f), "{}", definitions)),
            ["$defs"] = definitions.With("rule", rule),
        });
    }

    /// <summary>The schema of one document of a case file.</summary>
    public static string Vectors()
    {
        var definitions = new Definitions();
        JsonObject[] kinds = [Vector("{intent: {}}", "intent", definitions), Vector("{retention: {}}", "retention", definitions), Vector("{day: 2026-01-01}", "day", definitions)];
        var document = Describe(f => VectorFile.Document(f, []), "{}", new Definitions());
        foreach (var name in new[] { "packs", "zone", "calendar" })
            document["properties"]![name] = new JsonObject { ["$ref"] = name == "packs" ? "#/$defs/texts" : "#/$defs/text" };
        document["properties"]!["vectors"] = ListOf("#/$defs/vector");
        document["$defs"] = definitions.With("vector", new JsonObject { ["oneOf"] = new JsonArray([.. kinds]) });
        return Write("Policy vectors of spec/cases/gate/", document);
    }

    private static JsonObject Rule(string kind, Definitions definitions)
    {
        var rule = Describe(f => RuleReader.Read(f, null), $"{{kind: {kind}}}", definitions);
        rule["properties"]!["kind"] = new JsonObject { ["const"] = kind };
        // A pack may name the instrument once for all its rules.
        Remove((JsonArray)rule["required"]!, "instrument");
        return rule;
    }

    private static JsonObject Vector(string yaml, string question, Definitions definitions)
    {
        var vector = Describe(f => VectorReader.Read(f, new([], null, null), []), yaml, definitions);
        var required = (JsonArray)vector["required"]!;
        Remove(required, question);
        required.Add(question);
        return vector;
    }

    /// <summary>Reads an all but empty text with a log; what it asks for is the schema, and what it misses is required.</summary>
    private static JsonObject Describe(Action<Fields> read, string yaml, Definitions definitions)
    {
        var (log, problems) = (new FieldLog(), new List<PackProblem>());
        var node = YamlTree.Read(yaml, "", problems)[0];
        read(new Fields(node, "", "", problems, log));
        var missing = problems.Where(p => p.Message == "is missing").Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
        return new Description([.. log.Fields], missing, definitions).Map("");
    }

    private sealed record Description(IReadOnlyList<AskedField> Fields, HashSet<string> Missing, Definitions Definitions)
    {
        public JsonObject Map(string path)
        {
            var (properties, required) = (new JsonObject(), new JsonArray());
            JsonNode? others = false;
            foreach (var field in Fields.Where(f => f.Path == path).DistinctBy(f => (f.Name, f.Form)))
            {
                var inner = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                if (Missing.Contains(inner)) required.Add(field.Name);
                if (field.Name == "*") others = Value(field, inner);
                // Where a field is asked for in two forms, the later is the narrower one.
                else properties[field.Name] = Value(field, inner);
            }
            return new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = others, ["required"] = required };
        }

        private JsonNode Value(AskedField field, string inner) => field.Form switch
        {
            FieldForm.Map => Definitions.Refer(field.Name == "*" ? "one" : field.Name, Map(inner)),
            FieldForm.Maps => new JsonObject { ["type"] = "array", ["items"] = Definitions.Refer(field.Name, Map(inner + "[0]")) },
            FieldForm.Texts => Definitions.Refer(field.Words is null ? "texts" : field.Name, OneOrMany(Word(field.Words))),
            FieldForm.Dates => Definitions.Refer("dates", OneOrMany(Pattern(Date))),
            FieldForm.Number => new JsonObject { ["type"] = "integer", ["minimum"] = field.Min, ["maximum"] = field.Max },
            FieldForm.Bool => new JsonObject { ["type"] = "boolean" },
            FieldForm.Date => Definitions.Refer("date", Pattern(Date)),
            FieldForm.Moment => Definitions.Refer("moment", Pattern(Moment)),
            FieldForm.MomentOrNever => Definitions.Refer("moment-or-never", Pattern($"{Moment}|^never$")),
            FieldForm.TimeOfDay => Definitions.Refer("time-of-day", Pattern("^([0-9]|[01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00$")),
            FieldForm.Window => Definitions.Refer("window", Pattern("^[0-9]+ (minutes|hours|local-days)$|^calendar-(day|week|month)$|^ever$")),
            FieldForm.Period => Definitions.Refer("term", Pattern("^[0-9]+ (years?|months?|days?)$")),
            FieldForm.Text => Definitions.Refer(field.Words is null ? "text" : field.Name, Word(field.Words)),
            _ => throw new InvalidOperationException($"form {field.Form}"),
        };
    }

    /// <summary>Parts that stand in several places are written once.</summary>
    private sealed class Definitions
    {
        private readonly SortedDictionary<string, JsonObject> all = new(StringComparer.Ordinal);

        public JsonObject Refer(string name, JsonObject schema)
        {
            for (var number = 1; ; number++)
            {
                var numbered = number == 1 ? name : $"{name}-{number}";
                if (all.TryAdd(numbered, schema) || JsonNode.DeepEquals(all[numbered], schema)) return new() { ["$ref"] = $"#/$defs/{numbered}" };
            }
        }

        public JsonObject With(string name, JsonObject schema) =>
            new(all.Append(KeyValuePair.Create(name, schema)).Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value.DeepClone())));
    }

    private static JsonObject ListOf(string reference) => new() { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = reference } };

    private const string Date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    private const string Moment = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$";

    // Numbers and words such as true are texts to the reader, whatever YAML makes of them.
    private static JsonObject Word(IReadOnlyList<string>? words) => words is null
        ? new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }
        : new JsonObject { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject OneOrMany(JsonObject item) => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = item.DeepClone() }, item.DeepClone()),
    };

    private static void Remove(JsonArray names, string name)
    {
        foreach (var found in names.Where(n => n!.GetValue<string>() == name).ToList()) names.Remove(found);
    }

    private static string Write(string title, JsonObject schema)
    {
        var whole = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (name, value) in schema) whole[name] = value?.DeepClone();
        return whole.ToJsonString(Written).ReplaceLineEndings("\n") + "\n";
    }
}
