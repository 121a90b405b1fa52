using NodaTime;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads conditions: a mapping with exactly one operator.</summary>
internal sealed class ConditionReader(SaidReader said, YamlProblems problems)
{
    internal static readonly string[] Operators =
        ["said", "anyOf", "allOf", "sequence", "without", "never", "count", "localHours", "silence", "overlap", "louder", "entity", "similar", "detector", "event", "earlier", "repeated", "pace", "length", "rule", "use"];

    private readonly Dictionary<string, Condition> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> rules = new(StringComparer.Ordinal);

    /// <summary>Makes a rule known to the conditions below it.</summary>
    internal void Know(Rule rule) => rules[rule.Card.Id] = rule;

    internal void ReadNamed(YamlMap? all)
    {
        foreach (var name in all?.Keys.ToArray() ?? [])
        {
            if (Read(all!.Take(name)) is { } condition)
            {
                named[name] = condition;
            }
        }
    }

    internal Condition? Read(YamlNode? node)
    {
        if (YamlMap.Of(node, "a condition", problems) is not { } map)
        {
            return null;
        }

        var keys = map.Keys.ToArray();
        if (keys.Length != 1)
        {
            map.Problem($"a condition has exactly one operator, here are {keys.Length}", "put several under allOf or anyOf");
            return null;
        }

        if (!Operators.Contains(keys[0], StringComparer.Ordinal))
        {
            var nearest = YamlProblems.Nearest(keys[0], Operators);
            map.Problem($"'{keys[0]}' is not an operator", nearest is null ? "one of " + string.Join(", ", Operators) : $"did you mean '{nearest}'?");
            return null;
        }

        return Operator(keys[0], map);
    }

    private Condition? Operator(string name, YamlMap map) => name switch
    {
        "said" => said.Read(map.Take(name)!),
        "anyOf" => Several(map, name) is { } of ? new AnyOf(of) : null,
        "allOf" => Several(map, name) is { } of ? new AllOf(of) : null,
        "sequence" => Sequence(map.Map(name)),
        "without" => Without(map.Map(name)),
        "never" => Read(map.Take(name)) is { } of ? new Never(of, "全程没有出现应有的内容") : null,
        "count" => Count(map.Map(name)),
        "localHours" => Hours(map.Map(name)),
        "silence" => SilenceOf(map.Map(name)),
        "overlap" => OverlapOf(map.Map(name)),
        "louder" => LouderOf(map.Map(name)),
        "entity" => said.ReadEntity(map.Map(name)),
        "similar" => said.ReadSimilar(map.Map(name)),
        "detector" => said.ReadDetector(map.Map(name)),
        "event" => map.Map(name) is { } of ? FactReader.Event(of) : null,
        "earlier" => map.Map(name) is { } of ? FactReader.Earlier(of) : null,
        "repeated" => map.Map(name) is { } of ? FactReader.Repeated(of) : null,
        "pace" => map.Map(name) is { } of ? FactReader.Pace(of) : null,
        "length" => map.Map(name) is { } of ? FactReader.Length(of) : null,
        "rule" => OtherRule(map),
        "use" => Named(map),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not an operator"),
    };

    private IReadOnlyList<Condition>? Several(YamlMap map, string name)
    {
        var nodes = map.List(name);
        var of = nodes.Select(Read).OfType<Condition>().ToArray();
        if (nodes.Count < 1)
        {
            map.Problem($"'{name}' needs at least one condition");
        }

        return of.Length == nodes.Count && of.Length > 0 ? of : null;
    }

    private Sequence? Sequence(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var steps = Several(map, "steps");
        var within = WindowReader.Read(map.Map("within"));
        map.Done();
        if (steps is null || !AllAtOnce(map, steps))
        {
            return null;
        }

        return new Sequence(steps, within);
    }

    private Without? Without(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var when = Read(map.Take("when"));
        var before = map.Has("before") ? Read(map.Take("before")) : null;
        var after = map.Has("after") ? Read(map.Take("after")) : null;
        var within = WindowReader.Read(map.Map("within"));
        var spoken = map.Choice("spoken", Names.Roles);
        map.Done();
        if (when is null)
        {
            map.Problem("'without' needs 'when'", "add the condition that is to be reported");
            return null;
        }

        if (before is null && after is null)
        {
            map.Problem("'without' needs 'before' or 'after'", "add the condition that excuses it");
            return null;
        }

        return AllAtOnce(map, new[] { when, before, after }.OfType<Condition>()) ? new Without(when, before, after, within, spoken) : null;
    }

    private Count? Count(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var of = Read(map.Take("of"));
        var atLeast = map.Whole("atLeast", 2, 10_000);
        var within = WindowReader.Read(map.Map("within"));
        map.Done();
        if (of is null || atLeast is null)
        {
            map.Problem("'count' needs 'of' and 'atLeast' (2 or more)");
            return null;
        }

        return AllAtOnce(map, [of]) ? new Count(of, atLeast.Value, within) : null;
    }

    private LocalHours? Hours(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var from = Time(map, "from");
        var to = Time(map, "to");
        var by = map.Choice("by", Names.Roles) ?? UtteranceRole.Staff;
        var reply = map.Whole("replyMinutes", 0, 1440) ?? 0;
        var throughout = map.Flag("throughout") ?? false;
        map.Done();
        return from is { } f && to is { } t ? new LocalHours(f, t, by, reply, throughout) : null;
    }

    private static LocalTime? Time(YamlMap map, string key)
    {
        var text = map.RequiredText(key);
        var parsed = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text);
        if (!parsed.Success)
        {
            map.Problem($"'{key}' must be a time of day", "such as \"22:00\"");
            return null;
        }

        return parsed.Value;
    }

    private static Silence? SilenceOf(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var silence = new Silence(map.Number("seconds", 0.1, 3600) ?? 20, map.Choice("before", Names.Roles));
        map.Done();
        return silence;
    }

    private static Overlap? OverlapOf(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var overlap = new Overlap(map.Number("seconds", 0.05, 600) ?? 1, map.Choice("by", Names.Roles) ?? UtteranceRole.Staff, map.Number("after", 0, 600) ?? 0);
        map.Done();
        return overlap;
    }

    private static Louder? LouderOf(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var louder = new Louder(map.Number("decibels", 0.5, 100) ?? 8, map.Choice("by", Names.Roles) ?? UtteranceRole.Staff);
        map.Done();
        return louder;
    }

    private Condition? OtherRule(YamlMap map)
    {
        var id = map.RequiredText("rule");
        if (rules.TryGetValue(id, out var rule))
        {
            return new OfRule(rule);
        }

        var nearest = YamlProblems.Nearest(id, rules.Keys);
        map.Problem($"there is no rule '{id}' above this line", nearest is null ? "rules can only build on rules before them" : $"did you mean '{nearest}'?");
        return null;
    }

    private Condition? Named(YamlMap map)
    {
        var name = map.RequiredText("use");
        if (named.TryGetValue(name, out var condition))
        {
            return condition;
        }

        var nearest = YamlProblems.Nearest(name, named.Keys);
        map.Problem($"there is no condition '{name}' above this line", nearest is null ? "add it under 'conditions'" : $"did you mean '{nearest}'?");
        return null;
    }

    /// <summary>Order and counting need hits that are known when they happen.</summary>
    private static bool AllAtOnce(YamlMap map, IEnumerable<Condition> conditions)
    {
        if (conditions.All(c => c.IsImmediate))
        {
            return true;
        }

        map.Problem("never, allOf, position last and an 'after' without answer are only decided later and cannot stand inside this operator", "use them at the top of 'when', or inside allOf or anyOf");
        return false;
    }
}
