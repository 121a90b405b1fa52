using System.Collections.Concurrent;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>The detectors of <c>models/</c>, each read when a rulebook first names it, and kept.</summary>
public static class ShippedDetectors
{
    private const string Folder = "models";
    private const string Ending = ".model";

    private static readonly ConcurrentDictionary<string, Lazy<DetectorReading?>> Kept = new(StringComparer.Ordinal);

    /// <summary>What rulebooks of this installation may lean on.</summary>
    public static RuleSources Sources { get; } = new() { DetectorNames = Names(), Detector = name => Find(name)?.Detector, LabelDetector = name => Find(name)?.Labels };

    /// <summary>What the file of a name holds, which is a file name without its ending; null where there is none.</summary>
    public static DetectorReading? Find(string name) =>
        Sources.DetectorNames.Contains(name, StringComparer.Ordinal) ? Kept.GetOrAdd(name, key => new Lazy<DetectorReading?>(() => Read(key))).Value : null;

    private static string[] Names() => ProductFiles.Find(Folder) is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)]
        : [];

    private static DetectorReading? Read(string name) =>
        ProductFiles.Find($"{Folder}/{name}{Ending}") is { } path ? Detector.Read(File.ReadAllBytes(path)) : null;
}
