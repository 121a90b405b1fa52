using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads what is peculiar to 'detector': which model and label, from which probability on, whole or by the sentence.</summary>
internal sealed class DetectorReader(RuleSources sources, YamlProblems problems)
{
    private readonly SortedDictionary<string, string> models = new(StringComparer.Ordinal);

    /// <summary>A model of many labels has learned what short utterances are; one of one label knows whole texts.</summary>
    internal static int LengthMinDefault(DetectorTest? test) => test?.Question is DetectorQuestion.OneOfMany ? 0 : 4;

    /// <summary>
    /// Not the rulebook's: 不要 is no prohibition in 不要脸, and detectors of one label know nothing of that. One of many labels is trained on denials and
    /// reports as well, and is believed as it is.
    /// </summary>
    internal static Guard GuardsDefault(DetectorTest? test) => test?.Question is DetectorQuestion.OneOfMany ? Guard.None : Guard.Denial | Guard.Reported | Guard.Quotation;

    /// <summary>The detectors that were named so far, with their hashes.</summary>
    internal IReadOnlyDictionary<string, string> Models => models;

    internal DetectorTest? Read(YamlMap map)
    {
        var question = Question(map);
        var atLeast = map.Number("atLeast", 0, 1);
        var scope = map.Choice("scope", Names.DetectorScopes) ?? Scope.Utterance;
        return question is null ? null : new DetectorTest(question, atLeast ?? question.Threshold, scope);
    }

    /// <summary>What detectors must think of an utterance beside its words.</summary>
    internal IReadOnlyList<DetectorBar> ReadBars(YamlMap said)
    {
        List<DetectorBar> bars = [];
        foreach (var node in said.Take("detector") is YamlSequenceNode list ? list.Children : said.Take("detector") is { } single ? [single] : [])
        {
            if (YamlMap.Of(node, "'detector'", problems) is not { } map)
            {
                continue;
            }

            var question = Question(map);
            var (atLeast, below) = (map.Number("atLeast", 0, 1), map.Number("below", 0, 1));
            map.Done();
            if (question is not null)
            {
                bars.Add(new DetectorBar(question, atLeast ?? (below is null ? question.Threshold : 0), below ?? double.PositiveInfinity));
            }
        }

        return bars;
    }

    private DetectorQuestion? Question(YamlMap map)
    {
        var name = map.RequiredText("model");
        var label = map.Text("label");
        if (name.Length == 0)
        {
            return null;
        }

        if (sources.LabelDetector(name) is { } many)
        {
            models[name] = many.Hash;
            return Label(map, many, label);
        }

        if (sources.Detector(name) is { } one)
        {
            if (label is null)
            {
                models[name] = one.Hash;
                return new DetectorQuestion.OneLabel(one);
            }

            map.ProblemAt("label", $"detector '{name}' knows one label only", "remove 'label'");
            return null;
        }

        map.ProblemAt("model", $"there is no detector '{name}' here", Proposal(name));
        return null;
    }

    private static DetectorQuestion.OneOfMany? Label(YamlMap map, LabelDetector detector, string? label)
    {
        if (label is not null && detector.Place(label) is { } place)
        {
            return new DetectorQuestion.OneOfMany(detector, place);
        }

        var labels = detector.Card.Labels.Select(one => one.Label).ToArray();
        var proposal = label is not null && YamlProblems.Nearest(label, labels) is { } nearest ? $"did you mean '{nearest}'?" : "one of " + string.Join(", ", labels);
        map.ProblemAt("label", label is null ? $"'label' is missing; detector '{detector.Card.Name}' knows several" : $"detector '{detector.Card.Name}' has no label '{label}'", proposal);
        return null;
    }

    private string Proposal(string name)
    {
        if (sources.DetectorProposal(name) is { } known)
        {
            return known;
        }

        if (YamlProblems.Nearest(name, sources.DetectorNames) is { } nearest)
        {
            return $"did you mean '{nearest}'?";
        }

        return sources.DetectorNames.Count == 0 ? "put its file into models/" : "one of " + string.Join(", ", sources.DetectorNames);
    }
}
