using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Daylight.Inspection;

/// <summary>Reads lines of the conversation JSONL. Never throws on any text; a bad line yields problems.</summary>
public static class ConversationJson
{
    /// <summary>Longest line that is read, in UTF-16 units.</summary>
    public const int LineLengthMax = 64_000_000;

    private const int UtterancesMax = 200_000;
    private const int ProblemsMax = 20;

    private static readonly HashSet<string> HeadFields = new(StringComparer.Ordinal)
    {
        "id", "kind", "direction", "startedAt", "zone", "staff", "case", "person", "personRole", "attributes", "utterances", "recording", "earlier",
    };

    private static readonly HashSet<string> UtteranceFields = new(StringComparer.Ordinal)
    {
        "role", "text", "start", "end", "at", "id", "seq", "words", "loudnessDb", "deleted", "recalled", "quoted", "event",
    };

    /// <summary>Reads one line.</summary>
    public static ConversationReading Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var problems = new List<FieldProblem>();
        var warnings = new List<FieldProblem>();
        if (line.Length > LineLengthMax)
        {
            problems.Add(new FieldProblem("line", $"has {line.Length} characters; at most {LineLengthMax} are read", null));
            return new ConversationReading(null, problems, warnings);
        }

        using var document = JsonFields.Parse(line, problems);
        if (document is null)
        {
            return new ConversationReading(null, problems, warnings);
        }

        try
        {
            var conversation = Conversation(document.RootElement, problems, warnings);
            return new ConversationReading(problems.Count == 0 ? conversation : null, problems, warnings);
        }
        catch (InvalidOperationException)
        {
            // A property name that is half of a surrogate pair cannot be compared with any text.
            problems.Add(new FieldProblem("line", "holds half of a surrogate pair", "valid UTF-8"));
            return new ConversationReading(null, problems, warnings);
        }
    }

    private static Conversation Conversation(JsonElement root, List<FieldProblem> problems, List<FieldProblem> warnings)
    {
        var fields = new JsonFields(root, "", problems);
        var zoneName = fields.Text("zone");
        var zone = zoneName is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneName);
        if (zoneName is not null && zone is null)
        {
            fields.Add("zone", $"'{(zoneName.Length > 40 ? zoneName[..40] : zoneName)}' is not an IANA zone", "such as Asia/Shanghai");
        }

        var head = new ConversationHead
        {
            Id = fields.Text("id", required: true) ?? "",
            Kind = fields.Choice("kind", Names.Channels) ?? ConversationKind.Call,
            Direction = fields.Choice("direction", Names.Directions) ?? ConversationDirection.Outbound,
            StartedAt = fields.At("startedAt", zone ?? DateTimeZone.Utc),
            Zone = zone is null ? null : zoneName,
            Staff = fields.Text("staff"),
            Case = fields.Text("case"),
            Person = fields.Text("person"),
            PersonRole = fields.Text("personRole"),
            Recording = fields.Text("recording"),
            Attributes = Attributes(fields, warnings),
            Earlier = HistoryJson.Earlier(fields, zone ?? DateTimeZone.Utc, problems),
        };
        WarnOfUnknown(root, HeadFields, "", warnings);
        return new Conversation(head, Utterances(fields, zone ?? DateTimeZone.Utc, problems, warnings));
    }

    private static Dictionary<string, string> Attributes(JsonFields fields, List<FieldProblem> warnings)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!fields.Has("attributes", out var element))
        {
            return attributes;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            fields.Add("attributes", "must be an object", "{\"queue\":\"M2\"}");
            return attributes;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                attributes[property.Name] = property.Value.ValueKind switch
                {
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    JsonValueKind.String => property.Value.GetString()!, // a JSON string is never null
                    _ => property.Value.GetRawText(),
                };
            }
            else
            {
                warnings.Add(new FieldProblem("attributes." + property.Name, "is neither text, number nor true/false and is ignored", null));
            }
        }

        return attributes;
    }

    private static List<Utterance> Utterances(JsonFields fields, DateTimeZone zone, List<FieldProblem> problems, List<FieldProblem> warnings)
    {
        var utterances = new List<Utterance>();
        if (!fields.Has("utterances", out var array) || array.ValueKind != JsonValueKind.Array)
        {
            fields.Add("utterances", "is missing or not a list", "[{\"role\":…,\"text\":…}]");
            return utterances;
        }

        if (array.GetArrayLength() > UtterancesMax)
        {
            fields.Add("utterances", $"has {array.GetArrayLength()} entries; at most {UtterancesMax} are read", null);
            return utterances;
        }

        foreach (var element in array.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"utterances[{utterances.Count}]");
            utterances.Add(Utterance(element, path, utterances.Count, zone, problems, warnings));
            if (problems.Count >= ProblemsMax)
            {
                break;
            }
        }

        return utterances;
    }

    private static Utterance Utterance(JsonElement element, string path, int seq, DateTimeZone zone, List<FieldProblem> problems, List<FieldProblem> warnings)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FieldProblem(path, "is not an object", "{\"role\":…,\"text\":…}"));
            return new Utterance { Seq = seq, Role = UtteranceRole.System, Text = "" };
        }

        var fields = new JsonFields(element, path, problems);
        WarnOfUnknown(element, UtteranceFields, path, warnings);
        var isQuotedText = fields.Has("quoted", out var quoted) && quoted.ValueKind == JsonValueKind.String;
        return new Utterance
        {
            Seq = seq,
            Role = fields.Choice("role", Names.Roles, required: true) ?? UtteranceRole.System,
            Text = fields.Text("text", required: true, mayBeEmpty: true) ?? "",
            Id = fields.Text("id"),
            Start = fields.Number("start", -86_400, 10_000_000),
            End = fields.Number("end", -86_400, 10_000_000),
            At = fields.At("at", zone),
            LoudnessDb = fields.Number("loudnessDb", -1000, 1000),
            Event = HistoryJson.Event(fields, path, problems),
            Deleted = fields.Flag("deleted"),
            Recalled = fields.Flag("recalled"),
            Quoted = !isQuotedText && fields.Flag("quoted"),
            QuotedText = isQuotedText ? fields.Text("quoted", mayBeEmpty: true) : null,
        };
    }

    private static void WarnOfUnknown(JsonElement element, HashSet<string> known, string path, List<FieldProblem> warnings)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name) && warnings.Count < ProblemsMax)
            {
                warnings.Add(new FieldProblem(path.Length == 0 ? property.Name : $"{path}.{property.Name}", "is not known and is ignored", null));
            }
        }
    }
}
