using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Turns YAML text into nodes within limits: size, depth, no anchors, one document.</summary>
internal static class YamlText
{
    private const int LengthMax = 8_000_000;
    private const int DepthMax = 40;

    internal static YamlNode? Read(string text, YamlProblems problems)
    {
        if (text.Length > LengthMax)
        {
            problems.Add(1, 1, $"the file has {text.Length} characters; at most {LengthMax} are read", "split it into several rulebooks");
            return null;
        }

        try
        {
            return IsWithinLimits(text, problems) ? Load(text, problems) : null;
        }
        catch (YamlException e)
        {
            var (line, column, proposal) = TabPlace(text, e.Start.Line) is { } tab && e.Message.Contains("tab", StringComparison.Ordinal)
                ? (tab.Line, tab.Column, "indent with spaces")
                : ((int)e.Start.Line, (int)e.Start.Column, null);
            problems.Add(line, column, "this is not YAML: " + OneLine(e.Message), proposal);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            // The YAML parser reports some malformed texts this way.
            problems.Add(1, 1, "this is not YAML: " + OneLine(e.Message), null);
            return null;
        }
    }

    private static YamlNode? Load(string text, YamlProblems problems)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count != 1)
        {
            problems.Add(1, 1, $"the file holds {stream.Documents.Count} documents; a rulebook is exactly one", null);
            return null;
        }

        return stream.Documents[0].RootNode;
    }

    /// <summary>Walks the events without building anything, so that no text can exhaust stack or memory.</summary>
    private static bool IsWithinLimits(string text, YamlProblems problems)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!; // set after a successful MoveNext
            depth += current.NestingIncrease;
            if (depth > DepthMax)
            {
                problems.Add((int)current.Start.Line, (int)current.Start.Column, $"nested deeper than {DepthMax} levels", null);
                return false;
            }

            if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                problems.Add((int)current.Start.Line, (int)current.Start.Column, "anchors and aliases are not read", "write the value out, or use a lexicon");
                return false;
            }
        }

        return true;
    }

    /// <summary>The first tab that indents a line from where the parser stopped: of those the parser names the block around them.</summary>
    private static (int Line, int Column)? TabPlace(string text, long from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var tab = line.IndexOf('\t');
            if (number >= from && tab >= 0 && line[..tab].IsWhiteSpace() && !line.IsWhiteSpace())
            {
                return (number, tab + 1);
            }
        }

        return null;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
