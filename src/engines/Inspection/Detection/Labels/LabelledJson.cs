namespace Daylight.Inspection;

/// <summary>A line of a labelled file: the utterance, or what is wrong.</summary>
public sealed record LabelledReading(LabelledUtterance? Utterance, FieldProblem? Problem);

/// <summary>
/// Reads lines such as <c>{"text": …, "before": …, "kind": …, "categories": […], "steps": […], "not": […], "unknown": […]}</c>: <c>spec/detector-model.md</c>.
/// Other fields are passed over.
/// </summary>
public static class LabelledJson
{
    private const int LabelsMax = 64;

    /// <summary>The fields that name labels.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["categories", "steps", "labels"];

    /// <summary>Reads a line. Never throws on any text.</summary>
    public static LabelledReading Read(string line)
    {
        List<FieldProblem> problems = [];
        using var document = JsonFields.Parse(line, problems);
        if (document is null)
        {
            return new LabelledReading(null, problems[0]);
        }

        JsonFields fields = new(document.RootElement, "", problems);
        var text = fields.Text("text", required: true);
        var before = fields.Text("before", mayBeEmpty: true);
        var kind = fields.Text("kind") is { } name && Names.Channels.TryGetValue(name, out var known) ? known : (ConversationKind?)null;
        Dictionary<string, IReadOnlyList<string>> present = new(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            if (fields.Texts(field, LabelsMax) is { } labels)
            {
                present[field] = labels;
            }
        }

        var (not, unknown) = (fields.Texts("not", LabelsMax) ?? [], fields.Texts("unknown", LabelsMax) ?? []);
        if (present.Count == 0 && not.Count == 0)
        {
            fields.Add("labels", "is missing", "one of " + string.Join(", ", Fields) + ", or not");
        }

        foreach (var label in present.Values.SelectMany(labels => labels).Concat(not).Concat(unknown).Where(label => !LabelFile.IsLabel(label)).Take(1))
        {
            fields.Add("labels", $"'{label}' is no label", "1 to 64 characters without blanks");
        }

        foreach (var label in present.Values.SelectMany(labels => labels).Where(label => not.Contains(label, StringComparer.Ordinal)).Take(1))
        {
            fields.Add("not", $"'{label}' is among the labels of the text as well", "one of the two");
        }

        return problems.Count > 0 ? new LabelledReading(null, problems[0]) : new LabelledReading(new LabelledUtterance(new SpokenText(text!, before, kind), present) { Not = not, Unknown = unknown }, null); // Required above.
    }
}
