using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Daylight.Engines.Gate;

/// <summary>Checks a value against the words of JSON schema that ours use, and refuses any other word.</summary>
internal sealed class SchemaCheck(Func<string, JsonNode> read)
{
    public IEnumerable<string> Check(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        if (schema is JsonValue allowed) return allowed.GetValue<bool>() ? [] : [$"{path}: is not allowed"];
        return ((JsonObject)schema).SelectMany(word => Word(root, (JsonObject)schema, word.Key, word.Value!, value, path));
    }

    private IEnumerable<string> Word(JsonNode root, JsonObject schema, string word, JsonNode rule, JsonNode? value, string path) => word switch
    {
        "$schema" or "title" or "$defs" => [],
        "$ref" => Refer(root, rule.GetValue<string>(), value, path),
        "type" => IsOf(rule, value) ? [] : [$"{path}: is {value?.GetValueKind()}, not {rule.ToJsonString()}"],
        "const" => JsonNode.DeepEquals(rule, value) ? [] : [$"{path}: is not {rule}"],
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{path}: {value} is not one of {rule.ToJsonString()}"],
        "pattern" => value is JsonValue text && Regex.IsMatch(text.ToString(), rule.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)) ? [] : [$"{path}: {value} is not like {rule}"],
        "minimum" => value is null || value.GetValueKind() != JsonValueKind.Number || value.GetValue<long>() >= rule.GetValue<int>() ? [] : [$"{path}: too small"],
        "maximum" => value is null || value.GetValueKind() != JsonValueKind.Number || value.GetValue<long>() <= rule.GetValue<int>() ? [] : [$"{path}: too great"],
        "items" => value is JsonArray list ? list.SelectMany((item, i) => Check(root, rule, item, $"{path}[{i}]")) : [],
        "required" => value is JsonObject map ? rule.AsArray().Where(name => !map.ContainsKey(name!.GetValue<string>())).Select(name => $"{path}: {name} is missing") : [],
        "properties" => value is JsonObject map ? map.Where(f => rule[f.Key] is not null).SelectMany(f => Check(root, rule[f.Key]!, f.Value, $"{path}.{f.Key}")) : [],
        "additionalProperties" => value is JsonObject map
            ? map.Where(f => schema["properties"]?[f.Key] is null).SelectMany(f => Check(root, rule, f.Value, $"{path}.{f.Key}"))
            : [],
        "anyOf" => Choices(root, rule, value, path).Any(c => c.Count == 0) ? [] : [$"{path}: fits none of anyOf"],
        "oneOf" => Choices(root, rule, value, path).ToList() is var choices && choices.Count(c => c.Count == 0) == 1 ? [] : choices.MinBy(c => c.Count)!.Prepend($"{path}: fits not one of oneOf"),
        _ => throw new InvalidOperationException($"the schema word {word} is not known here"),
    };

    private IEnumerable<List<string>> Choices(JsonNode root, JsonNode rule, JsonNode? value, string path) =>
        rule.AsArray().Select(choice => Check(root, choice!, value, path).ToList());

    private IEnumerable<string> Refer(JsonNode root, string reference, JsonNode? value, string path)
    {
        var (file, pointer) = (reference.Split('#')[0], reference.Split('#')[1]);
        var target = file.Length == 0 ? root : read(file);
        var schema = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(target, (node, step) => node[step]!);
        return Check(target, schema, value, path);
    }

    private static bool IsOf(JsonNode type, JsonNode? value) =>
        type is JsonArray types ? types.Any(t => IsOf(t!, value)) : (type.GetValue<string>(), value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
            ("integer", JsonValueKind.Number) or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            _ => false,
        };
}
