using YamlDotNet.RepresentationModel;

namespace Daylight.Contact;

/// <summary>
/// What a text of the policy language reads or states of facts, found by walking its YAML and not by the engine's own readers,
/// so that a kind of rule added later is walked too.
/// </summary>
/// <param name="Where">The file and the line.</param>
/// <param name="Kinds">The kinds of facts; one of them must take each word below.</param>
/// <param name="Scopes">The scopes.</param>
/// <param name="Forms">The forms.</param>
/// <param name="Purposes">The purposes.</param>
internal sealed record FactReading(
    string Where, IReadOnlyList<string> Kinds, IReadOnlyList<string> Scopes, IReadOnlyList<string> Forms, IReadOnlyList<string> Purposes)
{
    public static List<FactReading> In(string name, string text)
    {
        YamlStream stream = new();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.SelectMany(document => Walk(name, document.RootNode))];
    }

    private static IEnumerable<FactReading> Walk(string name, YamlNode node) => node switch
    {
        YamlMappingNode map => Here(name, map).Concat(map.Children.SelectMany(child => Walk(name, child.Value))),
        YamlSequenceNode list => list.Children.SelectMany(child => Walk(name, child)),
        _ => [],
    };

    private static IEnumerable<FactReading> Here(string name, YamlMappingNode map)
    {
        var where = $"{name}:{map.Start.Line}";
        // A rule or an exception names its kinds by facts or fact; a notice means a visit's unless it says another.
        string[] kinds = [.. Words(map, "facts"), .. Words(map, "fact")];
        kinds = kinds.Length == 0 && Words(map, "kind") is ["notice"] ? ["visit-notice"] : kinds;
        if (kinds.Length > 0)
        {
            yield return new FactReading(where, kinds, [.. Words(map, "scopes").Where(scope => scope.Length > 0)], Words(map, "forms"), []);
        }

        // A case states its facts under given.
        foreach (var fact in map.Children.TryGetValue("given", out var given) && given is YamlMappingNode state ? Maps(state, "facts") : [])
        {
            yield return new FactReading($"{name}:{fact.Start.Line}", Words(fact, "kind"), Words(fact, "scope"), Words(fact, "form"), Words(fact, "purpose"));
        }
    }

    private static string[] Words(YamlMappingNode map, string key) => !map.Children.TryGetValue(key, out var value) ? [] : value switch
    {
        YamlScalarNode word => [word.Value ?? ""],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(word => word.Value ?? "")],
        _ => [],
    };

    private static IEnumerable<YamlMappingNode> Maps(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) && value is YamlSequenceNode list ? list.Children.OfType<YamlMappingNode>() : [];
}
