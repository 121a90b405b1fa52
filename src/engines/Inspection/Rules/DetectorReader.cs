namespace Daylight.Inspection;

/// <summary>Reads what is peculiar to 'detector' conditions: which model, from which probability on, whole or by the sentence.</summary>
internal sealed class DetectorReader(RuleSources sources)
{
    internal const int LengthMinDefault = 4;

    /// <summary>Not the rulebook's: 不要 is no prohibition in 不要脸, and detectors know nothing of that.</summary>
    internal const Guard GuardsDefault = Guard.Denial | Guard.Reported | Guard.Quotation;

    private readonly SortedDictionary<string, string> models = new(StringComparer.Ordinal);

    /// <summary>The detectors that were named so far, with their hashes.</summary>
    internal IReadOnlyDictionary<string, string> Models => models;

    internal DetectorTest? Read(YamlMap map)
    {
        var name = map.RequiredText("model");
        var detector = name.Length == 0 ? null : sources.Detector(name);
        var atLeast = map.Number("atLeast", 0, 1);
        var scope = map.Choice("scope", Names.Scopes) ?? Scope.Utterance;
        if (detector is not null)
        {
            models[name] = detector.Hash;
            return new DetectorTest(detector, atLeast ?? detector.Card.Threshold, scope);
        }

        if (name.Length > 0)
        {
            map.ProblemAt("model", $"there is no detector '{name}' here", Proposal(name));
        }

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
