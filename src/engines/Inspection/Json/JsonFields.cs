using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daylight.Inspection;

/// <summary>Reads the fields of one JSON object; what is wrong becomes a problem with the field's path.</summary>
internal sealed class JsonFields(JsonElement element, string path, List<FieldProblem> problems)
{
    /// <summary>Longest text of any field, in UTF-16 units.</summary>
    internal const int TextLengthMax = NormalisedText.InspectedLengthMax;

    /// <summary>ISO 8601 with and without seconds.</summary>
    private static readonly OffsetDateTimePattern[] WithOffset = [OffsetDateTimePattern.ExtendedIso, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>")];

    private static readonly LocalDateTimePattern[] Local = [LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm")];

    internal static JsonDocument? Parse(string line, List<FieldProblem> problems)
    {
        try
        {
            var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return NamesAreText(line, document, problems) ? document : null;
            }

            problems.Add(new FieldProblem("line", "is not a JSON object", "one {…} a line"));
            document.Dispose();
            return null;
        }
        catch (JsonException e)
        {
            problems.Add(new FieldProblem("line", "is not JSON: " + Sentence(e), null));
            return null;
        }
        catch (ArgumentException)
        {
            problems.Add(new FieldProblem("line", "holds half of a surrogate pair", "valid UTF-8"));
            return null;
        }
    }

    /// <summary>A name that is half of a surrogate pair cannot be compared with any other: asking for a field would throw.</summary>
    private static bool NamesAreText(string line, JsonDocument document, List<FieldProblem> problems)
    {
        try
        {
            if (line.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
            {
                ReadNames(document.RootElement);
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            document.Dispose();
            problems.Add(new FieldProblem("line", "holds half of a surrogate pair", "valid UTF-8"));
            return false;
        }
    }

    private static void ReadNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                ReadNames(property.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                ReadNames(one);
            }
        }
    }

    internal string? Text(string name, bool required = false, bool mayBeEmpty = false)
    {
        if (!Has(name, out var value))
        {
            if (required)
            {
                Add(name, "is missing", "a text");
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Wrong(name, "must be a text");
        }

        try
        {
            var text = value.GetString()!; // a JSON string is never null
            return text.Length > TextLengthMax ? Wrong(name, $"has {text.Length} characters; at most {TextLengthMax} are read")
                : text.Length == 0 && !mayBeEmpty ? required ? Wrong(name, "must not be empty") : null // Programs that do not know a thing write it empty.
                : text;
        }
        catch (InvalidOperationException)
        {
            return Wrong(name, "holds half of a surrogate pair");
        }
    }

    /// <summary>A list of texts, none empty; null where the field is not there.</summary>
    internal IReadOnlyList<string>? Texts(string name, int most)
    {
        if (!Has(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most || value.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String))
        {
            Add(name, "is not understood", $"a list of at most {most} texts");
            return null;
        }

        try
        {
            return value.EnumerateArray().Select(one => one.GetString()!).ToArray(); // a JSON string is never null
        }
        catch (InvalidOperationException)
        {
            Add(name, "holds half of a surrogate pair", null);
            return null;
        }
    }

    internal double? Number(string name, double min, double max)
    {
        if (!Has(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Add(name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must be a number from {min} to {max}"), null);
        return null;
    }

    internal bool Flag(string name)
    {
        if (!Has(name, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add(name, "must be true or false", null);
        }

        return value.ValueKind == JsonValueKind.True;
    }

    internal T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        if (Text(name, required) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var value))
        {
            return value;
        }

        Add(name, $"is '{Short(text)}'", "one of " + string.Join(", ", choices.Keys));
        return null;
    }

    /// <summary>An instant with its offset; without one it is taken as local to the zone.</summary>
    internal Instant? At(string name, DateTimeZone zone)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var pattern in WithOffset)
        {
            if (pattern.Parse(text) is { Success: true, Value: { Year: > -9998 and < 9999 } moment }) // At the ends of time an offset leads out of it.
            {
                return moment.ToInstant();
            }
        }

        foreach (var pattern in Local)
        {
            if (pattern.Parse(text) is { Success: true, Value: { Year: > 1900 and < 2200 } local })
            {
                return local.InZoneLeniently(zone).ToInstant();
            }
        }

        Add(name, $"is '{Short(text)}'", "a date and time such as 2026-03-02T10:00:00+08:00");
        return null;
    }

    internal bool Has(string name, out JsonElement value)
        => element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    internal void Add(string name, string message, string? proposal)
        => problems.Add(new FieldProblem(path.Length == 0 ? name : $"{path}.{name}", message, proposal));

    /// <summary>What is wrong, and at which byte of the line from 1; the parser itself counts lines within the line, from 0.</summary>
    private static string Sentence(JsonException e)
    {
        var sentence = e.Message.ReplaceLineEndings(" ");
        var place = sentence.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place < 0 || e.BytePositionInLine is not { } at ? sentence : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sentence[..place]} It is byte {at + 1} of the line.");
    }

    private string? Wrong(string name, string message)
    {
        Add(name, message, null);
        return null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
