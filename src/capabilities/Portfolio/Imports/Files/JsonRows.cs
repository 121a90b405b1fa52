using System.Text.Json;

namespace Daylight.Portfolio;

/// <summary>Rows of a table that come as JSON objects, one a line: the names of their fields are the columns.</summary>
internal static class JsonRows
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 2 };

    /// <summary>All names of the objects, in the order in which they first appear; at most one more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<string> Headings(IEnumerable<string> lines, int most)
    {
        List<string> headings = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Read(line) is not { } fields)
            {
                continue;
            }

            headings.AddRange(fields.Select(field => field.Name).Where(known.Add));
            if (headings.Count > most)
            {
                break;
            }
        }

        return headings;
    }

    /// <summary>The cells of a line in the order of the headings; null if the line is no object of plain values.</summary>
    public static string[]? Cells(string line, IReadOnlyDictionary<string, int> places)
    {
        if (Read(line) is not { } fields)
        {
            return null;
        }

        var cells = new string[places.Count];
        Array.Fill(cells, "");
        foreach (var (name, text) in fields)
        {
            cells[places[name]] = text;
        }

        return cells;
    }

    private static List<(string Name, string Text)>? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            List<(string, string)> fields = [];
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (field.Name.Length == 0 || field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    return null;
                }

                fields.Add((field.Name, field.Value.ValueKind switch
                {
                    JsonValueKind.String => field.Value.GetString()!.Trim(), // A string is never null.
                    JsonValueKind.Null => "",
                    _ => field.Value.GetRawText(),
                }));
            }

            return fields;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null; // No JSON, nested deeper than plain values are, or half a surrogate pair.
        }
    }
}
