using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Daylight.Gate;

/// <summary>A parsed text: scalars, lists and maps with their lines. Anchors, tags and deep nesting are not read.</summary>
internal abstract record Node(int Line);

internal sealed record ScalarNode(string Text, bool Quoted, int Line) : Node(Line)
{
    public bool IsNull => !Quoted && Text is "" or "~" or "null";
}

internal sealed record ListNode(IReadOnlyList<Node> Items, int Line) : Node(Line);

internal sealed record MapNode(IReadOnlyList<(string Name, Node Value)> Fields, int Line) : Node(Line);

/// <summary>Reads YAML documents, or one JSON object, into nodes. Bad texts give a problem, never an exception.</summary>
internal static class YamlTree
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int LongestText = 4_000_000;

    private const int DeepestNesting = 40;

    public static IReadOnlyList<Node> Read(string text, string file, List<PackProblem> problems)
    {
        var documents = new List<Node>();
        if (text.Length > LongestText)
        {
            problems.Add(new(file, 0, "text", $"longer than {LongestText} characters"));
            return documents;
        }
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            while (parser.Accept<DocumentStart>(out _))
            {
                parser.Consume<DocumentStart>();
                documents.Add(ReadNode(parser, 0));
                parser.Consume<DocumentEnd>();
            }
        }
        catch (YamlException e)
        {
            problems.Add(new(file, (int)e.Start.Line, "text", $"not YAML: {e.Message}"));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // The parser is foreign code; on some malformed texts it fails in other ways than its own exception.
            problems.Add(new(file, 0, "text", "not YAML"));
        }
        return problems.Count > 0 ? [] : documents;
    }

    public static Node? ReadJson(string line, string file, int number, List<PackProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return FromJson(document.RootElement, number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            problems.Add(new(file, number, "line", $"not a JSON object: {e.Message}"));
            return null;
        }
    }

    private static Node ReadNode(Parser parser, int depth)
    {
        var here = parser.Current ?? throw new YamlException("the text ends too early");
        var line = (int)here.Start.Line;
        if (depth > DeepestNesting) throw new YamlException(here.Start, here.End, "nested too deeply");
        if (parser.TryConsume<Scalar>(out var scalar)) return new ScalarNode(scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any), line);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, depth + 1));
            return new ListNode(items, line);
        }
        if (!parser.TryConsume<MappingStart>(out _)) throw new YamlException(here.Start, here.End, "anchors and aliases are not read");
        var fields = new List<(string, Node)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var name)) throw new YamlException(here.Start, here.End, "a field name must be a plain word");
            if (!names.Add(name.Value)) throw new YamlException(name.Start, name.End, $"field {name.Value} stands twice");
            fields.Add((name.Value, ReadNode(parser, depth + 1)));
        }
        return new MapNode(fields, line);
    }

    private static MapNode Object(JsonElement value, int line)
    {
        var fields = new List<(string, Node)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
        {
            if (!names.Add(field.Name)) throw new JsonException($"field {field.Name} stands twice");
            fields.Add((field.Name, FromJson(field.Value, line)));
        }
        return new MapNode(fields, line);
    }

    private static Node FromJson(JsonElement value, int line) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value, line),
        JsonValueKind.Array => new ListNode([.. value.EnumerateArray().Select(v => FromJson(v, line))], line),
        JsonValueKind.String => new ScalarNode(value.GetString() ?? "", true, line),
        JsonValueKind.Null or JsonValueKind.Undefined => new ScalarNode("", false, line),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => new ScalarNode(value.GetRawText(), false, line),
        _ => throw new JsonException($"value kind {value.ValueKind}"),
    };
}
