using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daylight.Inspection;

/// <summary>Writes and reads lines of the findings JSONL.</summary>
public static class FindingJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One finding as one line, without the line end.</summary>
    public static string Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            Text(writer, "conversation", finding.Conversation);
            Text(writer, "rule", finding.Rule);
            Text(writer, "ruleVersion", finding.RuleVersion);
            Text(writer, "category", finding.Category);
            Text(writer, "severity", Names.Of(Names.Severities, finding.Severity));
            WritePlace(writer, finding);
            Text(writer, "why", finding.Why);
            writer.WriteNumber("confidence", finding.Confidence);
            if (finding.Judge is not null)
            {
                writer.WriteString("judge", "not-judged"); // The engine asks nobody.
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads one line; titles and points are the rulebook's and are left empty.</summary>
    public static FindingReading Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var problems = new List<FieldProblem>();
        using var document = JsonFields.Parse(line, problems);
        if (document is null)
        {
            return new FindingReading(null, problems);
        }

        var fields = new JsonFields(document.RootElement, "", problems);
        var finding = new Finding
        {
            Conversation = fields.Text("conversation", required: true) ?? "",
            Rule = fields.Text("rule", required: true) ?? "",
            RuleVersion = fields.Text("ruleVersion", required: true) ?? "",
            Category = fields.Text("category", required: true) ?? "",
            Severity = fields.Choice("severity", Names.Severities, required: true) ?? Severity.Minor,
            Title = new LocalText("", ""),
            Utterance = (int?)fields.Number("utterance", 0, int.MaxValue),
            Span = Span(fields),
            Matched = fields.Text("matched", mayBeEmpty: true) ?? "",
            Normalised = fields.Text("normalised", mayBeEmpty: true) ?? "",
            Evasion = ReadEvasion(fields),
            Start = fields.Number("start", -86_400, 10_000_000),
            End = fields.Number("end", -86_400, 10_000_000),
            Why = fields.Text("why", mayBeEmpty: true) ?? "",
            Confidence = fields.Number("confidence", 0, 1) ?? 1,
        };
        return new FindingReading(problems.Count == 0 ? finding : null, problems);
    }

    private static void WritePlace(Utf8JsonWriter writer, Finding finding)
    {
        if (finding.Utterance is { } utterance)
        {
            writer.WriteNumber("utterance", utterance);
        }

        if (finding.Span is { } span)
        {
            writer.WriteStartArray("span");
            writer.WriteNumberValue(span.From);
            writer.WriteNumberValue(span.To);
            writer.WriteEndArray();
            Text(writer, "matched", finding.Matched);
            Text(writer, "normalised", finding.Normalised);
            WriteEvasion(writer, finding.Evasion);
        }

        if (finding.Start is { } start)
        {
            writer.WriteNumber("start", start);
        }

        if (finding.End is { } end)
        {
            writer.WriteNumber("end", end);
        }
    }

    private static void WriteEvasion(Utf8JsonWriter writer, Evasion evasion)
    {
        if (evasion == Evasion.None)
        {
            return;
        }

        writer.WriteStartArray("evasion");
        foreach (var (name, value) in Names.Evasions)
        {
            if (evasion.HasFlag(value))
            {
                writer.WriteStringValue(name);
            }
        }

        writer.WriteEndArray();
    }

    private static Evasion ReadEvasion(JsonFields fields)
        => (fields.Texts("evasion", Names.Evasions.Count) ?? []).Aggregate(Evasion.None, (all, name) => all | Names.Evasions.GetValueOrDefault(name));

    private static TextSpan? Span(JsonFields fields)
    {
        if (!fields.Has("span", out var span))
        {
            return null;
        }

        if (span.ValueKind == JsonValueKind.Array && span.GetArrayLength() == 2
            && span[0].ValueKind == JsonValueKind.Number && span[0].TryGetInt32(out var from)
            && span[1].ValueKind == JsonValueKind.Number && span[1].TryGetInt32(out var to)
            && from >= 0 && to >= from)
        {
            return new TextSpan(from, to);
        }

        fields.Add("span", "must be two whole numbers, the first not greater", "[6,9]");
        return null;
    }

    /// <summary>Half surrogate pairs cannot stand in UTF-8: they become the replacement character.</summary>
    private static void Text(Utf8JsonWriter writer, string name, string value)
        => writer.WriteString(name, IsWellFormed(value) ? value : Mend(value));

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]))
            {
                if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static string Mend(string value)
    {
        var mended = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            mended.Append(rune.ToString()); // a lone surrogate is enumerated as U+FFFD
        }

        return mended.ToString();
    }
}
