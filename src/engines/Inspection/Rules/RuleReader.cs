using NodaTime;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads rules and the checks of flows.</summary>
internal sealed class RuleReader(ConditionReader conditions, ExampleReader examples, YamlProblems problems)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<Rule> rules = [];

    internal IReadOnlyList<Rule> Rules => rules;

    /// <summary>Categories beyond the published ones that the rulebook declares.</summary>
    internal HashSet<string> Categories { get; } = new(FindingCategory.All.Keys, StringComparer.Ordinal);

    internal void ReadRule(YamlNode node)
    {
        if (YamlMap.Of(node, "a rule", problems) is not { } map)
        {
            return;
        }

        var applies = Applies(map.Map("applies"));
        var when = conditions.Read(map.Take("when"));
        if (!map.Has("when"))
        {
            map.Problem("'when' is missing", "add 'when: {said: {any: […]}}'");
        }

        Add(map, applies, when);
    }

    internal void ReadFlow(YamlNode node)
    {
        if (YamlMap.Of(node, "a flow", problems) is not { } map)
        {
            return;
        }

        map.RequiredText("id");
        map.Take("title");
        var applies = Applies(map.Map("applies"));
        var begins = map.Has("begins") ? conditions.Read(map.Take("begins")) : null;
        var excused = map.Has("excused") ? conditions.Read(map.Take("excused")) : null;
        var steps = Steps(map);
        foreach (var check in map.List("checks"))
        {
            ReadCheck(check, applies, new FlowParts(steps, begins, excused));
        }

        map.Done();
    }

    private void ReadCheck(YamlNode node, Applicability applies, FlowParts flow)
    {
        if (YamlMap.Of(node, "a check", problems) is not { } map)
        {
            return;
        }

        var own = map.Has("applies") ? Applies(map.Map("applies")) : applies;
        var missing = map.Text("missing") is { } step ? Step(flow, step, map) : null;
        var order = map.Map("order");
        Condition? when = missing is { } absent ? Missing(flow, absent) : null;
        if (order is not null)
        {
            var first = Step(flow, order.RequiredText("first"), order);
            var then = Step(flow, order.RequiredText("then"), order);
            order.Done();
            when = first is null || then is null ? null : new OrderBroken(first.When, then.When, $"步骤“{then.Title}”先于“{first.Title}”");
        }

        if (map.Has("missing") == (order is not null))
        {
            map.Problem("a check needs either 'missing' or 'order'", "such as 'missing: identify' or 'order: {first: identify, then: state-debt}'");
        }

        Add(map, own, when);
    }

    private static AllOf Missing(FlowParts flow, FlowStep step)
    {
        var parts = new List<Condition> { new Never(step.When, $"全程没有出现步骤“{step.Title}”") };
        if (flow.Begins is not null)
        {
            parts.Add(flow.Begins);
        }

        if (flow.Excused is not null)
        {
            parts.Add(new Never(flow.Excused, ""));
        }

        return new AllOf(parts);
    }

    private Dictionary<string, FlowStep> Steps(YamlMap map)
    {
        var steps = new Dictionary<string, FlowStep>(StringComparer.Ordinal);
        foreach (var node in map.List("steps"))
        {
            if (YamlMap.Of(node, "a step", problems) is not { } step)
            {
                continue;
            }

            var id = step.RequiredText("id");
            var title = step.Text("title") ?? id;
            var when = conditions.Read(step.Take("when"));
            step.Done();
            if (when is not null && !steps.TryAdd(id, new FlowStep(title, when)))
            {
                step.Problem($"there are two steps '{id}'");
            }
        }

        return steps;
    }

    private static FlowStep? Step(FlowParts flow, string id, YamlMap at)
    {
        if (flow.Steps.TryGetValue(id, out var step))
        {
            return step;
        }

        var nearest = YamlProblems.Nearest(id, flow.Steps.Keys);
        at.Problem($"the flow has no step '{id}'", nearest is null ? null : $"did you mean '{nearest}'?");
        return null;
    }

    private void Add(YamlMap map, Applicability applies, Condition? when)
    {
        var card = new RuleCard
        {
            Id = map.RequiredText("id"),
            Category = map.RequiredText("category"),
            Severity = map.Choice("severity", Names.Severities) ?? Severity.Major,
            Title = Title(map),
            Basis = map.Text("basis"),
            Advice = Advice(map),
            Points = map.Number("points", 0, 100) ?? 0,
            Fatal = map.Flag("fatal") ?? false,
            Action = map.Choice("action", Names.Actions) ?? MessageAction.None,
            Confidence = map.Number("confidence", 0, 1) ?? 1,
            Judge = JudgeReader.Read(map.Map("judge")),
            Line = (int)map.Node.Start.Line,
        };
        JudgeReader.Check(map, card);
        var once = map.Flag("once") ?? false;
        var explanation = map.Text("explain");
        var confirmed = map.Flag("confirmed") ?? false;
        var read = examples.Read(map.Map("examples"));
        map.Done();
        if (card.Id.Length > 0 && !ids.Add(card.Id))
        {
            map.Problem($"there are two rules '{card.Id}'", "an id names one rule");
        }

        if (card.Category.Length > 0 && !Categories.Contains(card.Category))
        {
            var nearest = YamlProblems.Nearest(card.Category, Categories);
            problems.Add(map.Take("category") ?? map.Node, $"'{card.Category}' is not a category", nearest is null ? "declare it under 'categories'" : $"did you mean '{nearest}'?");
        }

        if (when is not null)
        {
            var rule = new Rule { Card = card, Applies = applies, When = when, Once = once, IsConfirmed = confirmed, Explanation = explanation, Examples = read };
            rules.Add(rule);
            conditions.Know(rule);
        }
    }

    private static LocalText? Advice(YamlMap map)
    {
        if (map.Take("advice") is YamlScalarNode { Value: { Length: > 0 } both })
        {
            return new LocalText(both, both);
        }

        if (map.Map("advice") is not { } advice)
        {
            return null;
        }

        var text = new LocalText(advice.RequiredText("zh"), advice.RequiredText("en"));
        advice.Done();
        return text;
    }

    private LocalText Title(YamlMap map)
    {
        if (map.Take("title") is YamlScalarNode { Value: { Length: > 0 } both })
        {
            return new LocalText(both, both);
        }

        var title = map.Map("title");
        if (title is null)
        {
            map.Problem("'title' is missing", "add 'title: {zh: …, en: …}'");
            return new LocalText("", "");
        }

        var text = new LocalText(title.RequiredText("zh"), title.RequiredText("en"));
        title.Done();
        return text;
    }

    private Applicability Applies(YamlMap? map)
    {
        if (map is null)
        {
            return Applicability.Always;
        }

        var applies = new Applicability
        {
            Kinds = map.Choices("kinds", Names.Kinds),
            Directions = map.Choices("directions", Names.Directions),
            PersonRoles = map.Texts("personRoles").Select(t => t.Value!).ToArray(),
            NotPersonRoles = map.Texts("notPersonRoles").Select(t => t.Value!).ToArray(),
            Attributes = [.. Filters(map.Map("attributes")), .. Scope(map, "teams", "team"), .. Scope(map, "products", "product")],
            From = Day(map, "from"),
            To = Day(map, "to"),
        };
        map.Done();
        return applies;
    }

    /// <summary>Teams and products are attributes of the conversation with a name of their own.</summary>
    private static AttributeFilter[] Scope(YamlMap map, string key, string attribute)
        => map.Texts(key).Select(t => t.Value!).ToArray() is { Length: > 0 } names ? [new AttributeFilter(attribute, names, [], null, null, null)] : []; // texts are never null

    private static LocalDate? Day(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        var parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success)
        {
            map.Problem($"'{key}' must be a day", "such as 2026-03-01");
            return null;
        }

        return parsed.Value;
    }

    private List<AttributeFilter> Filters(YamlMap? map)
    {
        var filters = new List<AttributeFilter>();
        foreach (var name in map?.Keys.ToArray() ?? [])
        {
            if (map!.Take(name) is not YamlMappingNode full)
            {
                filters.Add(new AttributeFilter(name, map.Texts(name).Select(t => t.Value!).ToArray(), [], null, null, null));
                continue;
            }

            var filter = YamlMap.Of(full, name, problems)!; // a mapping, see above
            filters.Add(new AttributeFilter(
                name,
                filter.Texts("is").Select(t => t.Value!).ToArray(),
                filter.Texts("isNot").Select(t => t.Value!).ToArray(),
                filter.Number("atLeast", double.MinValue, double.MaxValue),
                filter.Number("below", double.MinValue, double.MaxValue),
                filter.Flag("present")));
            filter.Done();
        }

        return filters;
    }

    private sealed record FlowStep(string Title, Condition When);

    private sealed record FlowParts(IReadOnlyDictionary<string, FlowStep> Steps, Condition? Begins, Condition? Excused);
}
