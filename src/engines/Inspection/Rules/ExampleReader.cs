using System.Globalization;
using NodaTime.Text;
using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads the examples of a rule: a text said by staff, "role: text", or a mapping with head and talk.</summary>
internal sealed class ExampleReader(YamlProblems problems)
{
    private const int UtterancesMax = 500;

    private static readonly NodaTime.Instant Morning = NodaTime.Instant.FromUtc(2026, 3, 2, 2, 0);

    internal IReadOnlyList<RuleExample> Read(YamlMap? map)
    {
        if (map is null)
        {
            return [];
        }

        var examples = map.List("hit").Select(n => One(n, mustHit: true)).Concat(map.List("clean").Select(n => One(n, mustHit: false))).OfType<RuleExample>().ToArray();
        map.Done();
        return examples;
    }

    private RuleExample? One(YamlNode node, bool mustHit)
    {
        var line = (int)node.Start.Line;
        var id = "example-" + line.ToString(CultureInfo.InvariantCulture);
        if (node is YamlScalarNode { Value.Length: > 0 } or YamlSequenceNode || RoleAndText(node) is not null)
        {
            return new RuleExample(new Conversation(Head(id), Talk(node)), mustHit, line);
        }

        if (YamlMap.Of(node, "an example", problems) is not { } map)
        {
            return null;
        }

        var head = Head(id) with
        {
            Kind = map.Choice("kind", Names.Kinds) ?? ConversationKind.Call,
            Direction = map.Choice("direction", Names.Directions) ?? ConversationDirection.Outbound,
            StartedAt = At(map, "startedAt") ?? Morning,
            Zone = map.Text("zone"),
            PersonRole = map.Text("personRole") ?? "Debtor",
            Attributes = Attributes(map.Map("attributes")),
            Earlier = map.List("earlier").Select(Earlier).OfType<EarlierConversation>().ToArray(),
        };
        var talk = map.Take("talk") is { } t ? Talk(t) : [];
        map.Done();
        return new RuleExample(new Conversation(head, talk), mustHit, line);
    }

    private static UtteranceEvent? Event(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var happened = new UtteranceEvent(map.Choice("kind", Names.EventKinds) ?? UtteranceEventKind.Card, (decimal?)map.Number("amount", 0, 1e12));
        map.Done();
        return happened;
    }

    private EarlierConversation? Earlier(YamlNode node)
    {
        if (YamlMap.Of(node, "an earlier conversation", problems) is not { } map)
        {
            return null;
        }

        var earlier = new EarlierConversation
        {
            At = At(map, "at") ?? Morning,
            Kind = map.Choice("kind", Names.Kinds) ?? ConversationKind.Call,
            Direction = map.Choice("direction", Names.Directions) ?? ConversationDirection.Outbound,
            Staff = map.Text("staff"),
            Rules = map.Texts("rules").Select(t => t.Value!).ToArray(), // texts are never null, see YamlMap
            Categories = map.Texts("categories").Select(t => t.Value!).ToArray(),
        };
        map.Done();
        return earlier;
    }

    private static ConversationHead Head(string id) => new() { Id = id, StartedAt = Morning, PersonRole = "Debtor" };

    private static Dictionary<string, string> Attributes(YamlMap? map)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in map?.Keys.ToArray() ?? [])
        {
            attributes[key] = map!.Text(key) ?? "";
        }

        return attributes;
    }

    private static NodaTime.Instant? At(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!parsed.Success)
        {
            map.Problem($"'{key}' must be a date and time with an offset", "such as 2026-03-02T10:00:00+08:00");
            return null;
        }

        return parsed.Value.ToInstant();
    }

    private List<Utterance> Talk(YamlNode node)
    {
        var nodes = node is YamlSequenceNode list ? list.Children : [node];
        if (nodes.Count > UtterancesMax)
        {
            problems.Add(node, $"an example holds at most {UtterancesMax} utterances");
            return [];
        }

        return nodes.Select(Line).OfType<Utterance>().ToList();
    }

    private Utterance? Line(YamlNode node, int seq)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            var (role, words) = Spoken(text);
            return new Utterance { Seq = seq, Role = role, Text = words };
        }

        if (RoleAndText(node) is { } pair)
        {
            return new Utterance { Seq = seq, Role = pair.Role, Text = pair.Words };
        }

        if (YamlMap.Of(node, "an utterance", problems) is not { } map)
        {
            return null;
        }

        var utterance = new Utterance
        {
            Seq = seq,
            Role = map.Choice("by", Names.Roles) ?? UtteranceRole.Staff,
            Text = map.Text("text") ?? "",
            Start = map.Number("start", 0, 864_000),
            End = map.Number("end", 0, 864_000),
            LoudnessDb = map.Number("loudnessDb", -200, 200),
            At = At(map, "at"),
            Quoted = map.Flag("quoted") ?? false,
            QuotedText = map.Text("quotedText"),
            Deleted = map.Flag("deleted") ?? false,
            Recalled = map.Flag("recalled") ?? false,
            Event = Event(map.Map("event")),
        };
        map.Done();
        return utterance;
    }

    /// <summary>YAML reads an unquoted "customer: …" as a mapping of one pair.</summary>
    private static (UtteranceRole Role, string Words)? RoleAndText(YamlNode node)
        => node is YamlMappingNode { Children.Count: 1 } mapping
            && mapping.Children[0] is { Key: YamlScalarNode { Value: { } name }, Value: YamlScalarNode { Value: { } words } }
            && Names.Roles.TryGetValue(name, out var role)
            ? (role, words)
            : null;

    private static (UtteranceRole Role, string Words) Spoken(string text)
    {
        foreach (var (name, role) in Names.Roles)
        {
            if (text.StartsWith(name, StringComparison.Ordinal) && text.Length > name.Length + 1 && text[name.Length] is (':' or '：'))
            {
                return (role, text[(name.Length + 1)..].Trim());
            }
        }

        return (UtteranceRole.Staff, text);
    }
}
