using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>
/// A YAML mapping read key by key. Wrong kinds become problems with their place; <see cref="Done"/> rejects the keys
/// nobody asked for and proposes the nearest one that exists.
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly YamlProblems problems;
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    private YamlMap(YamlMappingNode node, YamlProblems problems)
    {
        this.node = node;
        this.problems = problems;
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
            {
                values[name] = value;
            }
            else
            {
                problems.Add(key, "a key must be a plain text");
            }
        }
    }

    internal YamlNode Node => node;

    internal IEnumerable<string> Keys => values.Keys;

    internal static YamlMap? Of(YamlNode? node, string what, YamlProblems problems)
    {
        if (node is YamlMappingNode mapping)
        {
            return new YamlMap(mapping, problems);
        }

        if (node is not null)
        {
            problems.Add(node, $"{what} must be a mapping", "write 'key: value' lines below it");
        }

        return null;
    }

    internal bool Has(string key) => values.ContainsKey(key);

    internal YamlNode? Take(string key)
    {
        known.Add(key);
        return values.GetValueOrDefault(key);
    }

    internal YamlMap? Map(string key) => Of(Take(key), $"'{key}'", problems);

    internal string? Text(string key)
    {
        if (Take(key) is not { } value)
        {
            return null;
        }

        if (value is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        problems.Add(value, $"'{key}' must be a text that is not empty");
        return null;
    }

    internal string RequiredText(string key)
    {
        if (!Has(key))
        {
            known.Add(key);
            problems.Add(node, $"'{key}' is missing", $"add '{key}: …'");
            return "";
        }

        return Text(key) ?? "";
    }

    internal double? Number(string key, double min, double max)
    {
        if (Take(key) is not { } value)
        {
            return null;
        }

        if (value is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        problems.Add(value, string.Create(CultureInfo.InvariantCulture, $"'{key}' must be a number from {min} to {max}"));
        return null;
    }

    internal int? Whole(string key, int min, int max)
    {
        if (Take(key) is not { } value)
        {
            return null;
        }

        if (value is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        problems.Add(value, $"'{key}' must be a whole number from {min} to {max}");
        return null;
    }

    internal bool? Flag(string key)
    {
        if (Take(key) is not { } value)
        {
            return null;
        }

        if (value is YamlScalarNode { Value: "true" or "false" } flag)
        {
            return flag.Value == "true";
        }

        problems.Add(value, $"'{key}' must be true or false");
        return null;
    }

    internal T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Take(key) is not { } value)
        {
            return null;
        }

        return One(value, $"'{key}'", choices);
    }

    /// <summary>One choice or a list of them.</summary>
    internal IReadOnlyList<T> Choices<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
        => Take(key) switch
        {
            null => [],
            YamlSequenceNode list => list.Children.Select(c => One(c, $"'{key}'", choices)).OfType<T>().ToArray(),
            { } single => One(single, $"'{key}'", choices) is { } value ? [value] : [],
        };

    /// <summary>One text or a list of texts, with their places.</summary>
    internal IReadOnlyList<YamlScalarNode> Texts(string key) => Texts(Take(key), key);

    internal IReadOnlyList<YamlScalarNode> Texts(YamlNode? value, string key)
    {
        switch (value)
        {
            case null:
                return [];
            case YamlScalarNode { Value.Length: > 0 } single:
                return [single];
            case YamlSequenceNode list:
                var texts = new List<YamlScalarNode>();
                foreach (var child in list.Children)
                {
                    texts.AddRange(child is YamlScalarNode ? Texts(child, key) : Wrong<YamlScalarNode>(child, $"'{key}' must hold texts only"));
                }

                return texts;
            default:
                return Wrong<YamlScalarNode>(value, $"'{key}' must be a text or a list of texts, none empty");
        }
    }

    internal IReadOnlyList<YamlNode> List(string key)
        => Take(key) switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Children],
            { } other => Wrong<YamlNode>(other, $"'{key}' must be a list"),
        };

    internal void Problem(string message, string? proposal = null) => problems.Add(node, message, proposal);

    /// <summary>A problem at the value of a key, or at the mapping where the key is missing.</summary>
    internal void ProblemAt(string key, string message, string? proposal) => problems.Add(values.GetValueOrDefault(key) ?? node, message, proposal);

    /// <summary>Rejects the keys nobody asked for.</summary>
    internal void Done()
    {
        foreach (var (key, _) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !known.Contains(name))
            {
                var nearest = YamlProblems.Nearest(name, known.Except(values.Keys));
                problems.Add(key, $"'{name}' is not known here", nearest is null ? "known: " + string.Join(", ", known.Order(StringComparer.Ordinal)) : $"did you mean '{nearest}'?");
            }
        }
    }

    private T? One<T>(YamlNode value, string what, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (value is YamlScalarNode { Value: { } text })
        {
            if (choices.TryGetValue(text, out var choice))
            {
                return choice;
            }

            var nearest = YamlProblems.Nearest(text, choices.Keys);
            problems.Add(value, $"{what} cannot be '{text}'", nearest is null ? "one of " + string.Join(", ", choices.Keys) : $"did you mean '{nearest}'?");
            return null;
        }

        problems.Add(value, $"{what} must be one of " + string.Join(", ", choices.Keys));
        return null;
    }

    private IReadOnlyList<T> Wrong<T>(YamlNode at, string message)
    {
        problems.Add(at, message);
        return [];
    }
}
