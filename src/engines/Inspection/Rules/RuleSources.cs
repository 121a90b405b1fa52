namespace Daylight.Inspection;

/// <summary>What rules may lean on beyond their file: ordinary text to compare with, and statistical detectors by name.</summary>
public sealed record RuleSources
{
    /// <summary>The shipped background and no detectors.</summary>
    public static RuleSources Shipped { get; } = new();

    /// <summary>Ordinary text; an institution adds its archive with <see cref="Inspection.Background.With"/>.</summary>
    public Background Background { get; init; } = Background.Shipped;

    /// <summary>The detectors that there are; a rulebook that names another does not load.</summary>
    public IReadOnlyList<string> DetectorNames { get; init; } = [];

    /// <summary>Gives the detector of a name, or null where there is none that can be read.</summary>
    public Func<string, Detector?> Detector { get; init; } = _ => null;

    /// <summary>Gives the detector of many labels of a name, or null where there is none that can be read.</summary>
    public Func<string, LabelDetector?> LabelDetector { get; init; } = _ => null;

    /// <summary>What would be right where a name has no detector, if whoever gives them knows better than the list of names; else null.</summary>
    public Func<string, string?> DetectorProposal { get; init; } = _ => null;
}
